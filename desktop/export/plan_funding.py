"""財源 of a 計画シート: where the money comes from and what is left for the town, computed by Excel.

一般財源 = 総事業費 − 国 − 県 − 地方債 − その他; 特別交付税 lies inside it. 実質負担 = 一般財源 + 地方債の元金
− 特別交付税 − 元金 × 交付税措置率: the bond is not among the general funds, but the town repays it, so
its principal is counted before the share that comes back. Amounts are yen; products are cut to the yen.
"""

from __future__ import annotations

from desktop.export.canvas import Span
from desktop.export.cells import Formula
from desktop.export.entry_rules import alarm, want_share, want_yen
from desktop.export.plan_grid import A, B, C, D, E, F, G, H, PlanSheet
from desktop.export.styles import Style

MATCHES = "財源の合計が総事業費と一致"
DIFFERS = "不一致：総事業費と合いません"


def write_funding(plan: PlanSheet, total: int) -> None:
    """Write the funding table with its check; ``total`` is the row of the total cost."""
    canvas = plan.canvas
    canvas.full("財源（円）", Style.SUBSECTION, keep=True)
    canvas.head(
        (A, B, "財源"), (C, D, "算出の方法"), (E, E, "金額"), (F, F, "交付税措置率"), (G, H, "備考")
    )
    _computed(plan, "総事業費", f"E{total}", "経費の合計")
    national = _entered(plan, "国庫支出金")
    _entered(plan, prefecture_money(plan))
    bond = _entered(plan, "地方債", share=True)
    other = _entered(plan, "その他（寄附金・参加費など）")
    general = _computed(
        plan,
        "一般財源",
        f"E{total}-SUM(E{national}:E{other})",
        "総事業費－国－県－地方債－その他",
    )
    tax = _entered(plan, "　うち特別交付税（見込）")
    refund = _computed(
        plan,
        "地方債への交付税措置（見込）",
        f"ROUNDDOWN(ROUND(N(E{bond})*N(F{bond}),6),0)",
        "地方債×交付税措置率",
    )
    burden = _computed(
        plan,
        f"{plan.data.body_word}の実質負担（見込）",
        f"E{general}+N(E{bond})-N(E{tax})-E{refund}",
        "一般財源＋地方債－交付税の見込（利子を除く）",
    )
    _write_check(plan, total, national, general, tax)
    _guide_funding_input(plan, [*range(national, other + 1), tax], bond)
    rows = (national, national + 1, bond, other, general, tax, burden)
    labels = (
        "国庫支出金",
        "県支出金",
        "地方債",
        "その他",
        "一般財源",
        "特別交付税見込",
        "実質負担",
    )
    plan.names |= {label: f"$E${row}" for label, row in zip(labels, rows, strict=True)}


def prefecture_money(plan: PlanSheet) -> str:
    """Return 県支出金, 道支出金 …; a prefecture itself receives 分担金・負担金 from its municipalities."""
    town = plan.data.profile.municipality
    if town.is_prefecture:
        return "分担金・負担金"
    return f"{town.prefecture[-1]}支出金"


def _entered(plan: PlanSheet, label: str, *, share: bool = False) -> int:
    """Write a row whose amount people enter."""
    return plan.canvas.line(
        Span(A, B, label, Style.LABEL),
        Span(C, D, "", Style.INPUT),
        Span(E, E, None, Style.INPUT_YEN),
        Span(F, F, None, Style.INPUT_PERCENT if share else Style.TEXT),
        Span(G, H, "", Style.INPUT),
        keep=True,
    )


def _computed(plan: PlanSheet, label: str, formula: str, how: str) -> int:
    """Write a row whose amount Excel computes."""
    return plan.canvas.line(
        Span(A, B, label, Style.LABEL),
        Span(C, D, how, Style.NOTE),
        Span(E, E, Formula(formula), Style.FORMULA),
        Span(F, F, None, Style.TEXT),
        Span(G, H, "", Style.INPUT),
        keep=True,
    )


def _write_check(plan: PlanSheet, total: int, national: int, general: int, tax: int) -> None:
    """Say whether the funding adds up, and warn when it exceeds the cost or its own part."""
    matches = f'IF(SUM(E{national}:E{general})=E{total},"{MATCHES}","{DIFFERS}")'
    warning = (
        f'IF(E{general}<0,"注意：財源が総事業費を超えています",'
        f'IF(N(E{tax})>E{general},"注意：特別交付税が一般財源を超過",""))'
    )
    row = plan.canvas.line(
        Span(A, B, "確認", Style.LABEL),
        Span(C, E, Formula(matches), Style.FORMULA_TEXT),
        Span(F, H, Formula(warning), Style.FORMULA_TEXT),
        points=22,
    )
    alarm(plan.canvas.sheet, f"C{row}", f'LEFT($C${row},1)="不"')
    alarm(plan.canvas.sheet, f"F{row}", f'LEFT($F${row},1)="注"')
    alarm(plan.canvas.sheet, f"E{general}", f"$E${general}<0")


def _guide_funding_input(plan: PlanSheet, rows: list[int], bond: int) -> None:
    sheet = plan.canvas.sheet
    want_yen(sheet, [f"E{row}" for row in rows])
    want_share(sheet, [f"F{bond}"])
