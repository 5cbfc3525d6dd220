"""Where each printed case of a rate or cap stands for one town: it holds, may hold, does not, or comes too late."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.program import CapCase, RateCase
from desktop.domain.rules import Lookup, Outcome, evaluate


class CaseState(StrEnum):
    """Where one case stands. ``NOT_REACHED``: an earlier case holds already."""

    HOLDS = "holds"
    POSSIBLE = "possible"
    FAILS = "fails"
    NOT_REACHED = "not_reached"


def case_states(
    cases: tuple[RateCase, ...] | tuple[CapCase, ...], lookup: Lookup
) -> tuple[CaseState, ...]:
    """Return the state of each case; the first that surely holds ends the search.

    After a case that only may hold, a sure one may still be passed over, so it is possible too.
    """
    states: list[CaseState] = []
    doubtful = settled = False
    for case in cases:
        outcome = evaluate(case.when, lookup).outcome if case.when else Outcome.TRUE
        if settled:
            states.append(CaseState.NOT_REACHED)
        elif outcome is Outcome.FALSE:
            states.append(CaseState.FAILS)
        elif outcome is Outcome.TRUE:
            states.append(CaseState.POSSIBLE if doubtful else CaseState.HOLDS)
            settled = True
        else:
            states.append(CaseState.POSSIBLE)
            doubtful = True
    return tuple(states)
