"""The map from a fact to the programmes that hang on it."""

from __future__ import annotations

from desktop.domain.codes import Scope, SupportKind
from desktop.domain.dependencies import dependents
from tests.domain.building import HAS_PLAN, criterion, edition, line, program, rate

BAND = {"fact": "fiscal_index", "below": "0.25"}


def test_rules_of_criteria_count_and_those_of_amounts_do_not() -> None:
    made = program(edition(line(criterion(HAS_PLAN), rates=(rate("1/2", BAND),))))
    assert dependents([made]) == {"startup_support_plan": {"program"}}


def test_every_edition_and_both_scopes_count() -> None:
    old = edition(line(criterion(BAND, Scope.PROJECT)), year="R7")
    made = program(old, edition(line(), common=(criterion(HAS_PLAN),), year="R8"))
    assert set(dependents([made])) == {"fiscal_index", "startup_support_plan"}


def test_what_is_paid_through_allocation_tax_hangs_on_the_overlay() -> None:
    made = program(edition(line(kind=SupportKind.ORDINARY_ALLOCATION_TAX)))
    assert set(dependents([made])) == {"fiscal_index", "non_grant_body"}


def test_drivers_are_no_facts() -> None:
    driver = {"driver": "loan_to_public_ratio", "at_least": "1"}
    assert dependents([program(edition(line(criterion(driver, Scope.PROJECT))))]) == {}
