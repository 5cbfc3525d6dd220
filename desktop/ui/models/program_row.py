"""One line of the list of programmes: how it is made stands in ``row_making``, so that the list itself starts light."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.verdict_name import Verdict

if TYPE_CHECKING:
    from desktop.domain.verdict import Judgement


class ProgramRow(NamedTuple):
    """What the list shows of a programme; the ``*_key`` fields are what its columns are sorted by.

    A row of the last session has no judgement yet.
    """

    id: str
    verdict: Verdict
    name: str
    kana: str
    kinds: str
    amount: str
    deadline: str
    agency: str
    amount_key: str
    deadline_key: str
    judgement: Judgement | None = None
