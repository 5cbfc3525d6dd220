"""What a town can do with a programme that it cannot apply for itself."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.codes import Applicant
from desktop.domain.municipality import Municipality
from desktop.domain.program import SupportLine
from desktop.domain.source import SourceRef
from desktop.domain.verdict import Judgement, LineJudgement
from desktop.domain.verdict_name import Verdict


@dataclass(frozen=True)
class Advice:
    """One thing to do, for a line: ``who`` may use it, ``text`` what the town does."""

    line: SupportLine
    who: tuple[str, ...]
    text: str
    sources: tuple[SourceRef, ...]


def advice(judgement: Judgement, town: Municipality) -> tuple[Advice, ...]:
    """Return what the town can do: for bodies in it, and through the prefecture where it is shut out.

    Lines that are over give none.
    """
    if judgement.verdict is Verdict.NOT_CURRENT:
        return ()
    found = (_advice(one, town) for one in judgement.lines)
    return tuple(one for one in found if one is not None)


def _advice(judged: LineJudgement, town: Municipality) -> Advice | None:
    """Return the advice of one line."""
    line = judged.line
    if judged.verdict is Verdict.NOT_CURRENT:
        return None
    if line.applicant is Applicant.LOCAL_ACTOR and judged.verdict is Verdict.VIA_LOCAL_ACTORS:
        return Advice(line, line.actors, line.town_role, line.sources)
    through = line.through_prefecture
    if through is None or judged.verdict is not Verdict.INELIGIBLE or town.is_prefecture:
        return None
    text = f"{town.prefecture}に相談：{through.text}"
    return Advice(line, (town.prefecture,), text, through.sources)
