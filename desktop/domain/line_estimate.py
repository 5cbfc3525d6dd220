"""What one line of a plan comes to: the support, why it is a range or has readings, and the working."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.source import SourceRef
from desktop.domain.span import Span
from desktop.domain.verdict import LineJudgement, Reason
from desktop.domain.verdict_name import Verdict


@dataclass(frozen=True)
class Step:
    """One step of the working: what was done, what came out (円, or None for a remark), and by which source."""

    text: str
    yen: Span | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True)
class ReadingAmount:
    """The support under one reading of a text that is open."""

    text: str
    support: Span
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class RangeCause:
    """Why an amount is a range: a fact or driver that is not known (``subject`` its id), in words."""

    subject: str
    text: str


@dataclass(frozen=True)
class Claimable:
    """An exception (特例・加算) that the plan does not claim, and what the support would be with it."""

    driver: str
    support: Span


@dataclass(frozen=True)
class LineEstimate:
    """The estimate of one plan line.

    ``support`` is None where the amount cannot be computed (then ``reason`` says why) or where
    ``readings`` differ. ``rates``, ``caps`` (円 per unit) and ``corrections`` hold every possible value,
    None among them where none is printed or none applies. ``bond`` is the principal, ``tax_share`` the
    allocation-tax share of its repayment. ``project`` is the second verdict, with the answered checks.
    ``claimable`` are exceptions that the plan does not claim and that would change the amount.
    """

    plan: PlanLine
    judged: LineJudgement
    verdict: Verdict
    project: Verdict
    checks: tuple[Reason, ...]
    eligible_cost: Yen
    rates: tuple[Fraction | None, ...]
    caps: tuple[Yen | None, ...]
    corrections: tuple[Fraction | None, ...]
    support: Span | None
    readings: tuple[ReadingAmount, ...]
    why_range: tuple[RangeCause, ...]
    reason: str
    bond: Span | None
    tax_share: Span | None
    working: tuple[Step, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    claimable: tuple[Claimable, ...] = ()

    @property
    def possible(self) -> Span | None:
        """The span over every reading; None where the amount cannot be computed."""
        if self.support is not None:
            return self.support
        return Span.around(one.support for one in self.readings) if self.readings else None
