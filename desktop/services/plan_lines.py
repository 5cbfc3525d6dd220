"""One line of a plan file: which support line it names, with which costs, drivers and answers."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.claims import Claim, CostItem
from desktop.domain.codes import Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.program import Edition, Program, SupportLine
from desktop.domain.rules import Outcome
from desktop.errors import InputError
from desktop.services.plan_costs import check_parts, read_costs, total_cost
from desktop.services.plan_drivers import read_drivers, unused_drivers
from desktop.services.plan_fields import Fields
from desktop.services.strict_json import quoted

LINE_KEYS = {
    "id": "行のID",
    "program": "制度ID",
    "line": "支援メニューのID",
    "fiscal_year": "年度",
    "eligible_cost_yen": "対象経費",
    "cost_ids": "使う経費のID",
    "total_cost_yen": "総事業費",
    "prefecture_yen": "県支出金",
    "other_yen": "その他の財源",
    "drivers": "人数・日数など",
    "checks": "事業の要件の確認",
}

_ANSWERS = {True: Outcome.TRUE, False: Outcome.FALSE, None: Outcome.UNKNOWN}


@dataclass(frozen=True)
class Known:
    """What a line may refer to: the catalogue's programmes and the plan's costs, by id, and the plan's year."""

    programs: Mapping[str, Program]
    costs: Mapping[str, CostItem]
    year: FiscalYear


def read_line(data: object, at: str, known: Known) -> Claim:
    """Return one line; raise InputError naming the field."""
    fields = Fields(data, at, LINE_KEYS)
    line_id = fields.text("id", "ほかの行と重ならない名前（文字）")
    program = _program(fields, known)
    year = fields.year("fiscal_year", known.year)
    edition = _edition(fields, program, year)
    line = _line(fields, program, edition)
    costs = read_costs(fields, line, year, known.costs)
    drivers = read_drivers(fields, line, costs.listed)
    check_parts(fields, line, costs, drivers)
    plan = PlanLine(
        id=line_id,
        program=program,
        edition=edition,
        line=line,
        year=year,
        entries=costs.entries,
        total_cost=total_cost(fields, line, costs, drivers),
        itemised=costs.listed is not None,
        drivers=drivers,
        unused=unused_drivers(fields, line),
        checks=_checks(fields, edition, line),
        prefecture_yen=fields.yen("prefecture_yen") if fields.has("prefecture_yen") else Yen(0),
        other_yen=fields.yen("other_yen") if fields.has("other_yen") else Yen(0),
    )
    _check_funds(fields, plan)
    return Claim(plan, costs.cost_ids)


def _program(fields: Fields, known: Known) -> Program:
    """Return the programme named."""
    program_id = fields.text("program", "制度ID（文字）")
    if program_id not in known.programs:
        named = [
            one.id for one in known.programs.values() if program_id in (one.name, *one.aliases)
        ]
        near = named or difflib.get_close_matches(program_id, known.programs, n=1)
        hint = f"「{near[0]}」のことではありませんか。" if near else ""
        raise InputError(
            f"{fields.named('program')}の{quoted(program_id)}という制度はありません。{hint}"
            "michishirube catalog list で確かめてください。"
        )
    return known.programs[program_id]


def _edition(fields: Fields, program: Program, year: FiscalYear) -> Edition:
    """Return the edition used for a year; it must offer something."""
    edition = program.edition_for(year)
    if edition is None or not edition.lines:
        raise InputError(
            f"{fields.named('program')}の「{program.name}」は、支援メニューが資料に書かれていないため"
            f"（{year.code}）、試算できません。この行を外してください。"
        )
    return edition


def _line(fields: Fields, program: Program, edition: Edition) -> SupportLine:
    """Return the support line named."""
    line_id = fields.text("line", "支援メニューのID（文字）")
    for line in edition.lines:
        if line.id == line_id:
            return line
    years = [
        one.year.code for one in program.editions if any(line.id == line_id for line in one.lines)
    ]
    known = "、".join(f"{line.id}（{line.label}）" for line in edition.lines)
    elsewhere = f"{'・'.join(years)}の版にはありますが、" if years else ""
    raise InputError(
        f"{fields.named('line')}の{quoted(line_id)}は、{elsewhere}"
        f"「{program.name}」の{edition.year.code}の版にありません。使えるのは {known} です。"
    )


def _check_funds(fields: Fields, plan: PlanLine) -> None:
    """Refuse funds that exceed what they are for."""
    known = plan.prefecture_yen + plan.other_yen
    if known > plan.total_cost:
        key = "prefecture_yen" if plan.prefecture_yen else "other_yen"
        raise InputError(
            f"{fields.named(key)}などの財源{known:,}円が、総事業費の{plan.total_cost:,}円を"
            "超えています。総事業費以下にしてください。"
        )


def _checks(fields: Fields, edition: Edition, line: SupportLine) -> dict[str, Outcome]:
    """Return the answers to project criteria."""
    known = {one.id: one for one in (*edition.criteria, *line.criteria)}
    usable = [one for one in known.values() if one.scope is Scope.PROJECT]
    answers: dict[str, Outcome] = {}
    for criterion_id, value in fields.inner("checks").items():
        path = f"{fields.path('checks')}.{criterion_id}"
        if criterion_id not in known or known[criterion_id] not in usable:
            listed = "、".join(f"{one.id}（{one.text}）" for one in usable) or "ありません"
            raise InputError(
                f"{fields.path('checks')}の{quoted(criterion_id)}は「{line.label}」の事業の要件に"
                f"ありません。使えるのは {listed} です。"
            )
        if not (value is None or isinstance(value, bool)):
            raise InputError(
                f"{path}（{known[criterion_id].text}）には"
                "true（満たす）、false（満たさない）、null（不明）のどれかを入れてください。"
            )
        answers[criterion_id] = _ANSWERS[value]
    return answers
