"""The drivers of an amount: numbers and answers about a plan, not about the municipality.

Names are part of the public interface (VOCABULARY.md, PLAN.json).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DriverKind(StrEnum):
    """What a driver holds."""

    COUNT = "count"
    YEN = "yen"
    YES_NO = "yes_no"
    CHOICE = "choice"
    RATIO = "ratio"


@dataclass(frozen=True)
class Driver:
    """One driver: id, label, unit, kind; ``fact`` names the fact that fills it in when not given.

    ``derived`` drivers are computed from others and never asked for. A ``special`` driver claims an exception
    of the text (特例・加算): a plan that does not name it does not claim it; a plan that names it with null
    does not know.
    """

    id: str
    label: str
    unit: str
    kind: DriverKind = DriverKind.COUNT
    choices: tuple[tuple[str, str], ...] = ()
    fact: str | None = None
    derived: bool = False
    special: bool = False


_DRIVERS = (
    Driver("persons", "人数", "人"),
    Driver("days", "日数", "日"),
    Driver("person_days", "延べ日数", "人日"),
    Driver("cases", "事業の件数", "件"),
    Driver("unions", "組合の数", "組合"),
    Driver("years", "年数", "年"),
    Driver("loan_yen", "金融機関の融資額", "円", DriverKind.YEN),
    Driver("public_yen", "公費による助成額（国費＋地方費）", "円", DriverKind.YEN),
    Driver("loan_to_public_ratio", "融資／公費の倍率", "倍", DriverKind.RATIO, derived=True),
    Driver("donation_yen", "寄附額", "円", DriverKind.YEN),
    Driver("joint_method", "共同方式で行う", "", DriverKind.YES_NO),
    Driver("joint_application", "複数の団体で申請する", "", DriverKind.YES_NO),
    Driver("abroad", "海外で行う事業", "", DriverKind.YES_NO),
    Driver("priority_field", "重点支援分野にあたる", "", DriverKind.YES_NO, special=True),
    Driver(
        "new_employment", "新たな雇用の創出などの要件を満たす", "", DriverKind.YES_NO, special=True
    ),
    Driver(
        "plan_support_condition",
        "推進計画未策定市町村への策定支援などの条件を満たす",
        "",
        DriverKind.YES_NO,
        special=True,
    ),
    Driver(
        "plan_submitted_in_r7",
        "令和7年度中に事業実施計画書を総務省に提出した",
        "",
        DriverKind.YES_NO,
        special=True,
    ),
    Driver(
        "decarbonization_project", "脱炭素に係る事業である", "", DriverKind.YES_NO, special=True
    ),
    Driver(
        "ongoing_before_r8",
        "令和7年度以前からの継続事業である",
        "",
        DriverKind.YES_NO,
        special=True,
    ),
    Driver(
        "project_area",
        "事業を行う区域",
        "",
        DriverKind.CHOICE,
        choices=(("normal", "通常の地域"), ("depopulated", "過疎・離島・特別豪雪地帯")),
    ),
    Driver("foreign_residents", "外国人住民数", "人", fact="foreign_residents"),
    Driver(
        "solar_or_cogeneration",
        "太陽光発電かコージェネレーションを導入する",
        "",
        DriverKind.YES_NO,
    ),
    Driver("on_island", "離島で行う事業", "", DriverKind.YES_NO),
    Driver("in_depopulated_area", "事業の場所が過疎地域の中にある", "", DriverKind.YES_NO),
    Driver(
        "in_disadvantaged_area",
        "事業の場所が過疎地域かほかの条件不利地域の中にある",
        "",
        DriverKind.YES_NO,
    ),
    Driver("adoptions", "採択の回数（今回を含む）", "回"),
    Driver("reward_yen", "報償費・報酬などの額", "円", DriverKind.YEN),
    Driver("other_activity_yen", "報償費など以外の活動の経費", "円", DriverKind.YEN),
    Driver("travel_yen", "交通費・旅費の額", "円", DriverKind.YEN),
    Driver("land_value_yen", "土地の価格に相当する額", "円", DriverKind.YEN),
    Driver("contribution_yen", "市町村からの負担金の額", "円", DriverKind.YEN),
    Driver("donation_funded_yen", "ふるさと納税を財源として補助する額", "円", DriverKind.YEN),
    Driver("selling_power", "売電を主な目的とする設備である", "", DriverKind.YES_NO),
    Driver(
        "rate_addition", "補助率の加算の対象になる取組を行う", "", DriverKind.YES_NO, special=True
    ),
    Driver("invoice_addition", "インボイス特例を使う", "", DriverKind.YES_NO, special=True),
    Driver("partner_bodies", "連携する自治体の数", "団体"),
)

DRIVERS: dict[str, Driver] = {driver.id: driver for driver in _DRIVERS}
