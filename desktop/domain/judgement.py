"""What judging a programme gives: its verdict and those of its lines, and why.

Thousands of programmes are judged after each answer, and one is looked at. So a judgement holds verdicts and
what explains its criteria, and makes a :class:`Reason` of each only when somebody asks; named tuples, because
they are made in a quarter of the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop.domain.codes import Scope
from desktop.domain.program import Criterion, Edition, Program, SupportLine
from desktop.domain.reason import Reason, ReasonKind, judged_criterion, line_note, program_note
from desktop.domain.rules import Explanation, Outcome
from desktop.domain.verdict_name import Verdict

BODY, UNKNOWN = Scope.BODY, Outcome.UNKNOWN

Explanations = tuple[Explanation | None, ...]
"""One for each criterion, in order; None where it has no rule and only a person can decide it."""


class LineJudgement(NamedTuple):
    """A support line judged: its verdict with the programme's common criteria taken in.

    ``explanations``: of the line's own criteria; ``note``: what else made the verdict, with the facts that
    would settle it.
    """

    line: SupportLine
    verdict: Verdict
    explanations: Explanations
    note: ReasonKind | None = None
    settled_by: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The line's own criteria judged, then the note; made at each call."""
        own = _reasons(self.line.criteria, self.explanations, self.line.id)
        return (
            own if self.note is None else (*own, line_note(self.note, self.line, self.settled_by))
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that would settle the line's own criteria, in order, each once."""
        own = _missing(self.line.criteria, self.explanations)
        return tuple(dict.fromkeys((*own, *self.settled_by)))

    def said_of_body(self) -> list[Outcome]:
        """Return the outcomes of what the line itself says about the body."""
        said = _said_of_body(self.line.criteria, self.explanations)
        if self.note is not None:
            said.append(Outcome.FALSE if self.note is ReasonKind.OVER else UNKNOWN)
        return said


class Judgement(NamedTuple):
    """A programme judged. ``explanations``: of the common criteria; each line carries its own."""

    program: Program
    verdict: Verdict
    edition: Edition | None
    carried: bool
    explanations: Explanations
    lines: tuple[LineJudgement, ...]
    note: ReasonKind | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The common criteria judged, then the note; made at each call."""
        common = _reasons(self._criteria, self.explanations, None)
        return common if self.note is None else (*common, self._reason(self.note))

    def _reason(self, note: ReasonKind) -> Reason:
        """Return the note in words."""
        common = _said_of_body(self._criteria, self.explanations)
        stated = bool(common) or any(one.said_of_body() for one in self.lines)
        return program_note(note, self.edition.sources if self.edition else (), stated=stated)

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """Common reasons followed by those of the lines."""
        return self.reasons + tuple(reason for line in self.lines for reason in line.reasons)

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that keep the verdict or a line at 要確認, in order, each once.

        What could no longer change anything is not asked for.
        """
        if self.verdict in (Verdict.INELIGIBLE, Verdict.NOT_CURRENT):
            return ()
        undecided = [line for line in self.lines if line.verdict is Verdict.UNKNOWN]
        if self.lines and not undecided:
            return ()
        found = dict.fromkeys(_missing(self._criteria, self.explanations))
        for line in undecided:
            found |= dict.fromkeys(line.missing)
        return tuple(found)

    @property
    def _criteria(self) -> tuple[Criterion, ...]:
        """The common criteria."""
        return self.edition.criteria if self.edition else ()


def _said_of_body(criteria: tuple[Criterion, ...], explanations: Explanations) -> list[Outcome]:
    """Return the outcomes of the criteria about the body."""
    return [
        explained.outcome if explained else UNKNOWN
        for criterion, explained in zip(criteria, explanations, strict=True)
        if criterion.scope is BODY
    ]


def _reasons(
    criteria: tuple[Criterion, ...], explanations: Explanations, line_id: str | None
) -> tuple[Reason, ...]:
    """Return a reason for each criterion."""
    pairs = zip(criteria, explanations, strict=True)
    return tuple(judged_criterion(one, explained, line_id) for one, explained in pairs)


def _missing(criteria: tuple[Criterion, ...], explanations: Explanations) -> Iterator[str]:
    """Yield the missing facts of the criteria about the body."""
    for criterion, explained in zip(criteria, explanations, strict=True):
        if explained is not None and criterion.scope is BODY:
            yield from explained.missing
