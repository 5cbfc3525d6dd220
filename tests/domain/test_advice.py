"""What a town can do with a programme that it cannot apply for itself."""

from __future__ import annotations

from desktop.domain.advice import advice
from desktop.domain.codes import Applicant
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_parts import ThroughPrefecture
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.source import SourceRef
from desktop.domain.verdict import judge
from tests.domain.building import (
    IS_MUNICIPALITY,
    IS_PREFECTURE,
    criterion,
    edition,
    line,
    program,
    town,
)

R8 = FiscalYear(8)
CITED = (SourceRef.parse("003:1 見本"),)
THROUGH = ThroughPrefecture("県の職員がまちを助ける", CITED)


def said(made: Program, profile: Profile | None = None) -> list[tuple[tuple[str, ...], str]]:
    known = profile or town()
    judged = judge(made, known, R8)
    return [(one.who, one.text) for one in advice(judged, known.municipality)]


def test_bodies_in_the_town_and_what_the_town_does_for_them() -> None:
    actors = line(applicant=Applicant.LOCAL_ACTOR, actors=("学校", "NPO"), town_role="知らせる")
    assert said(program(edition(actors))) == [(("学校", "NPO"), "知らせる")]


def test_what_reaches_a_town_through_its_prefecture() -> None:
    made = program(edition(line(criterion(IS_PREFECTURE), through_prefecture=THROUGH)))
    assert said(made) == [(("島根県",), "島根県に相談：県の職員がまちを助ける")]
    judged = judge(made, town(), R8)
    assert advice(judged, town().municipality)[0].sources == CITED


def test_no_advice_where_nothing_is_known_or_needed() -> None:
    assert said(program(edition(line(criterion(IS_PREFECTURE))))) == []
    open_to_towns = line(criterion(IS_MUNICIPALITY), through_prefecture=THROUGH)
    assert said(program(edition(open_to_towns))) == []
    for_others = line(criterion(IS_MUNICIPALITY), through_prefecture=THROUGH)
    assert said(program(edition(for_others)), town("prefecture")) == []


def test_what_is_over_gives_none() -> None:
    only_prefectures = line(criterion(IS_PREFECTURE), through_prefecture=THROUGH)
    assert said(program(edition(only_prefectures), end_year=FiscalYear(7))) == []
    ended = line(criterion(IS_PREFECTURE), through_prefecture=THROUGH, end_year=FiscalYear(7))
    assert said(program(edition(ended, line()))) == []
