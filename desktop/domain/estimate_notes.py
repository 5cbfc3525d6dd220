"""What an estimate must say besides its figures: what is only an estimate, what the source leaves unsaid."""

from __future__ import annotations

from desktop.domain.codes import Applicant, Basis, Certainty, CostRuleKind, SupportKind
from desktop.domain.correction import has_own_coefficient, may_be_corrected
from desktop.domain.non_grant import is_non_grant_body
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Origin, Profile
from desktop.domain.program import SupportLine
from desktop.domain.wording import subject_label

NON_GRANT = "不交付団体には原則として効果がありません。財政担当課に確認してください。"

_OR_LESS = ("以内", "最大")


def notes_of(plan: PlanLine, profile: Profile) -> tuple[str, ...]:
    """Return the remarks that belong to an estimated line, in the order of their weight."""
    found = [*_of_tax(plan, profile), *_of_figures(plan), *_of_edition(plan)]
    return tuple(dict.fromkeys(text for text in found if text))


def _of_tax(plan: PlanLine, profile: Profile) -> list[str]:
    """Return what to know of money that comes as 交付税."""
    line, notes = plan.line, []
    if line.kind is SupportKind.SPECIAL_ALLOCATION_TAX:
        notes.append("特別交付税の額は、国が算定するまで決まりません。ここの額は見込みです。")
    if line.kind is SupportKind.ORDINARY_ALLOCATION_TAX:
        notes.append(
            "普通交付税は基準財政需要額に数えられる額で、そのまま交付される額ではありません。"
        )
    if _hangs_on_tax(plan) and is_non_grant_body(profile):
        notes.append(NON_GRANT)
    if any(may_be_corrected(line)):
        notes.append(_index_note(profile))
    if line.kind is SupportKind.BOND:
        notes.append("地方債の利子は計算に入れていません。")
    return notes


def _hangs_on_tax(plan: PlanLine) -> bool:
    """Whether a line is paid, or its bond repaid, through 交付税."""
    return plan.line.kind.is_allocation_tax or plan.line.repayment_share is not None


def _index_note(profile: Profile) -> str:
    """Say which 財政力指数 the correction uses."""
    if not has_own_coefficient(profile.municipality):
        return "東京都と特別区は一体で算定されるため、団体ごとの財政力補正の係数はありません。"
    fact = profile.fact("fiscal_index")
    if fact.value is None:
        return "財政力指数が分からないため、財政力補正の係数は幅で示します。"
    if fact.origin is Origin.BUNDLED:
        return f"財政力補正には、収録している最新の財政力指数 {fact.value} を使った見込みです。"
    return f"財政力補正には、役場が入れた財政力指数 {fact.value} を使っています。"


def _of_figures(plan: PlanLine) -> list[str]:
    """Return what the printed figures leave unsaid."""
    line, notes = plan.line, []
    if any(word in case.printed or word in case.label for case in line.rates for word in _OR_LESS):
        notes.append("率は上限として書かれています。実際の率は低くなることがあります。")
    if line.rates and not line.caps:
        notes.append(_without_cap(line))
    if line.caps and not line.rates and line.basis is not Basis.UNIT_AMOUNT:
        notes.append("率は資料に書かれていないため、上限までの経費をそのまま支援額としています。")
    if line.unit_limit and plan.drivers.get("persons") is None and not plan.itemised:
        notes.append(f"対象になるのは{line.unit_limit.count}人分までです。")
    return notes + _of_untold_parts(plan)


def _of_untold_parts(plan: PlanLine) -> list[str]:
    """Return what was assumed of amounts that the plan does not tell."""
    line, notes = plan.line, []
    untold = [rule for rule in line.cost_rules if rule.driver not in plan.drivers]
    funds = [one.at_most_driver for one in line.caps if one.at_most_driver]
    for driver in dict.fromkeys(one for one in funds if one not in plan.drivers):
        notes.append(f"「{subject_label(driver)}」が上限より少ないときは、その額が上限になります。")
    parts = [rule for rule in line.cost_rules if rule.kind is CostRuleKind.PART_CAP]
    if parts and all(rule in untold for rule in parts):
        inside = "、".join(f"{rule.label}{rule.printed}" for rule in parts)
        notes.append(f"内訳の上限（{inside}）に収まっているものとして計算しています。")
    for rule in untold:
        if rule.kind is CostRuleKind.DEDUCTION:
            notes.append(f"{rule.label}はないものとして計算しています。あれば経費から引かれます。")
    return notes


def _without_cap(line: SupportLine) -> str:
    """Say that no cap is printed, or which printed limits do not enter the calculation."""
    limits = [one for one in line.figures if one.yen is not None and "上限" in one.label]
    if not limits:
        return "上限額は資料に書かれていません。"
    named = "、".join(f"{one.label} {one.printed}" for one in limits)
    return f"次の上限は計算に入れていません：{named}。"


def _of_edition(plan: PlanLine) -> list[str]:
    """Return how firm the content is, and doubts recorded with the figures."""
    line, notes = plan.line, []
    if line.applicant is Applicant.LOCAL_ACTOR:
        notes.append("地域の主体が受け取る支援です。まちの財源には数えません。")
    elif line.kind is SupportKind.LOAN:
        notes.append("事業者に貸すお金です。まちの財源には数えません。")
    if plan.carried:
        notes.append(
            f"{plan.year.label}の資料がないため、{plan.edition.year.label}の内容で計算しています。"
        )
    if line.certainty is not Certainty.CONFIRMED:
        notes.append(f"{line.certainty.label}の内容です。")
    if plan.unused:
        names = "、".join(subject_label(one) for one in plan.unused)
        notes.append(f"次の項目はこのメニューの計算に使わないため、数えていません：{names}。")
    return [*notes, line.doubt]
