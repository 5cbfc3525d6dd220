"""Judging the whole catalogue for one town and ordering the result as a list is read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from desktop.collector import collector_at_rest
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.verdict import Judge, Judgement
from desktop.domain.verdict_name import Verdict


@collector_at_rest()
def judge_all(programs: Iterable[Program], profile: Profile, year: FiscalYear) -> list[Judgement]:
    """Judge every programme; 対象 first, then 要確認, 地域の主体向け, 対象外, 過去の制度; by reading within."""
    judge = Judge(profile, year).judge
    return _in_order([judge(program) for program in programs])


@collector_at_rest()
def rejudge(
    judgements: Iterable[Judgement], profile: Profile, year: FiscalYear, affected: Container[str]
) -> list[Judgement]:
    """Judge again only the programmes whose ids are affected; the others stay the same objects.

    The year must be that of the judgements; ``affected`` comes from the catalogue's dependency map.
    """
    judge = Judge(profile, year).judge
    return _in_order(
        [judge(one.program) if one.program.id in affected else one for one in judgements]
    )


def _in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return judgements as a list is read: by verdict, reading and id.

    Parted by verdict first: each part then comes in order, but for those that an answer has moved there.
    """
    parts: dict[Verdict, list[Judgement]] = {verdict: [] for verdict in Verdict}
    for one in judgements:
        parts[one.verdict].append(one)
    return [one for part in parts.values() for one in sorted(part, key=_reading)]


def _reading(judgement: Judgement) -> str:
    """Return reading and id in one text, with a character between them that no reading holds.

    Many thousand pairs instead would set Python's cycle collector off.
    """
    return f"{judgement.program.kana}\0{judgement.program.id}"


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
