"""Judging many programmes with one judge: as judging each by itself, and as VOCABULARY.md says."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Criterion, Edition, Program, SupportLine
from desktop.domain.reason import ReasonKind
from desktop.domain.rule_text import parse_rule
from desktop.domain.rules import Outcome
from desktop.domain.verdict import Judge, Verdict, judge
from tests.domain.building import (
    HAS_PLAN,
    IS_MUNICIPALITY,
    IS_PREFECTURE,
    criterion,
    edition,
    line,
    program,
    town,
)
from tests.domain.plain_judging import line_verdict, program_verdict

R8 = FiscalYear(8)
IN_ZONE: dict[str, Any] = {"fact": "settlement_zone", "in": ["member", "centre"]}
SHARED = [
    None,
    *(
        parse_rule(rule)
        for rule in (
            IS_MUNICIPALITY,
            IS_PREFECTURE,
            HAS_PLAN,
            {"not": HAS_PLAN},
            {"any": [IS_PREFECTURE, IN_ZONE]},
            {**HAS_PLAN, "unclear_if": "true"},
        )
    ),
]

criteria = st.lists(
    st.builds(
        lambda rule, scope: Criterion("c", "要件", scope, rule, "", ()),
        st.sampled_from(SHARED),
        st.sampled_from(list(Scope)),
    ),
    max_size=3,
).map(tuple)
years = st.sampled_from([None, FiscalYear(7), R8])
lines = st.builds(
    lambda own, **changes: line(*own, **changes),
    criteria,
    applicant=st.sampled_from(list(Applicant)),
    kind=st.sampled_from([SupportKind.GRANT, SupportKind.SPECIAL_ALLOCATION_TAX]),
    certainty=st.sampled_from(list(Certainty)),
    end_year=years,
    auxiliary=st.booleans(),
)
editions: st.SearchStrategy[Edition] = st.builds(
    lambda common, own, year: edition(*own, common=common, year=year),
    criteria,
    st.lists(lines, max_size=3),
    st.sampled_from(["R7", "R8", "R9"]),
)
programs: st.SearchStrategy[Program] = st.builds(
    lambda made, **changes: program(*made, **changes),
    st.lists(editions, max_size=2),
    state=st.sampled_from(list(ProgramState)),
    end_year=years,
)
profiles = st.builds(
    lambda entity, answers: town(entity, fiscal_index="0.3").with_answers(answers),
    st.sampled_from(["town", "prefecture"]),
    st.fixed_dictionaries(
        {
            "startup_support_plan": st.sampled_from([None, "yes", "no"]),
            "settlement_zone": st.sampled_from([None, "none", "member"]),
            "non_grant_body": st.sampled_from(["yes", "no"]),
        }
    ),
)


@settings(max_examples=300)
@given(st.lists(programs, min_size=1, max_size=4), profiles)
def test_one_judge_for_all_gives_the_verdicts_of_the_vocabulary(made, profile) -> None:  # type: ignore[no-untyped-def]
    shared = Judge(profile, R8)
    for one in made:
        found = shared.judge(one)
        assert found == judge(one, profile, R8)
        assert found.verdict is program_verdict(one, profile, R8)
        if found.edition is not None:
            expected = [line_verdict(x, found.edition, profile, R8) for x in found.edition.lines]
            assert [x.verdict for x in found.lines] == expected
        body = [x.outcome for x in found.all_reasons if x.scope is Scope.BODY]
        assert found.verdict is not Verdict.UNKNOWN or Outcome.UNKNOWN in body, (
            "held without a word"
        )


def test_a_rule_that_many_share_is_explained_once() -> None:
    common = criterion(HAS_PLAN)
    shared = Judge(town(startup_support_plan="yes"), R8)
    first, second = (shared.judge(program(edition(line(common)), id=name)) for name in ("a", "b"))
    assert first.lines[0].explanations[0] is not None
    assert first.lines[0].explanations[0] is second.lines[0].explanations[0]


def test_programmes_that_are_gone_lend_nothing_to_later_ones() -> None:
    profile = town(startup_support_plan="yes")
    shared = Judge(profile, R8)
    for number in range(500):
        rule = HAS_PLAN if number % 2 else {"not": HAS_PLAN}
        verdict = shared.judge(program(edition(line(criterion(rule))))).verdict
        assert verdict is (Verdict.ELIGIBLE if number % 2 else Verdict.INELIGIBLE)


def test_reasons_are_those_of_the_criteria_in_order_then_the_note() -> None:
    common, own = criterion(IS_MUNICIPALITY), criterion(HAS_PLAN, ask="企画課")
    made: SupportLine = line(own, kind=SupportKind.SPECIAL_ALLOCATION_TAX)
    judged = judge(program(edition(made, common=(common,))), town(non_grant_body="yes"), R8)
    assert [(one.criterion, one.outcome, one.kind) for one in judged.all_reasons] == [
        (common, Outcome.TRUE, ReasonKind.CRITERION),
        (own, Outcome.UNKNOWN, ReasonKind.CRITERION),
        (None, Outcome.UNKNOWN, ReasonKind.NON_GRANT),
    ]
    assert [one.line_id for one in judged.all_reasons] == [None, "line", "line"]
    assert judged.all_reasons == judged.all_reasons
    assert judged.missing == ("startup_support_plan",)
