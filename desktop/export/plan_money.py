"""経費 of a 計画シート: what counts as cost, and a table that Excel sums up while people fill it in."""

from __future__ import annotations

from desktop.domain.program import Cost
from desktop.export.canvas import Span
from desktop.export.cells import Formula
from desktop.export.entry_rules import alarm, offer_choices, show_decimals, want_quantity, want_yen
from desktop.export.plan_funding import write_funding
from desktop.export.plan_grid import A, B, C, D, E, F, G, H, PlanSheet
from desktop.export.styles import Style
from desktop.export.texts import NONE

COST_ROWS = 10
KINDS_OF_COST = (
    "報酬",
    "報償費",
    "旅費",
    "需用費",
    "役務費",
    "委託料",
    "使用料及び賃借料",
    "工事請負費",
    "備品購入費",
    "負担金・補助及び交付金",
    "その他",
)
"""節 of a municipal budget (地方自治法施行規則), shortened."""


def write_money(plan: PlanSheet) -> None:
    """Write eligible costs, the cost table and the funding table."""
    plan.canvas.new_page()  # the page that goes to the 財政課
    plan.canvas.section("４　経費と財源")
    _write_rules_of_cost(plan)
    write_funding(plan, _write_costs(plan))


def _write_rules_of_cost(plan: PlanSheet) -> None:
    """List side by side what counts as eligible cost and what does not."""
    edition = plan.judgement.edition
    costs = edition.costs if edition else ()
    canvas = plan.canvas
    canvas.head((A, C, "対象になる経費"), (D, H, "対象にならない経費"))
    canvas.line(
        Span(A, C, _listed([one for one in costs if one.eligible]), Style.TEXT),
        Span(D, H, _listed([one for one in costs if not one.eligible]), Style.TEXT),
    )
    canvas.gap()


def _listed(costs: list[Cost]) -> str:
    return "\n".join(f"・{cost.text}" for cost in costs) or NONE


def _write_costs(plan: PlanSheet) -> int:
    """Write the cost table and return the row of its total."""
    canvas = plan.canvas
    canvas.full("経費（円）", Style.SUBSECTION, keep=True)
    canvas.head(
        (A, A, "区分"),
        (B, B, "内容"),
        (C, C, "単価"),
        (D, D, "数量"),
        (E, E, "金額\n（自動計算）"),
        (F, F, "うち補助対象"),
        (G, H, "備考（積算の根拠）"),
    )
    first = canvas.row
    for _ in range(COST_ROWS):
        _write_cost_row(plan)
    last = canvas.row - 1
    _write_subtotals(plan, first, last)
    total = canvas.line(
        Span(A, D, "合計（総事業費）", Style.LABEL),
        Span(E, E, Formula(f"SUM(E{first}:E{last})"), Style.FORMULA),
        Span(F, F, Formula(f"SUM(F{first}:F{last})"), Style.FORMULA),
        Span(G, H, Formula(_eligible_check(first, last)), Style.FORMULA_TEXT),
        points=22,
    )
    canvas.gap(6)
    _guide_cost_input(plan, first, last)
    alarm(plan.canvas.sheet, f"G{total}", f'LEFT($G${total},1)="補"')
    plan.names |= {"総事業費": f"$E${total}", "補助対象経費": f"$F${total}"}
    return total


def _write_subtotals(plan: PlanSheet, first: int, last: int) -> None:
    """Write what of the costs the programme counts and what it does not."""
    costs, eligible = f"SUM(E{first}:E{last})", f"SUM(F{first}:F{last})"
    for label, formula in (("補助対象", eligible), ("補助対象外", f"{costs}-{eligible}")):
        plan.canvas.line(
            Span(A, D, f"小計（{label}）", Style.LABEL),
            Span(E, E, Formula(formula), Style.FORMULA),
            Span(F, H, "", Style.TEXT),
            keep=True,
        )


def _write_cost_row(plan: PlanSheet) -> None:
    """Write one spare row."""
    row = plan.canvas.row
    # COUNT keeps the row quiet until both are numbers; ROUND takes away the dust of binary fractions.
    product = Formula(f"IF(COUNT(C{row}:D{row})=2,ROUNDDOWN(ROUND(C{row}*D{row},6),0),0)")
    plan.canvas.line(
        Span(A, A, "", Style.INPUT),
        Span(B, B, "", Style.INPUT),
        Span(C, C, None, Style.INPUT_YEN),
        Span(D, D, None, Style.INPUT_QUANTITY),
        Span(E, E, product, Style.FORMULA_QUIET),
        Span(F, F, None, Style.INPUT_YEN),
        Span(G, H, "", Style.INPUT),
        keep=True,
        grows=True,
    )


def _eligible_check(first: int, last: int) -> str:
    """Return the formula that finds rows whose eligible part exceeds their amount."""
    exceeds = f"SUMPRODUCT(--(F{first}:F{last}>E{first}:E{last}))>0"
    return f'IF({exceeds},"補助対象が金額を超える行があります","")'


def _guide_cost_input(plan: PlanSheet, first: int, last: int) -> None:
    sheet = plan.canvas.sheet
    offer_choices(sheet, [f"A{first}:A{last}"], KINDS_OF_COST, strict=False)
    want_quantity(sheet, [f"C{first}:D{last}"])
    want_yen(sheet, [f"F{first}:F{last}"])
    show_decimals(sheet, f"C{first}:D{last}", f"C{first}")
