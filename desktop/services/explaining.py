"""One programme found by name and explained: why it is what it is for a town, and what would change that."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from desktop.domain.advice import advice
from desktop.domain.codes import Certainty, Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.one_step import one_step
from desktop.domain.phone_call import phone_call
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.rules import Outcome
from desktop.domain.sensitivity import turnings
from desktop.domain.turning_text import turning_text
from desktop.domain.verdict import Judgement, Reason
from desktop.domain.verdict_text import why
from desktop.domain.wording import MARKS, leaves, value_used
from desktop.errors import InputError
from desktop.services.insight_json import advice_data, sensitivity_data, step_data
from desktop.services.reason_json import Json, reason_data

LISTED = 8
"""Candidates that one sentence can carry."""


def find_program(
    words: str, programs: Sequence[Program], search: Callable[[str], list[str]]
) -> Program:
    """Return the programme of an id, name or alias, else the only one that a search finds.

    Raises InputError naming the candidates where several fit, or that none does.
    """
    wanted = _plain(words)
    by_id = {program.id: program for program in programs}
    if wanted in by_id:
        return by_id[wanted]
    named = [
        one for one in programs if wanted in (_plain(name) for name in (one.name, *one.aliases))
    ]
    found = named or [by_id[one] for one in search(words) if one in by_id]
    if not found:
        raise InputError(
            f"「{words}」にあたる制度はありません。michishirube search で短い言葉から探してください。"
        )
    if len(found) > 1:
        raise InputError(_candidates(words, found))
    return found[0]


def _plain(text: str) -> str:
    """Return a name without differences of width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _candidates(words: str, found: Sequence[Program]) -> str:
    """Return the programmes that a text can mean, in one sentence."""
    shown = "、".join(f"{one.name}（{one.id}）" for one in found[:LISTED])
    rest = f"、ほか{len(found) - LISTED}件" if len(found) > LISTED else ""
    return f"「{words}」にあたる制度が{len(found)}件あります。制度名かIDで指定してください：{shown}{rest}"


def unmet(judgement: Judgement, scope: Scope) -> list[Reason]:
    """Return the criteria and notes of a scope that are false or unknown."""
    return [
        one
        for one in judgement.all_reasons
        if one.scope is scope and one.outcome is not Outcome.TRUE
    ]


def met(judgement: Judgement) -> list[Reason]:
    """Return the criteria about the body that hold, each once."""
    held = [
        one
        for one in judgement.all_reasons
        if one.scope is Scope.BODY and one.outcome is Outcome.TRUE
    ]
    return list({one.text: one for one in held}.values())


def why_data(judgement: Judgement, profile: Profile, year: FiscalYear) -> Json:
    """Return what ``why --json`` prints; ``reasons`` are about the body, ``checklist`` about the project."""
    edition = judgement.edition
    body, project = (
        [reason_data(one, judgement, profile, year) for one in unmet(judgement, scope)]
        for scope in (Scope.BODY, Scope.PROJECT)
    )
    return {
        "municipality": {"code": profile.municipality.code, "name": profile.municipality.label},
        "fiscal_year": year.code,
        "id": judgement.program.id,
        "name": judgement.program.name,
        "verdict": judgement.verdict.value,
        "verdict_label": judgement.verdict.label,
        "why": why(judgement),
        "edition_used": edition.year.code if edition else None,
        "carried": judgement.carried,
        "reasons": body,
        "met": [reason_data(one, judgement, profile, year) for one in met(judgement)],
        "checklist": project,
        "missing": list(judgement.missing),
        "support": [
            {"line": one.line.id, "label": one.line.label, "verdict": one.verdict.value}
            for one in judgement.lines
        ],
        "advice": advice_data(judgement, profile),
        "one_step": [step_data(one) for one in one_step([judgement], profile, year)],
        "sensitivity": sensitivity_data(judgement, profile, year),
    }


def why_lines(judgement: Judgement, profile: Profile, year: FiscalYear) -> Iterator[str]:
    """Yield the same for people, line by line."""
    town = profile.municipality
    yield f"{judgement.program.name}：{judgement.verdict.label}（{town.label}・{year.label}）"
    yield why(judgement)
    if judgement.edition and judgement.carried:
        yield f"{year.label}の資料がないため、{judgement.edition.year.label}の内容で判定しています。"
    if judgement.edition and judgement.edition.certainty is not Certainty.CONFIRMED:
        yield f"{judgement.edition.certainty.label}の内容です。"
    for reason in unmet(judgement, Scope.BODY) or met(judgement):
        yield from _reason_lines(reason, judgement, profile, year)
    for one in advice(judgement, town):
        yield f"まちにできること（{one.line.label}）：{one.text}"
    for step in one_step([judgement], profile, year):
        yield f"あと一歩：{step.how}と、対象になります。"
    for turning in turnings(judgement, profile, year):
        yield turning_text(turning, profile.value(turning.fact))


def _reason_lines(
    reason: Reason, judgement: Judgement, profile: Profile, year: FiscalYear
) -> Iterator[str]:
    """Yield one unmet criterion with the values used, whom to call and its source."""
    yield f"{MARKS[reason.outcome]} {reason.text}"
    for leaf in leaves(reason.explanation) if reason.explanation else ():
        yield f"    {MARKS[leaf.outcome]} {value_used(leaf, profile)}"
    call = phone_call(reason, judgement, profile.municipality, year)
    if call:
        yield f"    聞く先：{'、'.join(call.desks)}"
        yield f"    電話で：{call.words}"
    if reason.sources:
        yield f"    出典：{reason.sources[0]}"
