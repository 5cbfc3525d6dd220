"""An estimated plan as a page of text that a town officer can read and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.claims import Funded
from desktop.domain.line_estimate import LineEstimate, Step
from desktop.domain.span import ZERO, Span
from desktop.domain.totals import Totals
from desktop.domain.wording import subject_label
from desktop.services.estimate_json import COMPARED, eligible_cost
from desktop.services.estimating import Funding, PlanEstimate

UNKNOWN = "計算できません"


def estimate_text(estimate: PlanEstimate) -> str:
    """Return the estimate in lines for reading."""
    return "\n".join(_page(estimate)) + "\n"


def yen_text(span: Span | None) -> str:
    """Write an amount: ``1,000円``, ``0～1,000円``."""
    if span is None:
        return UNKNOWN
    return f"{span.high:,}円" if span.single is not None else f"{span.low:,}～{span.high:,}円"


def _page(estimate: PlanEstimate) -> Iterator[str]:
    """Yield the lines of the page."""
    town = estimate.profile.municipality
    index = f"　財政力指数は{estimate.index_year.label}" if estimate.index_year else ""
    yield f"{town.label}（{town.code}）・{estimate.year.label}の試算{index}"
    for one in estimate.lines:
        yield ""
        yield from _line(one)
    if estimate.only is None:
        yield ""
        yield COMPARED
        yield from _comparison(estimate.fundings)
    for number, funding in enumerate(estimate.fundings, start=1):
        yield ""
        yield from _funding(funding, number)


def _line(funded: Funded) -> Iterator[str]:
    """Yield what a line comes to, with its working."""
    estimate, plan = funded.estimate, funded.claim.plan
    kind = f"{plan.line.kind.label}・{estimate.project.label}"
    yield f"■ {plan.id}：{plan.program.name}「{plan.line.label}」（{plan.year.code}・{kind}）"
    cost = eligible_cost(funded)
    counted = f"対象経費　{yen_text(cost)}　" if cost is not None else ""
    yield f"　{counted}総事業費　{plan.total_cost:,}円"
    yield from _support(estimate)
    for cause in estimate.why_range:
        yield f"　　幅の理由：{cause.text}"
    yield from (f"　　{text}" for text in _steps(estimate.working))
    for one in estimate.claimable:
        label = subject_label(one.driver)
        yield f"　※ 「{label}」を使わない額です。あてはまるなら {yen_text(one.support)} です。"
    yield from (f"　※ {text}" for text in estimate.notes)


def _support(estimate: LineEstimate) -> Iterator[str]:
    """Yield the support, reading by reading where the text is open."""
    if estimate.readings and estimate.support is None:
        yield "　支援額　資料の読み方によって変わります"
        yield from (f"　　・{one.text}：{yen_text(one.support)}" for one in estimate.readings)
    else:
        yield f"　支援額　{yen_text(estimate.support)}"
    if estimate.reason:
        yield f"　　理由：{estimate.reason}"
    if estimate.tax_share is not None:
        yield f"　うち元利償還で交付税に数えられる額（元金分）　{yen_text(estimate.tax_share)}"


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the working, with the place of each figure in the documents."""
    for step in steps:
        amount = "" if step.yen is None else f"　{yen_text(step.yen)}"
        place = f"　［資料{step.sources[0]}］" if step.sources else ""
        yield f"{step.text}{amount}{place}"


def _funding(funding: Funding, number: int) -> Iterator[str]:
    """Yield the sums of one way to fund the plan."""
    named = funding.alternative
    yield f"◆ 案{number}　{named.label}" if named else "◆ 財源"
    several = len(funding.by_year) > 1
    for year, totals in funding.by_year.items():
        yield from _totals(f"［{year.label}］" if several or named else "", totals)
    if several:
        yield from _totals("［全年度］", funding.totals)
    if funding.needs:
        yield "　先に確かめること・用意すること"
    for need, line_ids in funding.needs:
        ask = f"（{need.ask}）" if need.ask else ""
        yield f"　　・{need.kind.label}：{need.text}{ask}［行 {'、'.join(line_ids)}］"


def _comparison(fundings: Iterable[Funding]) -> Iterator[str]:
    """Yield the burden of each alternative, year by year."""
    for number, one in enumerate(fundings, start=1):
        label = one.alternative.label if one.alternative else ""
        years = "　".join(
            f"{year.code} {yen_text(totals.net_burden)}" for year, totals in one.by_year.items()
        )
        yield f"　案{number} {label}　実質負担　{years}　計 {yen_text(one.totals.net_burden)}"


def _totals(heading: str, totals: Totals) -> Iterator[str]:
    """Yield the sums of one year."""
    if heading:
        yield f"　{heading}"
    always = {"総事業費", "一般財源", "実質負担（見込・利子を除く）"}
    for label, span in _rows(totals):
        if label in always or span != ZERO:
            yield f"　　{label}　{yen_text(span)}"
    for kind, span in totals.local_actors.items():
        yield f"　　地域の主体が受ける{kind.label}（まちの財源ではありません）　{yen_text(span)}"
    yield from (f"　※ 行 {gap.line_id}：{gap.text}" for gap in totals.incomplete)
    yield from (f"　※ {text}" for text in totals.notes)


def _rows(totals: Totals) -> tuple[tuple[str, Span], ...]:
    """Return every row of the funding table."""
    return (
        ("総事業費", Span.of(totals.total_cost)),
        ("国庫支出金", totals.national),
        ("県支出金", totals.prefecture),
        ("その他", totals.other),
        ("地方債", totals.bond),
        ("一般財源", totals.general_funds),
        ("　うち特別交付税（見込）", totals.special_tax),
        ("　うち普通交付税（見込）", totals.ordinary_tax),
        ("地方債のうち交付税措置分（見込）", totals.tax_share),
        ("実質負担（見込・利子を除く）", totals.net_burden),
    )
