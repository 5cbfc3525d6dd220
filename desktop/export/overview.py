"""制度一覧: one row per programme in the order of the screen, ready to filter, sort and print."""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.deadlines import DatedRound, round_to_show
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.export.canvas import Canvas, Span
from desktop.export.data import WorkbookInput
from desktop.export.names import place
from desktop.export.page import footer_texts, set_up_page
from desktop.export.styles import VERDICT_STYLES, Style
from desktop.export.texts import (
    NONE,
    amount_text,
    checks_text,
    edition_text,
    kinds_text,
    sources_text,
)

CHOSEN = "●"
_HEAD_ROW = 3
_FROZEN = "E4"
_COLUMNS = (
    ("№", 4.5),
    ("選択", 5.5),
    ("判定", 16),
    ("制度名", 24),
    ("種別", 12),
    ("目的", 14),
    ("金額の目安", 26),
    ("募集の状況", 12),
    ("締切", 13.5),
    ("所管", 14),
    ("確認が必要なこと\n（対象外はその理由）", 29),
    ("年度版", 13),
    ("出典", 12),
)


def write_overview(sheet: Worksheet, data: WorkbookInput, plans: dict[str, str]) -> None:
    """Fill the sheet; ``plans`` maps the id of a selected programme to the title of its sheet."""
    canvas = Canvas(sheet, tuple(float(width) for _, width in _COLUMNS))
    title = f"制度一覧　{data.town}　{data.fiscal_year.label}"
    canvas.full(title, Style.SUBTITLE, points=24)
    canvas.full(
        "金額は公表資料による目安です。率と上限は町のデータに当てはめたもので、申請や予算化の前に窓口で確かめてください。"
        "●の制度には計画シートがあります（●を押すと開きます）。".replace(
            "町の", f"{data.body_word}の"
        ),
        Style.FOOT,
    )
    canvas.line(
        *(Span(n, n, text, Style.HEAD) for n, (text, _) in enumerate(_COLUMNS, 1)), points=30
    )
    for number, judgement in enumerate(data.judgements, 1):
        canvas.line(*_row(number, judgement, data, plans), grows=True)
    if not data.judgements:
        canvas.full("この条件にあてはまる制度はありません。", Style.TEXT)
    _make_usable(canvas)
    set_up_page(canvas, "landscape", footer_texts(data), repeat=f"1:{_HEAD_ROW}")


def _row(
    number: int, judgement: Judgement, data: WorkbookInput, plans: dict[str, str]
) -> list[Span]:
    """Return the cells of one programme."""
    program = judgement.program
    edition = judgement.edition
    is_over = judgement.verdict is Verdict.NOT_CURRENT
    dated = round_to_show(edition, data.today, is_over=is_over)
    plan = plans.get(program.id)
    texts = (
        kinds_text(judgement).replace("、", "\n"),
        data.purpose_labels(program.purposes).replace("、", "\n"),
        amount_text(judgement, data.profile),
        _round_text(dated),
    )
    closing, closing_style = _closing_day(dated)
    after = (
        program.agency,
        checks_text(judgement),
        edition_text(judgement).replace("・", "\n"),
        sources_text(edition.sources if edition else (), data.documents).replace(" ", "\n") or NONE,
    )
    return [
        Span(1, 1, number, Style.TEXT_CENTER),
        Span(2, 2, CHOSEN if plan else "", Style.CHOICE, place(plan) if plan else ""),
        Span(3, 3, judgement.verdict.label, VERDICT_STYLES[judgement.verdict]),
        Span(4, 4, program.name, Style.TEXT_BOLD),
        *(Span(n, n, text, Style.TEXT) for n, text in enumerate(texts, 5)),
        Span(9, 9, closing, closing_style),
        *(Span(n, n, text, Style.TEXT) for n, text in enumerate(after, 10)),
    ]


def _round_text(dated: DatedRound | None) -> str:
    """Return the state of the most urgent round; the day stands in the next column where it is known."""
    if dated is None:
        return NONE
    return dated.state.label if _closing_day(dated)[0] else dated.label


def _closing_day(dated: DatedRound | None) -> tuple[date | None, Style]:
    """Return the closing day where a day is known; a forecast is marked by its format."""
    if dated is None or dated.closes is None or dated.closes.day is None:
        return None, Style.DATE
    return dated.closes.first_day, Style.DATE_EXPECTED if dated.forecast else Style.DATE


def _make_usable(canvas: Canvas) -> None:
    """Add filter buttons, hold the header in view and offer ● in the column 選択."""
    sheet = canvas.sheet
    last = canvas.row - 1
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:M{last}"
    sheet.freeze_panes = _FROZEN
    sheet.sheet_view.showGridLines = False
    choice = DataValidation(type="list", formula1=f'"{CHOSEN}"', allow_blank=True)
    choice.add(f"B{_HEAD_ROW + 1}:B{last}")
    sheet.add_data_validation(choice)
