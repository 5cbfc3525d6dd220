"""The figures of a support line as tables: every printed rate and cap with its condition, and the rest."""

from __future__ import annotations

from desktop.domain.cases import CaseState, case_states
from desktop.domain.codes import Basis
from desktop.domain.money import format_rate, format_yen
from desktop.domain.printed_figures import printed_figures
from desktop.domain.program import CapCase, RateCase, SupportLine
from desktop.domain.source import SourceRef
from desktop.domain.wording import describe, subject_label
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData
from desktop.ui.detail.sources import refs

_STATES = {
    CaseState.HOLDS: "▶ このまち",
    CaseState.POSSIBLE: "？ 可能性あり",
    CaseState.FAILS: "× あたらない",
    CaseState.NOT_REACHED: "－",
}


def rates_table(line: SupportLine, data: DetailData) -> html.Html:
    """Return every printed rate with its condition, the one that holds marked."""
    cells = [html.text(_rate(case)) for case in line.rates]
    return _cases("率", line, line.rates, cells, data)


def _rate(case: RateCase) -> str:
    """Return a rate as printed, or that the document cannot be read there."""
    if case.rate is None:
        return "読み取れません"
    return case.printed or format_rate(case.rate)


def cap_word(line: SupportLine) -> str:
    """Return what the amount of a line is: a limit, or paid for each unit."""
    return "単価" if line.basis is Basis.UNIT_AMOUNT else "上限"


def caps_table(line: SupportLine, data: DetailData) -> html.Html:
    """Return every printed cap with its condition, the one that holds marked."""
    cells = [html.text(_cap(case)) for case in line.caps]
    return _cases(cap_word(line), line, line.caps, cells, data)


def _cap(case: CapCase) -> str:
    """Return a cap with what raises it."""
    raised = ""
    if case.raised_by is not None and case.raised_when is not None:
        raised = f"（{describe(case.raised_when)}ときは{format_rate(case.raised_by)}倍）"
    plus = ""
    if case.plus_yen is not None and case.plus_driver:
        plus = f"＋{format_yen(case.plus_yen)}×{subject_label(case.plus_driver)}"
    return format_yen(case.yen) + plus + raised


def _cases(
    title: str,
    line: SupportLine,
    cases: tuple[RateCase, ...] | tuple[CapCase, ...],
    cells: list[html.Html],
    data: DetailData,
) -> html.Html:
    """Return the table of cases; a single one without a condition needs no table."""
    known: list[RateCase | CapCase] = [*cases]
    doubts = "".join(html.doubt(case.doubt) for case in known)
    if not _needs_table(known):
        return doubts
    states = case_states(cases, data.profile.value)
    rows = [
        (
            f"{html.text(_condition(case))}{_own_refs(line, case.sources, data)}",
            cell,
            html.text(_STATES[state]),
        )
        for case, cell, state in zip(known, cells, states, strict=True)
    ]
    here = [state is CaseState.HOLDS for state in states]
    return html.table(("条件", title, "このまち"), rows, here) + doubts


def _needs_table(cases: list[RateCase | CapCase]) -> bool:
    """Whether there is more to say than one figure."""
    return len(cases) > 1 or any(
        case.when is not None or case.label or (isinstance(case, CapCase) and case.raised_by)
        for case in cases
    )


def _condition(case: RateCase | CapCase) -> str:
    """Return when a case holds."""
    return case.label or (describe(case.when) if case.when else "そのほか")


def line_sources(line: SupportLine) -> tuple[SourceRef, ...]:
    """Return the references of a line and of what no table shows, each once."""
    found = list(line.sources)
    for cases in ([*line.rates], [*line.caps]):
        if not _needs_table([*cases]):
            found += [ref for case in cases for ref in case.sources]
    return tuple(dict.fromkeys((*found, *line.ordinance_sources)))


def _own_refs(line: SupportLine, sources: tuple[SourceRef, ...], data: DetailData) -> html.Html:
    """Return the references that the line as a whole does not have."""
    own = tuple(one for one in sources if one not in line.sources)
    return f"<br>{refs(own, data.documents)}" if own else ""


def figures_table(line: SupportLine, data: DetailData) -> html.Html:
    """Return the further figures of a line."""
    figures = printed_figures(line)
    rows = [
        (
            f"{html.text(one.label)}{_own_refs(line, one.sources, data)}",
            html.text(one.printed),
            html.text(one.note),
        )
        for one in figures
    ]
    doubts = "".join(html.doubt(one.doubt) for one in figures)
    return html.table(("そのほかの数", "資料の書き方", "注"), rows) + doubts
