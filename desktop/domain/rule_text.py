"""Rules read from and written to plain data (TOML, JSON), the form they have in files and databases.

``{fact = "disadvantaged_area", in = ["partial", "whole"]}``, ``{driver = "loan_to_public_ratio",
at_least = "4"}``, ``{all = [...]}``, ``{any = [...]}``, ``{not = {...}}``; each may carry ``text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.domain.rules import AllOf, AnyOf, Compare, Not, Outcome, Rule

_BOUNDS = ("at_least", "above", "at_most", "below")
_COMPARE_KEYS = {"fact", "driver", "is", "in", "open_at", "unclear_if", "text", *_BOUNDS}


def parse_rule(data: Mapping[str, Any]) -> Rule:
    """Return the rule that plain data describes; raise ValueError naming what is wrong."""
    text = data.get("text")
    for key, build in (("all", AllOf), ("any", AnyOf)):
        if key in data:
            _only(data, {key, "text"})
            parts = tuple(parse_rule(part) for part in data[key])
            if not parts:
                raise ValueError(f"規則の {key} が空です")
            return build(parts, text)
    if "not" in data:
        _only(data, {"not", "text"})
        return Not(parse_rule(data["not"]), text)
    return _parse_compare(data)


def _parse_compare(data: Mapping[str, Any]) -> Compare:
    """Return a comparison of exactly one fact or driver."""
    _only(data, _COMPARE_KEYS)
    named = [data[key] for key in ("fact", "driver") if key in data]
    if len(named) != 1:
        raise ValueError(f"規則には fact か driver のどちらか一つが要ります: {dict(data)}")
    among = data.get("in", [data["is"]] if "is" in data else None)
    bounds = {key: _decimal(data[key]) for key in _BOUNDS if key in data}
    if among is None and not bounds:
        raise ValueError(f"規則に比べる値がありません: {dict(data)}")
    return Compare(
        subject=str(named[0]),
        among=None if among is None else tuple(str(value) for value in among),
        open_at=tuple(_decimal(value) for value in data.get("open_at", ())),
        unclear_if=_unclear(data.get("unclear_if")),
        text=data.get("text"),
        **bounds,
    )


def _unclear(outcome: object) -> Outcome | None:
    """Return the outcome that the source leaves open: "true", "false" or none."""
    if outcome is None:
        return None
    if outcome not in ("true", "false"):
        raise ValueError(f"規則の unclear_if は true か false です: {outcome}")
    return Outcome(outcome)


def _only(data: Mapping[str, Any], allowed: set[str]) -> None:
    """Refuse keys that the form does not have."""
    unknown = sorted(set(data) - allowed)
    if unknown:
        raise ValueError(f"規則に知らない項目があります: {', '.join(unknown)}")


def _decimal(value: object) -> Decimal:
    """Return an exact decimal; floats are refused because they are not what was printed."""
    if isinstance(value, float):
        raise ValueError(f'小数は引用符で囲みます: "{value}"')
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"数として読めません: {value}") from error


def rule_data(rule: Rule, drivers: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the plain data of a rule; ``drivers`` are the subjects that are no facts."""
    data: dict[str, Any] = {}
    if isinstance(rule, Compare):
        data["driver" if rule.subject in drivers else "fact"] = rule.subject
        if rule.among is not None:
            data["in"] = list(rule.among)
        for key in _BOUNDS:
            bound = getattr(rule, key)
            if bound is not None:
                data[key] = str(bound)
        if rule.open_at:
            data["open_at"] = [str(value) for value in rule.open_at]
        if rule.unclear_if:
            data["unclear_if"] = rule.unclear_if.value
    elif isinstance(rule, Not):
        data["not"] = rule_data(rule.part, drivers)
    else:
        key = "all" if isinstance(rule, AllOf) else "any"
        data[key] = [rule_data(part, drivers) for part in rule.parts]
    if rule.text:
        data["text"] = rule.text
    return data
