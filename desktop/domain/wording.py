"""Rules and their outcomes in words, for screen, workbook and command line."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.dates import as_of_label
from desktop.domain.drivers import DRIVERS, Driver, DriverKind
from desktop.domain.facts import FACTS, YES_NO
from desktop.domain.profile import FactValue, Origin, Profile
from desktop.domain.rules import AllOf, AnyOf, Compare, Explanation, Not, Outcome, Rule
from desktop.domain.value import Value

MARKS = {Outcome.TRUE: "○", Outcome.UNKNOWN: "？", Outcome.FALSE: "×"}


def subject_label(subject: str) -> str:
    """Return the Japanese name of a fact or driver."""
    if subject in FACTS:
        return FACTS[subject].label
    return DRIVERS[subject].label if subject in DRIVERS else subject


def value_label(subject: str, value: Value) -> str:
    """Return how a value of a fact or driver is shown."""
    if subject in FACTS:
        return FACTS[subject].label_of(value)
    return _driver_value(DRIVERS[subject], value) if subject in DRIVERS else str(value)


def _driver_value(driver: Driver, value: Value) -> str:
    """Return how a driver's value is shown."""
    if value is None:
        return "未入力"
    if driver.kind is DriverKind.YES_NO:
        return "はい" if value == "yes" else "いいえ"
    if driver.kind is DriverKind.CHOICE:
        return dict(driver.choices).get(str(value), str(value))
    return f"{value}{driver.unit}"


def describe(rule: Rule) -> str:
    """Return a rule in one Japanese phrase; its own text wins."""
    if rule.text:
        return rule.text
    if isinstance(rule, Compare):
        return _describe_compare(rule)
    if isinstance(rule, Not):
        return f"「{describe(rule.part)}」にあたらない"
    joint = "、かつ" if isinstance(rule, AllOf) else "、または"
    return joint.join(describe(part) for part in rule.parts)


def _describe_compare(rule: Compare) -> str:
    """Return 「財政力指数が0.25以上・0.5以下」, 「条件不利地域が一部・全域」 …"""
    label = subject_label(rule.subject)
    if rule.among is not None:
        values = "・".join(value_label(rule.subject, value) for value in rule.among)
        return f"「{label}」が「{values}」" if _is_yes_no(rule.subject) else f"{label}が{values}"
    words = (
        (rule.at_least, "以上"),
        (rule.above, "より大きい"),
        (rule.at_most, "以下"),
        (rule.below, "未満"),
    )
    bounds = [
        f"{value_label(rule.subject, bound)}{word}" for bound, word in words if bound is not None
    ]
    return f"{label}が{'・'.join(bounds)}"


def _is_yes_no(subject: str) -> bool:
    """Whether a fact or driver is answered by はい or いいえ."""
    if subject in FACTS:
        return FACTS[subject].choices == YES_NO
    return subject in DRIVERS and DRIVERS[subject].kind is DriverKind.YES_NO


def value_used(explanation: Explanation, profile: Profile) -> str:
    """Return the value that was compared, with its origin and date; nothing for a joint of several."""
    rule = explanation.rule
    if not isinstance(rule, Compare):
        return ""
    shown = value_label(rule.subject, explanation.value)
    about = provenance(profile.fact(rule.subject))
    note = (
        "。資料の書き方では、これで満たすかどうか決まりません" if explanation.open_wording else ""
    )
    return f"{subject_label(rule.subject)}は{shown}{about}{note}"


def provenance(known: FactValue) -> str:
    """Return 「（同梱の統計・一覧、2025-01-01 時点）」; nothing for an unknown value."""
    if known.origin is Origin.UNKNOWN:
        return ""
    date = f"、{as_of_label(known.as_of)}時点" if known.as_of else ""
    return f"（{known.origin.label}{date}）"


def leaves(explanation: Explanation) -> Iterator[Explanation]:
    """Yield the comparisons of an explanation, in order."""
    if isinstance(explanation.rule, Compare):
        yield explanation
    for part in explanation.parts:
        yield from leaves(part)


def decisive(explanation: Explanation) -> Explanation | None:
    """Return the comparison that best explains the outcome: the first one that shares it."""
    if isinstance(explanation.rule, Not):
        return decisive(explanation.parts[0])
    if isinstance(explanation.rule, AllOf | AnyOf):
        sharing = [part for part in explanation.parts if part.outcome is explanation.outcome]
        return decisive(sharing[0]) if sharing else None
    return explanation
