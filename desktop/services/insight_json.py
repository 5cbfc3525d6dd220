"""What follows from one evaluation as plain data: questions, steps, advice and turning points."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.advice import Advice, advice
from desktop.domain.facts import FACTS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import format_rate
from desktop.domain.one_step import OneStep
from desktop.domain.profile import Profile
from desktop.domain.questions import Question
from desktop.domain.sensitivity import Aspect, Turning, turnings
from desktop.domain.turning_text import turning_text
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.services.reason_json import Json, cited, plain


def question_data(question: Question) -> Json:
    """Return a question with the programmes that an answer would settle."""
    definition = FACTS[question.fact]
    return {
        "fact": question.fact,
        "label": definition.label,
        "question": definition.question or None,
        "ask": definition.ask or None,
        "settles": question.settles,
        "programs": list(question.programs),
        "opens": list(question.opens),
    }


def step_data(step: OneStep) -> Json:
    """Return a step (あと一歩) with the programmes it opens."""
    return {
        "fact": step.fact,
        "value": step.value,
        "label": FACTS[step.fact].label,
        "how": step.how,
        "opens": list(step.opens),
    }


def advice_data(judgement: Judgement, profile: Profile) -> list[Json]:
    """Return what the town can do with lines that it cannot apply for itself."""
    return [_advice(one) for one in advice(judgement, profile.municipality)]


def _advice(found: Advice) -> Json:
    """Return one piece of advice."""
    return {
        "line": found.line.id,
        "who": list(found.who),
        "text": found.text,
        **cited(found.sources),
    }


def sensitivity_data(judgement: Judgement, profile: Profile, year: FiscalYear) -> list[Json]:
    """Return the borders at which something changes for the town."""
    return [_turning(one, profile) for one in turnings(judgement, profile, year)]


def _turning(turning: Turning, profile: Profile) -> Json:
    """Return one border; each state lists every possible value, null for none."""
    current = profile.value(turning.fact)
    return {
        "fact": turning.fact,
        "label": FACTS[turning.fact].label,
        "current": plain(current),
        "value": plain(turning.value),
        "what": turning.aspect.value,
        "lines": [line.id for line in turning.lines],
        **_states(turning),
        "text": turning_text(turning, current),
    }


def _states(turning: Turning) -> Json:
    """Return verdict codes, rates and coefficients as text, amounts in yen; null for none."""
    sides = {"below": turning.below, "at": turning.at, "above": turning.above}
    return {name: [_plain(turning.aspect, one) for one in state] for name, state in sides.items()}


def _plain(aspect: Aspect, value: Verdict | Fraction | int | None) -> str | int | None:
    """Return one value of a state."""
    if isinstance(value, Verdict):
        return value.value
    if isinstance(value, Fraction):
        return f"{float(value):.2f}" if aspect is Aspect.CORRECTION else format_rate(value)
    return value
