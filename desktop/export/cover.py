"""表紙: whose plan it is, what is inside, the facts it rests on, and room for the seals of approval."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.dates import as_of_label
from desktop.domain.facts import FACTS
from desktop.domain.rules import Compare, Explanation
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.export.canvas import Canvas, Span
from desktop.export.cells import Formula
from desktop.export.data import WorkbookInput
from desktop.export.names import OVERVIEW, place, total_name
from desktop.export.page import footer_texts, set_up_page
from desktop.export.styles import VERDICT_STYLES, Style
from desktop.export.texts import document_label, edition_text

TITLE = "支援制度 活用計画ワークブック"
ATTRIBUTION = (
    "総務省・デジタル庁・環境省・国土交通省・出入国在留管理庁・独立行政法人統計センターの公表データを加工して作成。"
    "各府省が作成したものではありません。"
)
CAUTION = (
    "このワークブックの金額・率・締切は、公表された資料から作った目安です。"
    "申請や予算化の前に、必ず各制度の窓口に確かめてください。"
)

_WIDTHS = (13.0, 12.0, 12.0, 11.0, 15.5, 13.0, 16.0, 16.0)
_SEALS = ("課長", "課長補佐", "係長", "担当")
_MEANINGS = {
    Verdict.ELIGIBLE: "団体の要件をすべて満たしています。",
    Verdict.UNKNOWN: "資料やデータだけでは決まりません。足りない項目と確認先を示しています。",
    Verdict.VIA_LOCAL_ACTORS: "役場は申請できませんが、地域の事業者・学校・団体などが使えます。",
    Verdict.INELIGIBLE: "満たさない要件があります。",
    Verdict.NOT_CURRENT: "終了した制度、または古い年度の資料にだけ載っている制度です。",
}
_ALWAYS_SHOWN = ("entity_type", "population_register", "fiscal_index")


def write_cover(
    sheet: Worksheet, data: WorkbookInput, plans: Sequence[tuple[str, Judgement]]
) -> None:
    """Fill the sheet; ``plans`` are the titles of the 計画シート with their judgements, in order."""
    canvas = Canvas(sheet, _WIDTHS)
    _write_head(canvas, data)
    _write_counts(canvas, data)
    canvas.gap()
    canvas.full(CAUTION, Style.FOOT)
    canvas.full(ATTRIBUTION, Style.FOOT)
    _write_contents(canvas, plans)
    _write_facts(canvas, data)
    _write_documents(canvas, data)
    sheet.sheet_view.showGridLines = False
    set_up_page(canvas, "portrait", footer_texts(data))


def _write_head(canvas: Canvas, data: WorkbookInput) -> None:
    """Write title, town, year, boxes for the seals and who made it."""
    canvas.full(TITLE, Style.TITLE, points=40)
    canvas.full(f"{data.town}　{data.fiscal_year.label}", Style.SUBTITLE, points=26)
    canvas.gap()
    seals = [Span(5 + n, 5 + n, seal, Style.HEAD) for n, seal in enumerate(_SEALS)]
    canvas.line(Span(1, 1, "作成日", Style.LABEL), Span(2, 3, data.today, Style.DATE_LONG), *seals)
    top = canvas.row
    rows = (("対象年度", data.fiscal_year.label), ("作成課", ""), ("作成者", ""))
    for label, text in rows:
        style = Style.TEXT if text else Style.INPUT
        boxes = [Span(5 + n, 5 + n, None, Style.BOX) for n in range(len(_SEALS))]
        canvas.line(Span(1, 1, label, Style.LABEL), Span(2, 3, text, style), *boxes, points=24)
    for column in range(5, 5 + len(_SEALS)):
        canvas.merge(top, column, canvas.row - 1, column)
    version = f"制度データの版：{data.catalog_version}（{as_of_label(data.catalog_as_of)}時点）"
    canvas.full(version, Style.SMALL)


def _write_counts(canvas: Canvas, data: WorkbookInput) -> None:
    """Write how many programmes have which verdict, with what each verdict means."""
    canvas.section("判定の結果と見方")
    canvas.head((1, 2, "判定"), (3, 3, "制度の数"), (4, 8, "意味"))
    for verdict in Verdict:
        count = sum(one.verdict is verdict for one in data.judgements)
        canvas.line(
            Span(1, 2, verdict.label, VERDICT_STYLES[verdict]),
            Span(3, 3, count, Style.NUMBER),
            Span(4, 8, _MEANINGS[verdict], Style.TEXT),
            keep=True,
        )
    canvas.line(
        Span(1, 2, "計", Style.LABEL),
        Span(3, 3, len(data.judgements), Style.NUMBER),
        Span(4, 8, "", Style.TEXT),
    )


def _write_contents(canvas: Canvas, plans: Sequence[tuple[str, Judgement]]) -> None:
    """Write the sheets with links, and the totals of each plan as they are filled in."""
    canvas.section("目次")
    canvas.line(
        Span(1, 1, OVERVIEW, Style.LINK, place(OVERVIEW)),
        Span(2, 8, "すべての制度の判定・金額の目安・締切", Style.TEXT),
    )
    if not plans:
        canvas.full(
            "計画シートはありません。画面で制度を選んで書き出すと、ここに並びます。", Style.TEXT
        )
        return
    canvas.head(
        (1, 1, "計画シート"),
        (2, 4, "制度"),
        (5, 5, "判定"),
        (6, 6, "年度版"),
        (7, 7, "総事業費（円）"),
        (8, 8, "一般財源（円）"),
    )
    for number, (title, judgement) in enumerate(plans, 1):
        canvas.line(
            Span(1, 1, f"シート{number:02d}", Style.LINK, place(title)),
            Span(2, 4, judgement.program.name, Style.TEXT),
            Span(5, 5, judgement.verdict.label, VERDICT_STYLES[judgement.verdict]),
            Span(6, 6, edition_text(judgement).replace("・", "\n"), Style.NOTE),
            Span(7, 7, _total(number, "総事業費"), Style.FORMULA),
            Span(8, 8, _total(number, "一般財源"), Style.FORMULA),
        )


def _total(number: int, label: str) -> Formula:
    """Return the formula that shows a total of a plan once its costs are filled in."""
    return Formula(f'IF({total_name(number, "総事業費")}=0,"未記入",{total_name(number, label)})')


def _write_facts(canvas: Canvas, data: WorkbookInput) -> None:
    """Write the facts that the verdicts rest on, with their date and origin."""
    canvas.section(f"判定に使った{data.body_word}のデータ")
    canvas.head((1, 3, "項目"), (4, 5, "値"), (6, 6, "時点"), (7, 8, "どこから"))
    used = _used_facts(data.judgements)
    for fact_id, value in data.profile.ordered():
        if fact_id not in used:
            continue
        definition = FACTS[fact_id]
        origin = "\n".join(text for text in (value.origin.label, value.source) if text)
        if value.value is None and definition.ask:
            origin = f"確認先：{definition.ask}"
        canvas.line(
            Span(1, 3, definition.label, Style.TEXT),
            Span(4, 5, definition.label_of(value.value), Style.TEXT),
            Span(6, 6, as_of_label(value.as_of) if value.as_of else "―", Style.NOTE),
            Span(7, 8, origin, Style.NOTE),
        )


def _used_facts(judgements: Sequence[Judgement]) -> set[str]:
    """Return the facts that any rule of the programmes speaks of, and a few that say who the town is."""
    found = set(_ALWAYS_SHOWN)
    waiting: list[Explanation] = [
        reason.explanation for one in judgements for reason in one.all_reasons if reason.explanation
    ]
    while waiting:
        node = waiting.pop()
        waiting += node.parts
        if isinstance(node.rule, Compare):
            found.add(node.rule.subject)
    return found


def _write_documents(canvas: Canvas, data: WorkbookInput) -> None:
    """Write the documents with the short names used in the columns 出典."""
    canvas.section("出典の資料")
    canvas.head((1, 2, "略称"), (3, 6, "資料名"), (7, 7, "発行"), (8, 8, "時点"))
    for document_id, document in data.documents.items():
        canvas.line(
            Span(1, 2, document_label(document_id, data.documents), Style.TEXT),
            Span(3, 6, document.title, Style.TEXT),
            Span(7, 7, document.publisher, Style.NOTE),
            Span(8, 8, as_of_label(document.as_of), Style.NOTE),
        )
