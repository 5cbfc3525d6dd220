"""What the documents say of two supports on one cost, each with the source line it was read from.

A pair of support lines is ``base`` (併用できる: what of the cost the first one counts), ``no`` (併用できない)
or ``none`` (the documents say nothing: a cost that one supports is not supported by the other).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.codes import SupportKind
from desktop.domain.program import Program, Relation

Pair = tuple[str, str]

REMAINDER = {
    # 国庫補助 50 % + 公適債 90 % × 50 % of the rest = 72.5 %: 002:2431-2449
    (("kotekisai-shuyaku", "construction"), ("toshi-kozo-saihen", "facility")),
    (("kotekisai-shuyaku", "demolition"), ("toshi-kozo-saihen", "facility")),
    (("ippan-hojo-shisetsu-perovskite", "bond"), ("perovskite-donyu", "install")),  # 003:4883
    (("dx-kiban-chihosai", "bond"), ("dx-kiban-hojo", "municipality")),  # 003:857
    (("chiiki-unei-soshiki", "excess"), ("chiiki-unei-soshiki", "operation")),  # 002:2755
    (("chiiki-unei-soshiki", "excess"), ("chiiki-unei-soshiki", "mutual-aid")),  # 002:2755
    (("furusato-yushi", "loan"), ("chiiki-datsutanso-suishin-kofukin", "priority")),  # 003:5292
    (("furusato-yushi", "loan"), ("jicn", "equity")),  # 003:5292
}
OWN_SHARE = {
    (("tokutei-chiikizukuri", "operation-burden"), ("tokutei-chiikizukuri", one))  # 003:3997
    for one in ("operation-staff", "operation-office")
} | {
    # 003:6613-6614, 6475-6478
    (
        ("gaikokujin-ukeire-kofukin", "local-share-municipality"),
        ("gaikokujin-ukeire-kofukin", "operation"),
    ),
    (("chiiki-nihongo-kyoiku", "local-share-large"), ("chiiki-nihongo-kyoiku", "system")),
    (("chiiki-nihongo-kyoiku", "local-share-municipality"), ("chiiki-nihongo-kyoiku", "indirect")),
}
FULL = {(("shinki-kaigyo-shikin", "loan"), ("jizokuka-sogyo", "subsidy"))}  # 003:1843-1845
NOT_BOTH = {
    # 常勤の人件費: 003:222
    (("todofuken-digital-jinzai-tokko", "staff"), ("jichitai-dx-accelerator", "regular-staff")),
    # 地方単独事業: 002:1552; 002:1325; 003:4862; 003:6463
    (("local-10000-chihotandoku", "initial-investment"), ("local-10000-kokuhojo", "grant")),
    (("furusato-mirai-college", "project"), ("furusato-mirai-college-model", "model")),
    (("datsutanso-suishin-jigyosai", "vehicles"), ("ippan-hojo-shisetsu-perovskite", "bond")),
    (("tabunka-chiho-zaisei", "multilingual"), ("gaikokujin-ukeire-kofukin", "operation")),
    # the same measure stands twice in the documents: 003:1438-1450; 002:2267
    (("local-startup-shien", "launch-national"), ("local-10000-kokuhojo", "grant")),
    (
        ("local-startup-shien", "launch-local"),
        ("local-10000-chihotandoku", "initial-investment"),
    ),
    (("local-startup-shien", "follow-up"), ("local-10000-chihotandoku", "follow-up")),
    (("chiiki-kasseika-jigyosai", "settlement-zone"), ("teiju-jiritsuken", "bond")),
    # 自治法派遣 or not: 002:2540, 2548
    (("chiho-komuin-jinzai-kakuho", "personnel"), ("chiho-komuin-jinzai-kakuho", "burden")),
}
NOTHING_SAID = {
    # 募集経費 also for 常勤: 003:196
    (
        ("todofuken-digital-jinzai-tokko", "recruiting"),
        ("jichitai-dx-accelerator", "regular-staff"),
    ),
    # only 運営事業 has 地方財政措置: 003:6613
    (
        ("gaikokujin-ukeire-kofukin", "local-share-municipality"),
        ("gaikokujin-ukeire-kofukin", "setup"),
    ),
    # different stages of one venture: 003:1438-1450
    (("local-startup-shien", "follow-up"), ("local-10000-chihotandoku", "initial-investment")),
    (("local-startup-shien", "planning"), ("local-10000-kokuhojo", "grant")),
    (("furusato-yushi", "loan"), ("chiiki-datsutanso-suishin-kofukin", "microgrid")),  # 003:5292
    (("tokutei-chiikizukuri", "setup"), ("tokutei-chiikizukuri", "operation-staff")),  # 003:4005
}


@pytest.fixture(scope="module")
def programs(catalog_path: Path) -> Iterator[dict[str, Program]]:
    with CatalogReader(catalog_path) as catalog:
        yield {program.id: program for program in catalog.programs()}


def said(programs: Mapping[str, Program], own: Pair, other: Pair) -> list[Relation]:
    """What the programme of the first line says of a cost that both would support."""
    return [
        one
        for one in programs[own[0]].relations
        if one.kind in ("combines", "excludes")
        and one.target == other[0]
        and (not one.lines or own[1] in one.lines)
        and (not one.target_lines or other[1] in one.target_lines)
    ]


CASES = [
    *((pair, "remainder") for pair in REMAINDER),
    *((pair, "own_share") for pair in OWN_SHARE),
    *((pair, "full") for pair in FULL),
    *((pair, "no") for pair in NOT_BOTH),
    *((pair, "none") for pair in NOTHING_SAID),
]


@pytest.mark.parametrize(("pair", "expected"), sorted(CASES))
def test_two_supports(programs: dict[str, Program], pair: tuple[Pair, Pair], expected: str) -> None:
    found = said(programs, *pair)
    words = [one.on.value if one.on else "no" for one in found]
    assert words == ([] if expected == "none" else [expected])


def test_every_pair_of_lines_is_told_one_thing(programs: dict[str, Program]) -> None:
    """No pair of lines is told two things, also not from the two sides."""
    told: dict[frozenset[Pair], set[str]] = {}
    for program in programs.values():
        for one in program.relations:
            if one.kind in ("combines", "excludes"):
                for pair in _pairs(programs, program, one):
                    told.setdefault(pair, set()).add(one.kind)
    assert {pair: kinds for pair, kinds in told.items() if len(kinds) > 1} == {}


def _pairs(
    programs: Mapping[str, Program], program: Program, relation: Relation
) -> Iterator[frozenset[Pair]]:
    """Yield every pair of lines that a relation is about."""
    target = programs[relation.target]
    for own in relation.lines or _line_ids(program):
        for other in relation.target_lines or _line_ids(target):
            yield frozenset({(program.id, own), (target.id, other)})


def _line_ids(program: Program) -> set[str]:
    return {line.id for edition in program.editions for line in edition.lines}


OWN_PROJECT_ONLY = [
    ("furusato-mirai-college", "project"),  # 002:1325
    ("jigyo-shokei-jinzai-matching", "matching"),  # 002:1400, 003:2988
    ("jet", "municipality-coordinator"),  # 002:3344, 003:6521
    ("jet", "prefecture-private-school"),  # 002:3333, 003:6514
    ("tokutei-chiikizukuri", "setup"),  # 003:4005
    ("chusho-reskilling-zaisei", "special-tax"),  # 003:5122
    ("datsutanso-suishin-jigyosai", "vehicles"),  # 003:4862
    ("local-10000-chihotandoku", "initial-investment"),  # 002:1552, 003:1251
    ("tabunka-chiho-zaisei", "multilingual"),  # 003:6463
    ("tabunka-advisor", "use-costs"),  # 003:6463-6467
]


@pytest.mark.parametrize(("program", "line"), OWN_PROJECT_ONLY)
def test_support_for_the_towns_own_project_asks_for_it(
    programs: dict[str, Program], program: str, line: str
) -> None:
    """地方単独事業: asked in the checklist of an edition that has the words."""
    asked = [
        criterion.text
        for edition in programs[program].editions
        for one in edition.lines
        if one.id == line and one.kind in (SupportKind.SPECIAL_ALLOCATION_TAX, SupportKind.BOND)
        for criterion in (*edition.criteria, *one.criteria)
    ]
    assert any("単独" in text for text in asked)
