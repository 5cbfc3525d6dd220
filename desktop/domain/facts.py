"""The facts of a municipality's profile (項目): their ids, labels and allowed values.

The ids are part of the public interface (VOCABULARY.md, Facts of a profile).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from desktop.domain.value import Value

PREFECTURES = 47

MOST = 1_000_000_000
"""No number of a profile reaches this."""


class FactKind(StrEnum):
    """What values a fact can have."""

    CHOICE = "choice"
    COUNT = "count"
    DECIMAL = "decimal"
    CODE = "code"


@dataclass(frozen=True)
class FactDefinition:
    """One fact: id, label, group on the profile page, allowed values with labels, unit, whom to ask.

    ``bundled`` facts come with the programme database; the others are answered by the user.
    ``obtainable``: values that a town can bring about itself, easiest first, each with how in words.
    """

    id: str
    label: str
    group: str
    kind: FactKind = FactKind.CHOICE
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    bundled: bool = True
    question: str = ""
    ask: str = ""
    least: int = 0
    obtainable: tuple[tuple[str, str], ...] = ()

    def label_of(self, value: Value) -> str:
        """Return how a value is shown; unknown is 「不明」."""
        if value is None:
            return "不明"
        if self.kind is FactKind.CHOICE:
            return dict(self.choices).get(str(value), str(value))
        if self.kind is FactKind.COUNT:
            return f"{int(value):,}{self.unit}"
        return f"{value}{self.unit}"

    def parse(self, text: str) -> Value:
        """Read a value as typed by a person or given on the command line.

        ``null`` and the empty text are unknown. Raises ValueError saying what is allowed.
        """
        clean = unicodedata.normalize("NFKC", str(text)).strip()
        if clean in ("", "null"):
            return None
        if self.kind is FactKind.CHOICE:
            return self._parse_choice(clean)
        if self.kind is FactKind.CODE:
            return self._parse_code(clean)
        return self._parse_number(clean)

    def _parse_choice(self, clean: str) -> str:
        """Return the code of a choice given as code, label or true/false."""
        accepted = {code.lower(): code for code, _ in self.choices}
        accepted |= {label: code for code, label in self.choices}
        if "yes" in accepted:
            accepted |= {"true": "yes", "false": "no"}
        if clean.lower() not in accepted:
            allowed = "、".join(f"{code}（{label}）" for code, label in self.choices)
            raise ValueError(f"「{self.label}」（{self.id}）に使える値は {allowed} です。")
        return accepted[clean.lower()]

    def _parse_code(self, clean: str) -> str:
        """Return the two digits of a prefecture, 01 to 47."""
        if not (clean.isdecimal() and len(clean) == len("01") and 1 <= int(clean) <= PREFECTURES):
            raise ValueError(f"「{self.label}」（{self.id}）には 01～47 の2桁を入れてください。")
        return clean

    def _parse_number(self, clean: str) -> int | Decimal:
        """Return a count (0 or more) or a decimal number."""
        digits = clean.replace(",", "").removesuffix(self.unit)
        try:
            number = Decimal(digits)
        except InvalidOperation:
            number = Decimal("NaN")
        whole = self.kind is FactKind.COUNT
        if not number.is_finite() or not self.least <= number < MOST or (whole and number % 1):
            wanted = "0以上の整数（10億未満）" if whole else "数（例 0.35）"
            raise ValueError(f"「{self.label}」（{self.id}）には{wanted}を入れてください。")
        return int(number) if whole else number


YES_NO = (("yes", "はい"), ("no", "いいえ"))

ENTITY_TYPES = (
    ("prefecture", "都道府県"),
    ("designated_city", "指定都市"),
    ("core_city", "中核市"),
    ("special_city", "施行時特例市"),
    ("city", "市"),
    ("special_ward", "特別区"),
    ("town", "町"),
    ("village", "村"),
)

MUNICIPALITY_TYPES = ("designated_city", "core_city", "special_city", "city", "town", "village")
"""市町村: the special wards are not among them unless a document says 市区町村 or names them."""

_PART = (("none", "なし"), ("partial", "一部"), ("whole", "全域"))
_ZONE = (("none", "取り組んでいない"), ("centre", "中心市"), ("member", "構成市町村"))

_AREA = "地域の指定"
_BASIC = "基本"
_PEOPLE = "人口"
_MONEY = "財政"
_PLANS = "計画・取組（役場で答える）"
_DECARBON = "脱炭素・協同組合"


def _yes_no(
    fact: str,
    label: str,
    group: str,
    *,
    bundled: bool = True,
    question: str = "",
    ask: str = "",
    obtain: str = "",
) -> FactDefinition:
    """Return a fact answered by yes or no; ``obtain`` says how a town comes to yes, if it can."""
    return FactDefinition(
        fact,
        label,
        group,
        choices=YES_NO,
        bundled=bundled,
        question=question,
        ask=ask,
        obtainable=(("yes", obtain),) if obtain else (),
    )


_DEFINITIONS = (
    FactDefinition("entity_type", "団体の種類", _BASIC, choices=ENTITY_TYPES),
    FactDefinition("prefecture_code", "都道府県コード", _BASIC, FactKind.CODE),
    _yes_no("prefectural_capital", "県庁所在市", _BASIC),
    FactDefinition(
        "population_register", "人口（住民基本台帳）", _PEOPLE, FactKind.COUNT, unit="人"
    ),
    FactDefinition("population_census", "人口（国勢調査）", _PEOPLE, FactKind.COUNT, unit="人"),
    FactDefinition(
        "population_change",
        "国勢調査人口の増減率（5年間）",
        _PEOPLE,
        FactKind.DECIMAL,
        unit="%",
        least=-100,
    ),
    FactDefinition("foreign_residents", "外国人住民数", _PEOPLE, FactKind.COUNT, unit="人"),
    FactDefinition("fiscal_index", "財政力指数", _MONEY, FactKind.DECIMAL),
    FactDefinition(
        "metropolitan_area", "三大都市圏", _AREA, choices=(("inside", "圏内"), ("outside", "圏外"))
    ),
    FactDefinition("disadvantaged_area", "条件不利地域", _AREA, choices=_PART),
    FactDefinition(
        "population_decline",
        "人口減少率が高い市町村",
        _AREA,
        choices=(("high", "該当"), ("not_high", "非該当")),
    ),
    FactDefinition(
        "depopulated_area",
        "過疎地域",
        _AREA,
        choices=(
            ("none", "なし"),
            ("partial", "一部過疎"),
            ("deemed", "みなし過疎"),
            ("whole", "全部過疎"),
        ),
    ),
    _yes_no("remote_island", "離島振興法の区域がある", _AREA),
    _yes_no("amami", "奄美群島", _AREA),
    _yes_no("ogasawara", "小笠原諸島", _AREA),
    _yes_no("okinawa", "沖縄県の区域", _AREA),
    _yes_no("disaster_area_311", "岩手・宮城・福島（東日本大震災の被災地域）", _AREA),
    _yes_no("decarbonization_leading_area", "脱炭素先行地域", _DECARBON),
    _yes_no("decarbonization_priority", "重点対策加速化事業", _DECARBON),
    _yes_no(
        "regional_work_cooperative",
        "特定地域づくり事業協同組合がある",
        _DECARBON,
        question="認定を受けた特定地域づくり事業協同組合が、まちにありますか。",
        ask="企画・地域振興担当課",
        obtain="特定地域づくり事業協同組合が設けられ、認定を受ける",
    ),
    FactDefinition(
        "settlement_zone",
        "定住自立圏",
        _AREA,
        choices=_ZONE,
        bundled=False,
        question="定住自立圏に取り組んでいますか（中心市か、協定を結んだ構成市町村か）。",
        ask="企画担当課（定住自立圏の協定書・共生ビジョン）",
        obtainable=(
            ("member", "定住自立圏の協定を結び、構成市町村になる"),
            ("centre", "定住自立圏の中心市になる"),
        ),
    ),
    FactDefinition(
        "core_urban_area",
        "連携中枢都市圏",
        _AREA,
        choices=_ZONE,
        bundled=False,
        question="連携中枢都市圏に入っていますか。",
        ask="企画担当課（連携協約・圏域ビジョン）",
        obtainable=(
            ("member", "連携中枢都市圏の連携協約を結び、構成市町村になる"),
            ("centre", "連携中枢都市圏の中心市になる"),
        ),
    ),
    FactDefinition(
        "heavy_snow",
        "豪雪地帯",
        _AREA,
        choices=(("none", "指定なし"), ("heavy", "豪雪地帯"), ("special", "特別豪雪地帯")),
        bundled=False,
        question="豪雪地帯・特別豪雪地帯の指定を受けていますか。",
        ask="総務・建設担当課、都道府県の地域振興担当課",
    ),
    _yes_no(
        "startup_support_plan",
        "創業支援等事業計画の認定",
        _PLANS,
        bundled=False,
        question="産業競争力強化法の創業支援等事業計画の認定を受けていますか。",
        ask="商工担当課（認定書）",
        obtain="創業支援等事業計画を作り、認定を受ける",
    ),
    _yes_no(
        "regional_revitalization_plan",
        "地域再生計画の認定",
        _PLANS,
        bundled=False,
        question="地域再生法の地域再生計画の認定を受けていますか。",
        ask="企画担当課（認定書）",
        obtain="地域再生計画を作り、認定を受ける",
    ),
    _yes_no(
        "womens_promotion_plan",
        "女性活躍推進計画",
        _PLANS,
        bundled=False,
        question="女性活躍推進法にもとづく推進計画を策定していますか。",
        ask="男女共同参画・人権担当課",
        obtain="女性活躍推進計画を作る",
    ),
    _yes_no(
        "staff_development_policy",
        "人材育成・確保基本方針",
        _PLANS,
        bundled=False,
        question="職員の人材育成・確保基本方針を策定していますか。",
        ask="人事担当課",
        obtain="人材育成・確保基本方針を作る",
    ),
    _yes_no(
        "non_grant_body",
        "普通交付税の不交付団体",
        _MONEY,
        bundled=False,
        question="今年度、普通交付税の不交付団体ですか。",
        ask="財政担当課",
    ),
    FactDefinition(
        "jet_participants",
        "JET参加者の人数",
        _PLANS,
        FactKind.COUNT,
        unit="人",
        bundled=False,
        question="JETプログラムの参加者を何人任用していますか。",
        ask="教育委員会・国際交流担当課",
    ),
    FactDefinition(
        "kyoryokutai_members",
        "地域おこし協力隊員の人数",
        _PLANS,
        FactKind.COUNT,
        unit="人",
        bundled=False,
        question="地域おこし協力隊員を何人委嘱していますか。",
        ask="企画・地域振興担当課",
    ),
    _yes_no(
        "japanese_class_gap",
        "日本語教室空白地域",
        _PLANS,
        bundled=False,
        question="日本語教室がない地域（空白地域）にあたりますか。",
        ask="教育委員会・国際交流担当課",
    ),
)

FACTS: dict[str, FactDefinition] = {definition.id: definition for definition in _DEFINITIONS}


def fact(fact_id: str) -> FactDefinition:
    """Return the definition of a fact; raise ValueError naming an unknown id."""
    if fact_id not in FACTS:
        raise ValueError(f"「{fact_id}」という項目はありません。使える項目: {', '.join(FACTS)}")
    return FACTS[fact_id]
