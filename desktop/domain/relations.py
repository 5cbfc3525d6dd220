"""What the catalogue says of two lines on one plan, and in which turn lines must be estimated."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.claims import Claim
from desktop.domain.codes import CombineBase
from desktop.domain.plan import PlanLine
from desktop.domain.program import Relation


def relation_of(kind: str, own: PlanLine, other: PlanLine) -> Relation | None:
    """Return what the programme of a line says of its relation to another line."""
    for one in own.program.relations:
        if (
            one.kind == kind
            and one.target == other.program.id
            and (not one.lines or own.line.id in one.lines)
            and (not one.target_lines or other.line.id in one.target_lines)
        ):
            return one
    return None


def said_of(kind: str, claim: Claim, earlier: Claim) -> Relation | None:
    """Return the relation of a kind between two lines; the line's own words come first."""
    own = relation_of(kind, claim.plan, earlier.plan)
    return own or relation_of(kind, earlier.plan, claim.plan)


def base_of(claim: Claim, earlier: Claim) -> CombineBase | None:
    """Return what a line counts of a cost that an earlier one supports; None: nothing.

    A relation that does not say is read as the remainder, so that no yen is supported twice.
    """
    said = said_of("combines", claim, earlier)
    return None if said is None else said.on or CombineBase.REMAINDER


def in_turn(claims: Sequence[Claim]) -> list[Claim]:
    """Return the lines in the order given, but each after those whose support it builds on."""
    waiting, turn = list(claims), []
    while waiting:
        free = (one for one in waiting if not any(_builds_on(one, other) for other in waiting))
        chosen = next(free, waiting[0])
        waiting.remove(chosen)
        turn.append(chosen)
    return turn


def _builds_on(own: Claim, other: Claim) -> bool:
    """Whether a line counts what the other leaves of a cost they share."""
    if own is other or not set(own.cost_ids) & set(other.cost_ids):
        return False
    said = relation_of("combines", own.plan, other.plan)
    if said is None or said.on is CombineBase.FULL:
        return False
    return relation_of("combines", other.plan, own.plan) is None
