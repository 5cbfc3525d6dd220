"""The amounts of a judged programme that matter to the town: one list for screen, workbook and terminal."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.amounts import resolve_cap
from desktop.domain.headline import IN_DETAIL, NOT_PRINTED, headline
from desktop.domain.program import SupportLine
from desktop.domain.rules import Lookup
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict

CLOSED = (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)


@dataclass(frozen=True)
class LineAmount:
    """Rate and cap of a line in words; ``largest`` is its largest possible cap in yen, 0 without one."""

    label: str
    phrase: str
    largest: int


def open_lines(judgement: Judgement) -> tuple[SupportLine, ...]:
    """Return the lines that the town or a body in it may use, in the order of the programme."""
    if judgement.verdict in CLOSED:
        return ()
    return tuple(one.line for one in judgement.lines if one.verdict not in CLOSED)


def line_amounts(judgement: Judgement, lookup: Lookup) -> tuple[LineAmount, ...]:
    """Return the printed amounts of the open lines, largest first; the same phrase stands once.

    Amounts of different lines are never added: they are different kinds of money.
    """
    found: dict[str, LineAmount] = {}
    for line in open_lines(judgement):
        phrase = headline(line, lookup)
        if phrase not in (NOT_PRINTED, IN_DETAIL):
            bounds = resolve_cap(line, lookup).bounds
            found.setdefault(phrase, LineAmount(line.label, phrase, bounds[1] if bounds else 0))
    return tuple(sorted(found.values(), key=lambda one: -one.largest))


def no_amount(judgement: Judgement, lookup: Lookup) -> str:
    """Return what to say where :func:`line_amounts` finds nothing."""
    if judgement.verdict in CLOSED:
        return "－"
    phrases = {headline(line, lookup) for line in open_lines(judgement)}
    return IN_DETAIL if IN_DETAIL in phrases else NOT_PRINTED
