"""Verdicts on real municipalities for R8, decided from the documents and VOCABULARY.md.

Each row is a programme with the lines that decide it, each column a municipality of another kind. The table
was written before the program was asked; where the two differed, the source was read again (git log).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.value import Value
from desktop.domain.verdict import judge
from desktop.domain.verdict_name import Verdict
from desktop.services.town_profile import profile_for

BODIES = (
    "130001",  # 東京都: 指数 1 and more
    "310000",  # 鳥取県
    "011002",  # 札幌市: 指定都市, outside the three metropolitan areas
    "022012",  # 青森市: 中核市, 県庁所在市, part of it 条件不利
    "112011",  # 川越市: 中核市, inside, no 条件不利地域
    "082201",  # つくば市: 施行時特例市, outside, 指数 1 and more
    "352039",  # 山口市: 県庁所在市, 一部過疎
    "212075",  # 美濃市: one of the 14 with a high decline
    "112071",  # 秩父市: inside, 一部過疎
    "152242",  # 佐渡市: island, 過疎
    "122271",  # 浦安市: inside, 指数 1 and more
    "131211",  # 足立区
    "324485",  # 美郷町（島根県）: 過疎, 指数 below 0.25
    "134210",  # 小笠原村: inside, 条件不利, no 過疎
    "143821",  # 箱根町: one of the 14, 指数 1 and more
    "234273",  # 飛島村: inside, 指数 1 and more
    "105244",  # 大泉町: no 条件不利地域, many foreign residents
    "075469",  # 双葉町（福島県）
)
SIGNS = {"o": Verdict.ELIGIBLE, "?": Verdict.UNKNOWN, "x": Verdict.INELIGIBLE}

UNANSWERED = [
    ("chiiki-kasseika-kigyojin", "xxoo??oooo?xoo??oo"),  # 000:16, 002:486-500
    ("chiiki-okoshi-kyoryokutai", "?ooo??oooo??oo??oo"),  # 000:11, KAKUNIN
    ("chiikiryoku-sozo-advisor", "xxoo??oooo?xoo??oo"),  # 000:15
    ("furusato-mirai-college", "?ooo??oooo?xoo??oo"),  # 002:1330-1333
    ("jigyo-shokei-jinzai-matching", "xxooo?oooo?xoo??oo"),  # 003:2980-2990
    ("local-10000-kokuhojo", "oo????????????????"),  # 003:990-992
    ("local-10000-chihotandoku", "xx?????????x??????"),  # 003:1251, 1414
    ("local-startup-shien", "??????????????????"),  # 003:1414-1443
    ("tokutei-chiikizukuri", "xx????o??o?x??????"),  # 003:3971, 3993
    ("teiju-jiritsuken", "xx?????????x??????"),  # 002:2245-2267
    ("kotekisai-shuyaku", "oooooooooooooooooo"),  # 002:2363-2399
    ("kaso-sai", "xxxxxxoxooxxoxxxxx"),  # 002:2868-2879
    ("kaso-seisaku-shienin", "?oxxxxxxxxxxxxxxxx"),  # 002:2997-3012
    ("shuraku-shienin", "?oooo?oooo??oo??oo"),  # 002:2783
    ("chiho-komuin-jinzai-kakuho", "?o?????ooo??oo??oo"),  # 002:2510-2550
    ("cio-hosakan", "xxooo?oooo?xoo??oo"),  # 003:452
    ("todofuken-digital-jinzai-tokko", "?oooo?oooo?xoo??oo"),  # 003:202-203
    ("jichitai-dx-accelerator", "?oxxxxxxxxxxxxxxxx"),  # 003:163-189
    ("dx-keikaku-sakutei", "xooooxooooxoooxxoo"),  # 003:589
    ("josei-katsuyaku-kofukin", "oooooooooooooooooo"),  # 003:2592-2597
    ("chiiki-nihongo-kyoiku", "ooo???????????????"),  # 003:6790, 6820
    ("gaikokujin-ukeire-kofukin", "oooooooooooooooooo"),  # 003:6597-6600
    ("chiiki-datsutanso-suishin-kofukin", "?oo??oo?oo??o?????"),  # 003:4729-4749
    ("zeb-fukyu", "oooooooooooooooooo"),  # 003:5417-5421
    ("furusato-yushi", "oooooooooooooooooo"),  # 003:1480
    ("kigyoban-furusato-nozei", "??????????????????"),  # 000:29
    ("chiiki-unei-soshiki", "?oooo?oooo?xoo??oo"),  # 002:2736-2757
    ("nihongo-kyoshitsu-kuhaku", "xx????????????????"),  # 003:6700-6707
    ("yukari-network-model", "oooxxxxxxxxxxxxxxx"),  # 003:6555
    ("tabunka-advisor", "oooooooooooooooooo"),  # 000:14
    ("furusato-kigyoka", "?oooo?oooo?xoo??oo"),  # 003:1462
    ("dx-suishin-leader", "?oooo?oooo?xoo??oo"),  # 003:419-420
    ("nichiiki-kyoju-kankei-jinko", "?oooo?oooo??oo??oo"),  # 002:244
    ("jet", "?oooo?oooo??oo??oo"),  # 000:10
    ("chiho-komuin-reskilling", "??????????????????"),  # 003:5128-5140
    ("toshi-kozo-saihen", "??ooooooooo?oooooo"),  # 002:2426-2429
    ("sogyo-shien-keikaku", "xxoooooooooooooooo"),  # 003:1748
    ("tabunka-chiho-zaisei", "??ooo?oooo??oo??oo"),  # 003:6174-6218, 6466
]

ANSWERS: dict[str, Value] = {
    "startup_support_plan": "yes",
    "settlement_zone": "member",
    "regional_revitalization_plan": "yes",
    "staff_development_policy": "yes",
    "japanese_class_gap": "yes",
    "womens_promotion_plan": "yes",
    "non_grant_body": "no",
}
PREFECTURES = {"130001", "310000"}
NOT_FOR_PREFECTURES = {"settlement_zone", "startup_support_plan"}

ANSWERED = [
    ("chiiki-kasseika-kigyojin", "xxoooooooooxoooooo"),  # 000:16, 002:486-500
    ("chiiki-okoshi-kyoryokutai", "?ooo?ooooo??ooo?oo"),  # 000:11, KAKUNIN
    ("chiikiryoku-sozo-advisor", "xxoooooooooxoooooo"),  # 000:15
    ("furusato-mirai-college", "?ooooooooooxoooooo"),  # 002:1330-1333
    ("jigyo-shokei-jinzai-matching", "xxoooooooooxoooooo"),  # 003:2980-2990
    ("local-10000-kokuhojo", "oooooooooooooooooo"),  # 003:990-992
    ("local-10000-chihotandoku", "xxoooooooooxoooooo"),  # 003:1251, 1414
    ("local-startup-shien", "??oooooooooooooooo"),  # 003:1414-1443
    ("tokutei-chiikizukuri", "xx????o??o?x??????"),  # 003:3971, 3993
    ("teiju-jiritsuken", "xxoooooooooxoooooo"),  # 002:2245-2267
    ("kotekisai-shuyaku", "oooooooooooooooooo"),  # 002:2363-2399
    ("kaso-sai", "xxxxxxoxooxxoxxxxx"),  # 002:2868-2879
    ("kaso-seisaku-shienin", "?oxxxxxxxxxxxxxxxx"),  # 002:2997-3012
    ("shuraku-shienin", "?oooooooooo?oooooo"),  # 002:2783
    ("chiho-komuin-jinzai-kakuho", "?o???o?oooo?oooooo"),  # 002:2510-2550
    ("cio-hosakan", "xxoooooooooxoooooo"),  # 003:452
    ("todofuken-digital-jinzai-tokko", "?ooooooooooxoooooo"),  # 003:202-203
    ("jichitai-dx-accelerator", "?oxxxxxxxxxxxxxxxx"),  # 003:163-189
    ("dx-keikaku-sakutei", "xooooxooooxoooxxoo"),  # 003:589
    ("josei-katsuyaku-kofukin", "oooooooooooooooooo"),  # 003:2592-2597
    ("chiiki-nihongo-kyoiku", "ooo???????????????"),  # 003:6790, 6820
    ("gaikokujin-ukeire-kofukin", "oooooooooooooooooo"),  # 003:6597-6600
    ("chiiki-datsutanso-suishin-kofukin", "?oo??oo?oo??o?????"),  # 003:4729-4749
    ("zeb-fukyu", "oooooooooooooooooo"),  # 003:5417-5421
    ("furusato-yushi", "oooooooooooooooooo"),  # 003:1480
    ("kigyoban-furusato-nozei", "oooooooooooooooooo"),  # 000:29
    ("chiiki-unei-soshiki", "?ooooooooooxoooooo"),  # 002:2736-2757
    ("nihongo-kyoshitsu-kuhaku", "xxoooooooooooooooo"),  # 003:6700-6707
    ("yukari-network-model", "oooxxxxxxxxxxxxxxx"),  # 003:6555
    ("tabunka-advisor", "oooooooooooooooooo"),  # 000:14
    ("furusato-kigyoka", "?ooooooooooxoooooo"),  # 003:1462
    ("dx-suishin-leader", "?ooooooooooxoooooo"),  # 003:419-420
    ("nichiiki-kyoju-kankei-jinko", "?oooooooooo?oooooo"),  # 002:244
    ("jet", "?oooooooooo?oooooo"),  # 000:10
    ("chiho-komuin-reskilling", "?oooooooooo?oooooo"),  # 003:5128-5140
    ("toshi-kozo-saihen", "??ooooooooo?oooooo"),  # 002:2426-2429
    ("sogyo-shien-keikaku", "xxoooooooooooooooo"),  # 003:1748
    ("tabunka-chiho-zaisei", "??ooooooooo?oooooo"),  # 003:6174-6218, 6466
]


@pytest.fixture(scope="module")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


@pytest.fixture(scope="module")
def programs(catalog: CatalogReader) -> dict[str, Program]:
    return {program.id: program for program in catalog.programs()}


def answered(code: str) -> dict[str, Value]:
    """The answers that a body of this kind can give."""
    if code not in PREFECTURES:
        return ANSWERS
    return {fact: value for fact, value in ANSWERS.items() if fact not in NOT_FOR_PREFECTURES}


@pytest.fixture(scope="module")
def unanswered_profiles(catalog: CatalogReader) -> list[Profile]:
    return [profile_for(catalog, code, {}) for code in BODIES]


@pytest.fixture(scope="module")
def answered_profiles(catalog: CatalogReader) -> list[Profile]:
    return [profile_for(catalog, code, answered(code)) for code in BODIES]


def compare(program: Program, profiles: list[Profile], signs: str) -> None:
    """Compare the verdicts of one programme on all bodies with the row of the table."""
    found = {
        code: judge(program, profile, FiscalYear(8)).verdict
        for code, profile in zip(BODIES, profiles, strict=True)
    }
    assert found == {code: SIGNS[sign] for code, sign in zip(BODIES, signs, strict=True)}


@pytest.mark.parametrize(("program", "signs"), UNANSWERED)
def test_without_answers(
    programs: dict[str, Program], unanswered_profiles: list[Profile], program: str, signs: str
) -> None:
    compare(programs[program], unanswered_profiles, signs)


@pytest.mark.parametrize(("program", "signs"), ANSWERED)
def test_with_answers(
    programs: dict[str, Program], answered_profiles: list[Profile], program: str, signs: str
) -> None:
    compare(programs[program], answered_profiles, signs)
