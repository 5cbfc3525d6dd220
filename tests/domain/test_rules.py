"""Kleene's logic: its laws, and that unknown is never turned into yes or no."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.rule_text import parse_rule, rule_data
from desktop.domain.rules import (
    AllOf,
    AnyOf,
    Compare,
    Not,
    Outcome,
    Rule,
    evaluate,
    kleene_and,
    kleene_not,
    kleene_or,
    subjects,
)
from desktop.domain.value import Value

T, U, F = Outcome.TRUE, Outcome.UNKNOWN, Outcome.FALSE
outcomes = st.sampled_from([T, U, F])
SUBJECTS = ("a", "b", "c")
VALUES = ("x", "y")


def rules() -> st.SearchStrategy[Rule]:
    leaf: st.SearchStrategy[Rule] = st.builds(
        lambda subject, value: Compare(subject, among=(value,)),
        st.sampled_from(SUBJECTS),
        st.sampled_from(VALUES),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=8,
    )


profiles = st.dictionaries(st.sampled_from(SUBJECTS), st.sampled_from(VALUES))


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ((T, T), T, T),
        ((T, U), U, T),
        ((T, F), F, T),
        ((U, U), U, U),
        ((U, F), F, U),
        ((F, F), F, F),
        ((), T, F),
    ],
)
def test_truth_tables(parts: tuple[Outcome, ...], both: Outcome, either: Outcome) -> None:
    assert kleene_and(parts) is both
    assert kleene_or(parts) is either


@given(outcomes, outcomes)
def test_de_morgan(left: Outcome, right: Outcome) -> None:
    assert kleene_not(kleene_and((left, right))) is kleene_or((kleene_not(left), kleene_not(right)))
    assert kleene_not(kleene_or((left, right))) is kleene_and((kleene_not(left), kleene_not(right)))


@given(outcomes, outcomes, outcomes)
def test_order_and_grouping_do_not_matter(a: Outcome, b: Outcome, c: Outcome) -> None:
    for combine in (kleene_and, kleene_or):
        assert combine((a, b)) is combine((b, a))
        assert combine((a, combine((b, c)))) is combine((combine((a, b)), c)) is combine((a, b, c))


@given(outcomes, outcomes)
def test_absorption_idempotence_and_double_negation(a: Outcome, b: Outcome) -> None:
    assert kleene_and((a, kleene_or((a, b)))) is a
    assert kleene_or((a, kleene_and((a, b)))) is a
    assert kleene_and((a, a)) is kleene_or((a, a)) is kleene_not(kleene_not(a)) is a


@given(outcomes)
def test_neutral_and_dominant_values_and_no_excluded_middle(a: Outcome) -> None:
    assert kleene_and((a, T)) is kleene_or((a, F)) is a
    assert (kleene_and((a, F)), kleene_or((a, T))) == (F, T)
    assert (kleene_or((a, kleene_not(a))) is U) == (a is U)


@given(st.lists(st.tuples(outcomes, outcomes), max_size=5))
def test_more_information_never_overturns_what_is_decided(
    pairs: list[tuple[Outcome, Outcome]],
) -> None:
    """Filling in unknown parts (left) with anything (right) keeps every decided result."""
    before = [left for left, _ in pairs]
    after = [right if left is U else left for left, right in pairs]
    for combine in (kleene_and, kleene_or):
        assert combine(before) in (U, combine(after))


@given(outcomes, outcomes, outcomes)
def test_distribution(a: Outcome, b: Outcome, c: Outcome) -> None:
    assert kleene_and((a, kleene_or((b, c)))) is kleene_or((kleene_and((a, b)), kleene_and((a, c))))


@given(rules(), profiles, profiles)
def test_learning_a_fact_never_overturns_a_decided_outcome(
    rule: Rule, known: dict[str, str], more: dict[str, str]
) -> None:
    before = evaluate(rule, known.get).outcome
    after = evaluate(rule, {**more, **known}.get).outcome
    assert before in (U, after)


@given(rules(), profiles)
def test_missing_facts_are_exactly_those_without_a_value(rule: Rule, known: dict[str, str]) -> None:
    explained = evaluate(rule, known.get)
    assert set(explained.missing) <= subjects(rule) - set(known)
    assert bool(explained.missing) == (explained.outcome is U)


@given(rules())
def test_rules_survive_being_written_down(rule: Rule) -> None:
    assert parse_rule(rule_data(rule)) == rule


BAND = Compare(
    "fiscal_index", at_least=Decimal("0.25"), at_most=Decimal("0.5"), open_at=(Decimal("0.5"),)
)


@pytest.mark.parametrize(
    ("index", "outcome", "open_wording"),
    [
        ("0.24", F, False),
        ("0.25", T, False),
        ("0.49", T, False),
        ("0.50", U, True),
        ("0.51", F, False),
    ],
)
def test_a_border_left_open_by_the_source_is_a_reading(
    index: str, outcome: Outcome, open_wording: bool
) -> None:
    explained = evaluate(BAND, {"fiscal_index": Decimal(index)}.get)
    assert explained.outcome is outcome
    assert explained.is_open is open_wording
    assert explained.missing == ()


@pytest.mark.parametrize(
    ("unclear", "value", "outcome"),
    [("false", "x", T), ("false", "y", U), ("true", "x", U), ("true", "y", F)],
)
def test_an_outcome_left_open_by_the_source(unclear: str, value: str, outcome: Outcome) -> None:
    rule = parse_rule({"fact": "a", "is": "x", "unclear_if": unclear})
    explained = evaluate(rule, {"a": value}.get)
    assert explained.outcome is outcome
    assert explained.is_open is (outcome is U)
    assert explained.missing == ()
    assert parse_rule(rule_data(rule)) == rule


def test_open_wording_beside_a_missing_fact_is_missing_first() -> None:
    rule = AllOf((BAND, Compare("area", among=("part",))))
    known: dict[str, Value] = {"fiscal_index": Decimal("0.5")}
    explained = evaluate(rule, known.get)
    assert explained.missing == ("area",)
    assert not explained.is_open


@pytest.mark.parametrize(
    ("bounds", "value", "holds"),
    [
        ({"above": "4"}, "4", False),
        ({"at_least": "4"}, "4", True),
        ({"below": "4"}, "4", False),
        ({"at_most": "4"}, "4", True),
        ({"at_least": 1000, "at_most": 4999}, "4999", True),
        ({"at_least": 1000, "at_most": 4999}, "5000", False),
    ],
)
def test_bounds(bounds: dict[str, object], value: str, holds: bool) -> None:
    rule = parse_rule({"fact": "n", **bounds})
    assert (evaluate(rule, {"n": Decimal(value)}.get).outcome is T) is holds


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"fact": "a"},
        {"fact": "a", "driver": "b", "is": "x"},
        {"fact": "a", "in": ["x"], "whatever": 1},
        {"fact": "a", "below": 0.25},
        {"fact": "a", "below": "ひくい"},
        {"all": []},
        {"fact": "a", "is": "x", "unclear_if": "unknown"},
        {"any": [{"fact": "a", "is": "x"}], "not": {"fact": "a", "is": "x"}},
    ],
)
def test_broken_rules_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"規則|数|小数"):
        parse_rule(broken)
