"""The order in which judged programmes are listed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import ProgramState
from desktop.domain.fiscal import FiscalYear
from desktop.services.matching import judge_all
from tests.domain.building import HAS_PLAN, criterion, edition, line, program, town

VERDICTS = ["eligible", "unknown", "via_local_actors", "ineligible", "not_current"]

made = st.builds(
    lambda kana, name, state: program(
        edition(line(criterion(HAS_PLAN))), id=name, kana=kana, state=state
    ),
    st.text("あいアイんー（ 1", max_size=3),
    st.text("abz-0", min_size=1, max_size=3),
    st.sampled_from([ProgramState.CURRENT, ProgramState.PLANNED, ProgramState.ENDED]),
)


@given(st.lists(made, max_size=12, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_by_verdict_then_reading_then_id(given_programs, chance: random.Random) -> None:  # type: ignore[no-untyped-def]
    chance.shuffle(given_programs)
    judged = judge_all(given_programs, town(startup_support_plan="yes"), FiscalYear(8))
    places = [(VERDICTS.index(one.verdict), one.program.kana, one.program.id) for one in judged]
    assert places == sorted(places)
    assert len(places) == len(given_programs)
