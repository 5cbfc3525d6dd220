"""Domain objects in the words of the office. Pure functions; what is not printed is said to be so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from desktop.domain.codes import Certainty, Scope
from desktop.domain.drivers import DRIVERS
from desktop.domain.facts import FACTS
from desktop.domain.profile import Profile
from desktop.domain.program_amounts import line_amounts, no_amount
from desktop.domain.rules import Compare, Explanation, Outcome
from desktop.domain.source import Document, SourceRef
from desktop.domain.verdict import Judgement, Reason
from desktop.domain.verdict_name import Verdict

NONE = "資料に記載なし"
SHOWN_LINES = 2
SHOWN_CHECKS = 5

_OUTCOMES = {Outcome.TRUE: "○", Outcome.FALSE: "×", Outcome.UNKNOWN: "要確認"}


def outcome_text(outcome: Outcome) -> str:
    """Return ○, × or 要確認."""
    return _OUTCOMES[outcome]


def document_label(document: str, documents: Mapping[str, Document]) -> str:
    """Return a short name: 資料003, or the title where the id is no number."""
    if document.isdigit() or document not in documents:
        return f"資料{document}"
    return documents[document].title.split("（", maxsplit=1)[0]


def lines_text(sources: Iterable[SourceRef]) -> str:
    """Return ``974～977行、981行`` for places of one document; places that touch become one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted((source.line, source.last_line) for source in sources):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return "、".join(f"{a}行" if a == b else f"{a}～{b}行" for a, b in merged)


def sources_text(sources: Iterable[SourceRef], documents: Mapping[str, Document]) -> str:
    """Return ``資料003 974～977行、981行``, one document per line."""
    grouped: dict[str, list[SourceRef]] = {}
    for source in sources:
        grouped.setdefault(document_label(source.document, documents), []).append(source)
    return "\n".join(f"{label} {lines_text(places)}" for label, places in grouped.items())


def edition_text(judgement: Judgement) -> str:
    """Return which year's content is shown and how firm it is: 「R8年度の内容・予算案の段階」."""
    edition = judgement.edition
    if edition is None:
        return NONE
    parts = [f"{edition.year.code}年度の内容" if judgement.carried else f"{edition.year.code}年度"]
    if edition.certainty is not Certainty.CONFIRMED:
        parts.append(edition.certainty.label)
    firmness = {line.certainty for line in edition.lines} - {Certainty.CONFIRMED, edition.certainty}
    parts += [f"一部は{one.label}" for one in Certainty if one in firmness]
    return "・".join(parts)


def kinds_text(judgement: Judgement) -> str:
    """Return the kinds of support of the edition shown."""
    edition = judgement.edition
    kinds = [line.kind.label for line in edition.lines] if edition else []
    return "、".join(dict.fromkeys(kinds)) or NONE


def amount_text(judgement: Judgement, profile: Profile) -> str:
    """Return rate and cap of the lines that matter for the town, at most a few of them."""
    amounts = line_amounts(judgement, profile.value)
    if not amounts:
        return no_amount(judgement, profile.value)
    if len(amounts) == 1:
        return amounts[0].phrase
    shown = [f"{one.label}：{one.phrase}" for one in amounts[:SHOWN_LINES]]
    rest = len(amounts) - len(shown)
    return "\n".join([*shown, f"ほか{rest}件"] if rest else shown)


def checks_text(judgement: Judgement) -> str:
    """Return what is to be found out and from whom; for 対象外 and 過去の制度 the reason why."""
    body = [one for one in judgement.all_reasons if one.scope is Scope.BODY]
    if judgement.verdict in (Verdict.INELIGIBLE, Verdict.NOT_CURRENT):
        return next((_failed(one) for one in body if one.outcome is Outcome.FALSE), "")
    items = list(dict.fromkeys(text for one in body for text in reason_checks(one)))
    shown = [f"・{item}" for item in items[:SHOWN_CHECKS]]
    rest = len(items) - len(shown)
    return "\n".join([*shown, f"ほか{rest}件"] if rest else shown)


def _failed(reason: Reason) -> str:
    """Say why not: a condition that is not met, or what the program has to remark."""
    return f"満たさない要件：{reason.text}" if reason.criterion else f"理由：{reason.text}"


def reason_checks(reason: Reason) -> list[str]:
    """Return the open points of one reason with whom to ask."""
    if reason.outcome is not Outcome.UNKNOWN:
        return []
    if not reason.missing:
        return [f"{reason.text}{_asked(reason.ask)}"]
    return [fact_check(fact) for fact in reason.missing]


def subject_label(subject: str) -> str:
    """Return the label of a fact or of a driver (an answer about the project)."""
    if subject in FACTS:
        return FACTS[subject].label
    return DRIVERS[subject].label if subject in DRIVERS else subject


def fact_check(fact_id: str) -> str:
    """Return the label of a missing fact with whom to ask."""
    ask = FACTS[fact_id].ask if fact_id in FACTS else ""
    return f"{subject_label(fact_id)}{_asked(ask)}"


def _asked(whom: str) -> str:
    return f"（確認先：{whom}）" if whom else ""


def values_text(reason: Reason) -> str:
    """Return the facts of the town that decided a reason: 「三大都市圏 圏外、条件不利地域 全域」."""
    if reason.explanation is None:
        return ""
    found: dict[str, None] = {}
    for leaf in _leaves(reason.explanation):
        definition = FACTS.get(leaf.rule.subject) if isinstance(leaf.rule, Compare) else None
        if definition is not None and leaf.value is not None:
            found[f"{definition.label} {definition.label_of(leaf.value)}"] = None
    return "、".join(found)


def _leaves(explanation: Explanation) -> Iterator[Explanation]:
    """Yield the comparisons of a rule in order."""
    if not explanation.parts:
        yield explanation
    for part in explanation.parts:
        yield from _leaves(part)
