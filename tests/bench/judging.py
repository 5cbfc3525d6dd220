"""Measure: loading and judging all programmes, judging again after one answer, the next question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.catalog_reader import CatalogReader
from desktop.domain.completions import is_number
from desktop.domain.dependencies import dependents
from desktop.domain.facts import FACTS
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.questions import next_questions
from desktop.domain.value import Value
from desktop.domain.verdict import Judgement
from desktop.services.matching import judge_all, rejudge
from tests.bench.budgets import FULL_SIZE, NOT_FULL, REJUDGE_FULL, REJUDGE_REAL, Budget
from tests.bench.measuring import Cost, Settings, cost_of, seconds_of
from tests.bench.rows import Growth, Measured, Row, unmeasured
from tests.bench.saved_town import YEAR, profile_of, real_catalog
from tests.bench.stats import Spread, spread
from tests.bench.synthetic_build import synthetic_catalog

ANSWER = "答え一つのあとの再判定（{}）"

ONCE_FROM = 50_000
"""From so many programmes on, what takes seconds is measured once."""


@dataclass(frozen=True)
class Judged:
    """What one catalogue came to, in seconds: ``answers`` and ``corrections`` by fact."""

    load: list[float]
    scratch: list[float]
    reasons: list[float]
    questions: list[float]
    answers: Mapping[str, list[Cost]]
    corrections: Mapping[str, list[Cost]]
    programs: int


def measure(settings: Settings) -> Measured:
    """Measure the real catalogue and all sizes."""
    real = _judged(real_catalog(), settings.runs)
    by_size = {size: _one_size(size, settings) for size in settings.sizes}
    full = by_size[settings.largest]
    budget = REJUDGE_FULL if not settings.quick else None
    rows = [
        *_rows(f"実カタログ{real.programs}制度", real, REJUDGE_REAL),
        *_rows(f"{settings.largest:,}制度", full, budget),
    ]
    if settings.quick:
        rows.append(unmeasured(ANSWER.format(f"{FULL_SIZE:,}制度"), "ms", REJUDGE_FULL, NOT_FULL))
    return Measured(tuple(rows), _growth(by_size))


def _one_size(size: int, settings: Settings) -> Judged:
    """Measure one synthetic catalogue."""
    runs = 1 if size >= ONCE_FROM else min(settings.runs, 3)
    return _judged(synthetic_catalog(size, settings.seed), runs)


def _judged(path: Path, runs: int) -> Judged:
    """Measure one catalogue."""
    with CatalogReader(path) as reader:
        programs: tuple[Program, ...] = ()
        load = []
        for _ in range(runs):
            programs = ()  # two catalogues at a time would be twice the memory
            kept: list[tuple[Program, ...]] = []
            load.append(seconds_of(lambda: kept.append(reader.programs())))  # noqa: B023
            programs = kept.pop()
        profile = profile_of(reader)
    judgements = judge_all(programs, profile, YEAR)
    by_fact = _by_fact(programs, judgements, profile, max(runs, 3))
    return Judged(
        load=load,
        scratch=[seconds_of(lambda: judge_all(programs, profile, YEAR)) for _ in range(runs)],
        reasons=[seconds_of(lambda: _explained(judgements)) for _ in range(runs)],
        questions=[
            seconds_of(lambda: next_questions(judgements, profile, YEAR)) for _ in range(runs)
        ],
        answers={fact: times for fact, times in by_fact.items() if not FACTS[fact].bundled},
        corrections={fact: times for fact, times in by_fact.items() if FACTS[fact].bundled},
        programs=len(programs),
    )


def _explained(judgements: Sequence[Judgement]) -> int:
    """Ask every judgement for all of its reasons; return how many there are."""
    return sum(len(one.all_reasons) for one in judgements)


def _by_fact(
    programs: Sequence[Program], judgements: Sequence[Judgement], profile: Profile, runs: int
) -> dict[str, list[Cost]]:
    """Return the times of judging again for each fact that something hangs on, from one answer to the next."""
    affected = dependents(programs)
    found: dict[str, list[Cost]] = {}
    for fact in affected:
        answered = [profile.with_answers({fact: value}) for value in _values(fact)]
        found[fact] = [
            cost_of(lambda: rejudge(judgements, after, YEAR, affected[fact]))  # noqa: B023
            for after in (answered * runs)[:runs]
        ]
    return found


def _values(fact: str) -> list[Value]:
    """Return answers to a fact: each of its choices, or a few numbers."""
    definition = FACTS[fact]
    if definition.choices:
        return [code for code, _ in definition.choices]
    if is_number(fact):
        return [definition.parse(text) for text in ("0", "1", "300")]
    return ["32", "13"]


def _worst(costs: Mapping[str, Sequence[Cost]]) -> tuple[str, Spread]:
    """Return the fact that costs most, by the median, and its spread."""
    found = {fact: spread([one.seconds for one in all_]) for fact, all_ in costs.items()}
    fact = max(found, key=lambda one: found[one].median)
    return fact, found[fact].scaled(1000)


def _rows(kind: str, judged: Judged, budget: Budget | None) -> list[Row]:
    """Return the rows of one catalogue."""
    fact, worst = _worst(judged.answers)
    processor = spread([one.cpu_seconds for one in judged.answers[fact]]).scaled(1000)
    corrected, correction = _worst(judged.corrections)
    note = f"役場への質問{len(judged.answers)}項目のうち最も遅い「{FACTS[fact].label}」"
    aside = f"同梱の項目を直したとき、最も遅い「{FACTS[corrected].label}」"
    return [
        Row(ANSWER.format(kind), "ms", worst, budget, note),
        Row("　そのプロセッサー時間", "ms", processor),
        Row(f"　同梱の値を直したとき（{kind}）", "ms", correction, None, aside),
        Row(f"　全制度をはじめから判定（{kind}）", "ms", spread(judged.scratch).scaled(1000)),
        Row(
            f"　全制度の理由を作る（{kind}）",
            "ms",
            spread(judged.reasons).scaled(1000),
            None,
            "判定には含まれない。画面と書き出しは、見せる制度の分だけ作る",
        ),
        Row(f"　次の質問を選ぶ（{kind}）", "ms", spread(judged.questions).scaled(1000)),
    ]


def _growth(by_size: Mapping[int, Judged]) -> tuple[Growth, ...]:
    """Return how everything grows."""
    parts = {
        "制度を読み込む": {size: spread(one.load).median * 1000 for size, one in by_size.items()},
        "はじめから判定": {
            size: spread(one.scratch).median * 1000 for size, one in by_size.items()
        },
        "答え一つのあとの再判定（最も遅い項目）": {
            size: _worst(one.answers)[1].median for size, one in by_size.items()
        },
        "次の質問を選ぶ": {
            size: spread(one.questions).median * 1000 for size, one in by_size.items()
        },
    }
    return tuple(Growth(name, "ms", tuple(values.items())) for name, values in parts.items())
