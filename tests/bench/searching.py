"""Measure: a key typed in the search box, against one frame and against the LIKE scan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from db.catalog_reader import CatalogReader
from db.search_text import split_words
from tests.bench.budgets import PERCENTILE, SEARCH, SEARCH_RATIO, Budget
from tests.bench.like_scan import LikeScan
from tests.bench.measuring import Settings, seconds_of
from tests.bench.rows import Growth, Measured, Row
from tests.bench.stats import Spread, percentile, spread
from tests.bench.synthetic_build import synthetic_catalog
from tests.bench.vocabulary import SEARCHED

PAGE = 50
"""Programmes on the first page: more than fit a screen."""

SHORTEST = 2
"""The budget is about words of two and more characters."""

LIKE_RUNS = 2


def keystrokes(queries: Iterable[str] = SEARCHED) -> list[str]:
    """Return what stands in the search box after each key, for every query typed out; each once."""
    typed = (query[:length] for query in queries for length in range(1, len(query) + 1))
    return [text for text in dict.fromkeys(typed) if text == text.strip()]


def is_single(text: str) -> bool:
    """Whether a word of the text is a single character only."""
    return any(len(word) < SHORTEST for word in split_words(text))


@dataclass
class Typed:
    """The times of the keystrokes of one catalogue, in seconds; ``wrong``: those with other hits."""

    words: dict[str, list[float]] = field(default_factory=dict)
    scans: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    prepared: float = 0.0

    def times(self, *, single: bool) -> list[float]:
        """Return the times of the words that are, or are not, single characters."""
        found = (times for text, times in self.words.items() if is_single(text) == single)
        return [one for times in found for one in times]

    def ratios(self) -> list[float]:
        """Return for each text of two and more characters how much longer the scan takes (medians)."""
        return [
            spread(self.scans[text]).median / spread(times).median
            for text, times in self.words.items()
            if not is_single(text)
        ]


def measure(settings: Settings) -> Measured:
    """Measure all sizes; the budgets are about the largest."""
    by_size = {
        size: _typed(synthetic_catalog(size, settings.seed), settings) for size in settings.sizes
    }
    full = by_size[settings.largest]
    rows = _rows(full, settings.largest, is_full=not settings.quick)
    return Measured(tuple(rows), tuple(_growth(by_size)))


def _typed(path: Path, settings: Settings) -> Typed:
    """Type everything on one catalogue, search and scan in turns, and compare the hits once."""
    result = Typed()
    with CatalogReader(path) as reader, closing(LikeScan(path)) as scan:
        result.prepared = seconds_of(reader.prepare_search)
        scan.numbers(SEARCHED[0])
        for text in keystrokes():
            _type(result, reader, scan, text, settings.runs)
        result.wrong = [text for text in keystrokes() if set(reader.search(text)) != scan.ids(text)]
    return result


def _type(result: Typed, reader: CatalogReader, scan: LikeScan, text: str, runs: int) -> None:
    """Measure one text; the first search counts too: a person types a word once."""
    ours, theirs = result.words.setdefault(text, []), result.scans.setdefault(text, [])
    for run in range(max(runs, LIKE_RUNS)):
        ours.append(seconds_of(lambda: reader.search_page(text, PAGE)))
        if run < LIKE_RUNS:
            theirs.append(seconds_of(lambda: scan.numbers(text)))


def same_hits(path: Path, texts: Sequence[str]) -> bool:
    """Whether search and scan find the same programmes for all texts, and count them rightly."""
    with CatalogReader(path) as reader, closing(LikeScan(path)) as scan:
        return all(
            set(reader.search(text)) == scan.ids(text)
            and reader.search_page(text, PAGE).count == len(scan.numbers(text))
            for text in texts
        )


def _rows(full: Typed, size: int, *, is_full: bool) -> list[Row]:
    """Return the rows of the largest catalogue; the budgets are about 100,000 programmes only."""
    broken = f"LIKEと一致しない: {'、'.join(full.wrong[:3])}" if full.wrong else ""
    words = full.times(single=False)
    texts = sum(1 for text in full.words if not is_single(text))
    slowest = max((max(times), text) for text, times in full.words.items() if not is_single(text))
    return [
        _percentile_row(
            f"検索の一打鍵、2文字以上（{size:,}制度、95%）",
            words,
            SEARCH if is_full else None,
            f"{texts}通り、最も遅い「{slowest[1]}」、先頭{PAGE}件と件数",
            broken,
        ),
        Row(
            f"LIKE検索 ÷ 検索（{size:,}制度）",
            "倍",
            spread(full.ratios()),
            SEARCH_RATIO if is_full else None,
            "ことばごとの比。結果はすべてLIKEと同じ" if not broken else "",
            broken,
        ),
        _percentile_row(f"　1文字（{size:,}制度、95%）", full.times(single=True), None, "", ""),
        Row(f"　検索の準備（{size:,}制度）", "ms", _one(full.prepared * 1000)),
    ]


def _percentile_row(
    name: str, seconds: Sequence[float], budget: Budget | None, note: str, broken: str
) -> Row:
    """Return a row whose number is the 95th percentile."""
    p95 = percentile(seconds, PERCENTILE) * 1000
    result = Spread(p95, min(seconds) * 1000, max(seconds) * 1000)
    return Row(name, "ms", result, budget, note, broken)


def _one(value: float) -> Spread:
    """Return the spread of a single measurement."""
    return Spread(value, value, value)


def _growth(by_size: dict[int, Typed]) -> Iterable[Growth]:
    """Yield how searching and scanning grow."""
    ours = {
        size: percentile(typed.times(single=False), PERCENTILE) for size, typed in by_size.items()
    }
    theirs = {
        size: spread([one for times in typed.scans.values() for one in times]).median
        for size, typed in by_size.items()
    }
    for name, values in (("検索の一打鍵（95%）", ours), ("LIKE検索（中央値）", theirs)):
        yield Growth(name, "ms", tuple((size, one * 1000) for size, one in values.items()))
    prepared = tuple((size, typed.prepared * 1000) for size, typed in by_size.items())
    yield Growth("検索の準備", "ms", prepared)
