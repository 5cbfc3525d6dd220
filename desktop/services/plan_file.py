"""A plan as a file (PLAN.json, VOCABULARY.md): read as a whole or refused with one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.catalog_reader import CatalogReader
from desktop.domain.claims import Alternative, Claim, CostItem, groups
from desktop.domain.codes import Unit
from desktop.domain.facts import fact
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.value import Value
from desktop.errors import InputError
from desktop.services.plan_fields import Fields
from desktop.services.plan_lines import Known, read_line
from desktop.services.strict_json import quoted, read_strict_json
from desktop.services.town_profile import profile_for

PLAN_KEYS = {
    "municipality_code": "団体コード",
    "fiscal_year": "年度",
    "answers": "まちの項目の答え",
    "costs": "経費",
    "lines": "支援の使い方",
    "alternatives": "比べる案",
}
COST_KEYS = {"id": "経費のID", "label": "経費の名前", "yen": "金額", "fiscal_year": "年度"}
ALTERNATIVE_KEYS = {"id": "案のID", "label": "案の名前", "lines": "案に入れる行のID"}

MOST_LINES = 200
MOST_ALTERNATIVES = 20


@dataclass(frozen=True)
class PlanFile:
    """A plan that has been read and checked: the town with its answers, costs, lines and alternatives.

    ``programs``: the catalogue it was read against, by id.
    """

    programs: Mapping[str, Program]
    profile: Profile
    year: FiscalYear
    costs: tuple[CostItem, ...]
    claims: tuple[Claim, ...]
    alternatives: tuple[Alternative, ...]


def read_plan_file(path: Path, catalog: CatalogReader, today: date) -> PlanFile:
    """Return the plan of a file; raise InputError naming the field and what is allowed.

    Without a fiscal year the one an office plans for on that day is used.
    """
    return parse_plan(read_strict_json(path, "計画ファイル"), catalog, today)


def parse_plan(data: object, catalog: CatalogReader, today: date) -> PlanFile:
    """Return the plan that parsed JSON describes."""
    fields = Fields(data, "", PLAN_KEYS)
    profile = _profile(fields, catalog, today)
    year = fields.year("fiscal_year", FiscalYear.planned_on(today))
    costs = _costs(fields, year)
    programs = {one.id: one for one in catalog.programs()}
    claims = _claims(fields, Known(programs, {one.id: one for one in costs}, year))
    alternatives = _alternatives(fields, [one.id for one in claims])
    _refuse_twice(claims, alternatives)
    return PlanFile(programs, profile, year, costs, claims, alternatives)


def _profile(fields: Fields, catalog: CatalogReader, today: date) -> Profile:
    """Return the town with the answers of the plan."""
    wanted = '6桁の全国地方公共団体コードを引用符で囲んだ文字（例 "324485"）'
    code = fields.text("municipality_code", wanted)
    if catalog.municipality(code) is None:
        raise InputError(
            f"{fields.named('municipality_code')}の{quoted(code)}という団体は見つかりません。"
            f"{wanted}を入れてください。"
        )
    return profile_for(catalog, code, _answers(fields), today.isoformat())


def _answers(fields: Fields) -> dict[str, Value]:
    """Return the answers of the plan; null makes a fact unknown."""
    answers: dict[str, Value] = {}
    for fact_id, value in fields.inner("answers").items():
        path = f"{fields.path('answers')}.{fact_id}"
        try:
            answers[fact_id] = fact(fact_id).parse(_as_typed(value))
        except ValueError as error:
            raise InputError(f"{path}：{error}") from error
    return answers


def _as_typed(value: object) -> str:
    """Return a JSON value as a person would type it; a list or an object as what no fact takes."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return "［］" if isinstance(value, list | dict) else str(value)


def _costs(fields: Fields, year: FiscalYear) -> tuple[CostItem, ...]:
    """Return the costs of the plan."""
    found: list[CostItem] = []
    for number, data in enumerate(fields.items("costs", "経費の並び")):
        cost = Fields(data, f"costs[{number}]", COST_KEYS)
        cost_id = cost.text("id", "ほかの経費と重ならない名前（文字）")
        _refuse_same(cost, cost_id, [one.id for one in found])
        label = cost.text("label", "経費の名前（文字）", default=cost_id)
        found.append(CostItem(cost_id, label, cost.yen("yen"), cost.year("fiscal_year", year)))
    return tuple(found)


def _claims(fields: Fields, known: Known) -> tuple[Claim, ...]:
    """Return the lines of the plan."""
    listed = fields.items("lines", "支援の使い方の並び")
    if not 0 < len(listed) <= MOST_LINES:
        raise fields.wrong("lines", f"1行以上{MOST_LINES}行以内の並び")
    found: list[Claim] = []
    for number, data in enumerate(listed):
        at = f"lines[{number}]"
        claim = read_line(data, at, known)
        earlier = [one.id for one in found]
        if claim.id in earlier:
            raise InputError(
                f"{at}.id（行のID）の{quoted(claim.id)}は lines[{earlier.index(claim.id)}]"
                "でも使われています。行ごとに違うIDを付けてください。"
            )
        found.append(claim)
    return tuple(found)


def _refuse_same(fields: Fields, own: str, earlier: Sequence[str]) -> None:
    """Refuse an id that stands already."""
    if own in earlier:
        raise InputError(
            f"{fields.named('id')}の{quoted(own)}はほかでも使われています。違うIDを付けてください。"
        )


def _alternatives(fields: Fields, line_ids: Sequence[str]) -> tuple[Alternative, ...]:
    """Return the alternatives, each with the lines it names."""
    found: list[Alternative] = []
    if len(fields.items("alternatives", "案の並び")) > MOST_ALTERNATIVES:
        raise fields.wrong("alternatives", f"{MOST_ALTERNATIVES}案以内の案の並び")
    for number, data in enumerate(fields.items("alternatives", "案の並び")):
        one = Fields(data, f"alternatives[{number}]", ALTERNATIVE_KEYS)
        own = one.text("id", "ほかの案と重ならない名前（文字）")
        _refuse_same(one, own, [known.id for known in found])
        wanted = f"lines にある行のID（{'、'.join(line_ids)}）の並び"
        if not one.has("lines"):
            raise one.wrong("lines", wanted)
        named = one.ids("lines", wanted)
        for line_id in named:
            if line_id not in line_ids:
                raise InputError(
                    f"{one.named('lines')}の{quoted(line_id)}という行はありません。"
                    f"{wanted}を入れてください。"
                )
        found.append(
            Alternative(own, one.text("label", "案の名前（文字）", default=own), tuple(named))
        )
    return tuple(found)


def _refuse_twice(claims: Sequence[Claim], alternatives: Sequence[Alternative]) -> None:
    """Refuse a line that is paid once per 団体 and stands twice in one year of the same alternative."""
    position = {claim.id: number for number, claim in enumerate(claims)}
    for group in groups(claims, alternatives):
        seen: dict[tuple[str, str, str], str] = {}
        for claim in group:
            plan = claim.plan
            key = (plan.program.id, plan.line.id, plan.year.code)
            if plan.line.per is Unit.BODY and key in seen:
                raise InputError(
                    f"lines[{position[plan.id]}].line（支援メニューのID）の「{plan.line.label}」は"
                    f"1団体に年1回の支援です。lines[{position[seen[key]]}]と同じ年度（{plan.year.code}）"
                    "には使えないので、一つの行にまとめてください。"
                )
            seen.setdefault(key, plan.id)
