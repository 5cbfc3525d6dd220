"""Small programmes and profiles built in code, for tests of the domain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.municipality import Municipality
from desktop.domain.plan import PlanLine
from desktop.domain.profile import FactValue, Origin, Profile
from desktop.domain.program import CapCase, Criterion, Edition, Program, RateCase, SupportLine
from desktop.domain.rule_text import parse_rule
from desktop.domain.value import Value

TOWN_TYPES = ["designated_city", "core_city", "special_city", "city", "town", "village"]
IS_MUNICIPALITY: dict[str, Any] = {"fact": "entity_type", "in": TOWN_TYPES}
IS_PREFECTURE: dict[str, Any] = {"fact": "entity_type", "is": "prefecture"}
HAS_PLAN: dict[str, Any] = {"fact": "startup_support_plan", "is": "yes"}


def town(entity_type: str = "town", **facts: Value) -> Profile:
    """A profile with bundled facts; ``code`` among them sets the municipality's code."""
    code = str(facts.pop("code", "324485"))
    municipality = Municipality(code, code[:2], "島根県", "美郷町", "みさとちょう", entity_type)
    values: dict[str, Value] = {"entity_type": entity_type, **facts}
    return Profile(
        municipality,
        {key: FactValue(value, Origin.BUNDLED, "2025") for key, value in values.items()},
    )


def criterion(
    rule: dict[str, Any] | None = None, scope: Scope = Scope.BODY, ask: str = ""
) -> Criterion:
    return Criterion("c", "要件", scope, parse_rule(rule) if rule else None, ask, ())


def rate(value: str, when: dict[str, Any] | None = None) -> RateCase:
    return RateCase(Fraction(value), value, "", parse_rule(when) if when else None, ())


def cap(yen: int, when: dict[str, Any] | None = None) -> CapCase:
    return CapCase(Yen(yen), str(yen), "", parse_rule(when) if when else None, ())


def line(*criteria: Criterion, **changes: Any) -> SupportLine:
    plain = SupportLine(
        id="line",
        label="支援",
        kind=SupportKind.GRANT,
        summary="",
        applicant=Applicant.MUNICIPALITY,
        actors=(),
        town_role="",
        rates=(),
        caps=(),
        per=None,
        basis=None,
        correction=None,
        ordinance_correction=None,
        ordinance_sources=(),
        figures=(),
        drivers=(),
        criteria=criteria,
        certainty=Certainty.CONFIRMED,
        end_year=None,
        sources=(),
    )
    return replace(plain, **changes)


def edition(*lines: SupportLine, common: tuple[Criterion, ...] = (), year: str = "R8") -> Edition:
    return Edition(
        year=FiscalYear.parse(year),
        certainty=Certainty.CONFIRMED,
        summary="",
        criteria=common,
        lines=lines,
        rounds=(),
        steps=(),
        costs=(),
        contacts=(),
        changes=(),
        sources=(),
    )


def program(*editions: Edition, **changes: Any) -> Program:
    plain = Program(
        id="program",
        name="制度",
        kana="せいど",
        aliases=(),
        agency="総務省",
        purposes=("people",),
        keywords=(),
        state=ProgramState.CURRENT,
        end_year=None,
        summary="",
        applicants="",
        beneficiaries="",
        editions=editions,
        relations=(),
    )
    return replace(plain, **changes)


def plan(support: SupportLine, *costs: int, **changes: Any) -> PlanLine:
    """A plan line for one support line; ``drivers`` and ``checks`` among the changes."""
    used = edition(support)
    entries = tuple(Yen(cost) for cost in costs)
    plain = PlanLine(
        id="a",
        program=program(used),
        edition=used,
        line=support,
        year=used.year,
        entries=entries,
        total_cost=Yen(sum(entries)),
        itemised=len(entries) > 1,
    )
    return replace(plain, **changes)
