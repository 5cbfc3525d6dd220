"""Judging the whole catalogue for one town and ordering the result as a list is read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.verdict import Judgement, judge
from desktop.domain.verdict_name import Verdict

_ORDER = {verdict: rank for rank, verdict in enumerate(Verdict)}


def judge_all(programs: Iterable[Program], profile: Profile, year: FiscalYear) -> list[Judgement]:
    """Judge every programme; 対象 first, then 要確認, 地域の主体向け, 対象外, 過去の制度; by reading within."""
    return _in_order(judge(program, profile, year) for program in programs)


def rejudge(
    judgements: Iterable[Judgement], profile: Profile, year: FiscalYear, affected: Container[str]
) -> list[Judgement]:
    """Judge again only the programmes whose ids are affected; the others stay the same objects.

    The year must be that of the judgements; ``affected`` comes from the catalogue's dependency map.
    """
    return _in_order(
        judge(one.program, profile, year) if one.program.id in affected else one
        for one in judgements
    )


def _in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return judgements as a list is read."""
    return sorted(
        judgements, key=lambda one: (_ORDER[one.verdict], one.program.kana, one.program.id)
    )


def filtered(
    judgements: Sequence[Judgement],
    *,
    verdicts: frozenset[str] = frozenset(),
    kinds: frozenset[str] = frozenset(),
    purposes: frozenset[str] = frozenset(),
    found: Sequence[str] | None = None,
) -> list[Judgement]:
    """Return the judgements that a filter keeps; an empty set keeps all.

    ``found``: ids of a search, best first; then the list follows the search's order.
    """
    kept = [
        one
        for one in judgements
        if (not verdicts or one.verdict in verdicts)
        and (not kinds or kinds.intersection(one.program.kinds))
        and (not purposes or purposes.intersection(one.program.purposes))
    ]
    if found is None:
        return kept
    rank = {program_id: position for position, program_id in enumerate(found)}
    hits = [one for one in kept if one.program.id in rank]
    return sorted(hits, key=lambda one: rank[one.program.id])
