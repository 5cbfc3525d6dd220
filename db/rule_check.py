"""Checks of rules in catalogue files: shared rules resolved, subjects and values known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.domain.drivers import DRIVERS, Driver, DriverKind
from desktop.domain.facts import FACTS, YES_NO, FactDefinition, FactKind
from desktop.domain.rule_text import parse_rule

RuleData = dict[str, Any]

_BOUNDS = {"at_least", "above", "at_most", "below", "open_at"}


def resolve_rule(
    data: Mapping[str, Any],
    shared: Mapping[str, RuleData],
    inside: tuple[str, ...] = (),
) -> RuleData:
    """Return a rule with every ``{use = "name"}`` replaced by the shared rule of that name.

    A ``text`` beside ``use`` replaces the shared one. Raises ValueError for an unknown name, a
    circle, or anything else beside ``use``.
    """
    if "use" in data:
        name = str(data["use"])
        if name not in shared:
            raise ValueError(f"rules.toml に「{name}」という規則はありません")
        if name in inside:
            raise ValueError(f"規則が自分自身を使っています: {' → '.join((*inside, name))}")
        if extra := sorted(set(data) - {"use", "text"}):
            raise ValueError(f"use の横には text しか書けません: {', '.join(extra)}")
        found = resolve_rule(shared[name], shared, (*inside, name))
        return {**found, "text": data["text"]} if "text" in data else found
    resolved = dict(data)
    for key in ("all", "any"):
        if key in resolved:
            parts = resolved[key]
            if not isinstance(parts, list):
                raise ValueError(f"規則の {key} は [ ] で囲んだ並びです")
            resolved[key] = [resolve_rule(_table(part), shared, inside) for part in parts]
    if "not" in resolved:
        resolved["not"] = resolve_rule(_table(resolved["not"]), shared, inside)
    return resolved


def _table(part: object) -> Mapping[str, Any]:
    """Return a part of a rule if it is a table; raise ValueError otherwise."""
    if not isinstance(part, Mapping):
        raise ValueError(f"規則は {{ }} で囲んだ表です: {part}")
    return part


def rule_problems(data: RuleData, *, drivers_allowed: bool) -> list[str]:
    """Return what is wrong with a resolved rule, as Japanese phrases without a full stop."""
    try:
        parse_rule(data)
    except (ValueError, TypeError) as error:
        return [str(error)]
    return [problem for leaf in leaves(data) for problem in _leaf_problems(leaf, drivers_allowed)]


def leaves(data: RuleData) -> Iterator[RuleData]:
    """Yield every comparison of a resolved rule."""
    parts = [*data.get("all", ()), *data.get("any", ())]
    if "not" in data:
        parts.append(data["not"])
    if not parts:
        yield data
    for part in parts:
        yield from leaves(part)


def _leaf_problems(leaf: RuleData, drivers_allowed: bool) -> list[str]:
    """Return what is wrong with one comparison."""
    if "driver" in leaf:
        return _driver_problems(leaf, drivers_allowed)
    name = str(leaf["fact"])
    if name not in FACTS:
        return [f"「{name}」というプロフィールの項目はありません"]
    definition = FACTS[name]
    if definition.kind in (FactKind.CHOICE, FactKind.CODE):
        return _choice_problems(leaf, name, _choices(definition))
    return _number_problems(leaf, name)


def _choices(definition: FactDefinition) -> tuple[str, ...]:
    """Return the values a fact can have; prefecture codes are 01 to 47."""
    if definition.kind is FactKind.CODE:
        return tuple(f"{number:02d}" for number in range(1, 48))
    return tuple(value for value, _ in definition.choices)


def _driver_problems(leaf: RuleData, drivers_allowed: bool) -> list[str]:
    """Return what is wrong with a comparison of a driver."""
    name = str(leaf["driver"])
    if name not in DRIVERS:
        return [f"「{name}」という数（driver）はありません"]
    if not drivers_allowed:
        return [f"団体の要件は driver「{name}」では判定できません（fact を使います）"]
    driver = DRIVERS[name]
    if driver.kind in (DriverKind.YES_NO, DriverKind.CHOICE):
        return _choice_problems(leaf, name, _driver_choices(driver))
    return _number_problems(leaf, name)


def _driver_choices(driver: Driver) -> tuple[str, ...]:
    """Return the values a driver that is no number can have."""
    pairs = YES_NO if driver.kind is DriverKind.YES_NO else driver.choices
    return tuple(value for value, _ in pairs)


def _compared(leaf: RuleData) -> list[str]:
    """Return the values that a comparison names."""
    return [str(value) for value in leaf.get("in", [leaf["is"]] if "is" in leaf else [])]


def _choice_problems(leaf: RuleData, name: str, choices: tuple[str, ...]) -> list[str]:
    """Return values outside the choices, and bounds where there are no numbers."""
    problems = [
        f"「{name}」に「{value}」という値はありません（{', '.join(choices)}）"
        for value in _compared(leaf)
        if value not in choices
    ]
    if bounds := sorted(_BOUNDS & set(leaf)):
        problems.append(f"「{name}」は数ではないので {', '.join(bounds)} は使えません")
    return problems


def _number_problems(leaf: RuleData, name: str) -> list[str]:
    """Return named values where only bounds make sense: 0.50 and 0.5 are one number, two texts."""
    if _compared(leaf):
        return [
            f"「{name}」は数なので is や in ではなく at_least・above・at_most・below で比べます"
        ]
    return []


def rule_drivers(data: RuleData) -> frozenset[str]:
    """Return the drivers that a resolved rule compares."""
    return frozenset(str(leaf["driver"]) for leaf in leaves(data) if "driver" in leaf)
