"""The pure parts of the benchmark: statistics, verdicts, table. Nothing here looks at the clock."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from tests.bench import budgets, table
from tests.bench.__main__ import exit_status
from tests.bench.budgets import Budget
from tests.bench.measuring import in_turns
from tests.bench.rows import Growth, Row, Verdict, times_row, unmeasured
from tests.bench.searching import is_single, keystrokes
from tests.bench.stats import Spread, pair_ratios, percentile, ratio_spread, spread

TWICE = Budget(2, "倍")


class Cycle:
    """An object that only Python's cycle collector clears away."""

    def __init__(self) -> None:
        self.itself = self


def row(median: float, budget: Budget | None = TWICE, broken: str = "") -> Row:
    return Row("起動", "倍", Spread(median, median / 2, median * 2), budget, broken=broken)


def test_ratios_are_taken_pair_by_pair() -> None:
    ours, theirs = [2.0, 20.0, 6.0], [1.0, 10.0, 2.0]  # the machine was slow during the second pair
    assert pair_ratios(ours, theirs) == [2.0, 2.0, 3.0]
    assert ratio_spread(ours, theirs) == Spread(2.0, 2.0, 3.0)
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        pair_ratios(ours, theirs[:2])


def test_no_call_has_to_clear_away_what_another_left() -> None:
    left: list[weakref.ref[Cycle]] = []

    def call() -> None:
        assert [one for one in left if one() is not None] == []
        left.append(weakref.ref(Cycle()))

    gc.disable()  # as if the collector had not come by
    try:
        ours, theirs = in_turns(call, lambda: None, 3)
    finally:
        gc.enable()
    assert (len(ours), len(theirs), len(left)) == (3, 3, 4)


def test_the_spread_names_median_and_extremes() -> None:
    assert spread([3, 1, 8]) == Spread(3, 1, 8)
    assert spread([1, 3]).scaled(1000) == Spread(2000, 1000, 3000)
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


def test_a_percentile_is_a_measured_value_by_nearest_rank() -> None:
    values = list(range(100, 0, -1))
    assert percentile(values, 95) == 95
    assert percentile(values, 100) == 100
    assert percentile([7.0], 95) == 7.0
    assert percentile([1, 2], 50) == 1
    with pytest.raises(ValueError, match="percentile"):
        percentile([], 95)


@pytest.mark.parametrize(
    ("budget", "met", "missed"),
    [
        (budgets.START, 2.0, 2.01),
        (budgets.SEARCH_RATIO, 20.0, 19.9),
        (budgets.REJUDGE_REAL, 49.9, 50.0),
        (budgets.INSTALLER, 44.9, 45.0),
    ],
)
def test_a_budget_is_kept_up_to_its_limit(budget: Budget, met: float, missed: float) -> None:
    assert row(met, budget).verdict is Verdict.MET
    assert row(missed, budget).verdict is Verdict.MISSED


def test_budgets_read_as_people_say_them() -> None:
    assert budgets.START.text == "2倍以下"
    assert budgets.SEARCH.text == "16.7ms以下"
    assert budgets.SEARCH_RATIO.text == "20倍以上"
    assert budgets.REJUDGE_FULL.text == "1,000ms未満"


def test_what_was_not_measured_is_no_pass_and_no_miss() -> None:
    missing = unmeasured("インストーラー", "MB", budgets.INSTALLER, "作られていない")
    assert missing.verdict is Verdict.UNMEASURED
    assert "作られていない" in table.results([missing])
    assert exit_status([missing, row(1.0)]) == 0


def test_a_miss_a_fault_or_other_hits_end_with_status_1() -> None:
    assert exit_status([row(1.0), row(2.5)]) == 1
    assert exit_status([Row("windows", "", None, failed=True)]) == 1
    broken = row(1.0, broken="LIKEと一致しない")
    assert broken.verdict is Verdict.MISSED
    assert "LIKEと一致しない" in table.results([broken])
    assert exit_status([row(99.0, budget=None)]) == 0


def test_the_table_lines_up_with_full_width_characters() -> None:
    lines = table.results([row(1.5), times_row("起動にかかる時間", [0.1, 0.3])]).splitlines()
    verdicts = {
        table.width(line[: line.index(word)])
        for line, word in zip(lines, ("判定", "守れた", "予算なし"), strict=True)
    }
    assert len(verdicts) == 1
    assert "200 ms" in lines[2]


def test_growth_shows_each_size_and_the_factor() -> None:
    line = Growth("検索", "ms", ((1_000, 2.0), (100_000, 150.0)))
    assert line.factor == 75
    assert Growth("検索", "ms", ((1_000, 2.0),)).factor is None
    assert "100,000" in table.growth([line])
    assert "75.0倍" in table.growth([line])


def test_json_holds_what_the_table_says() -> None:
    found = table.as_json([row(2.5)], [Growth("検索", "ms", ((1_000, 2.0),))], {"runs": 3})
    again = json.loads(json.dumps(found))
    assert again["results"][0]["verdict"] == "missed"
    assert again["results"][0]["budget"] == {"limit": 2, "at_least": False}
    assert again["growth"][0]["by_size"] == {"1000": 2.0}


def test_every_key_of_a_word_is_typed_once() -> None:
    assert keystrokes(["観光", "観光 DX"]) == ["観", "観光", "観光 D", "観光 DX"]
    assert [text for text in keystrokes(["観光 DX"]) if is_single(text)] == ["観", "観光 D"]
    assert {"観光", "DX", "空き家", "特別交付税", "地域おこし協力隊"} <= set(keystrokes())
