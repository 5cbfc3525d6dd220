"""Measure: a key typed in the search box, against one frame and against the LIKE scan."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from db.catalog_reader import CatalogReader
from db.search_text import split_words
from tests.bench.budgets import FULL_SIZE, NOT_FULL, PERCENTILE, SEARCH, SEARCH_RATIO
from tests.bench.like_scan import LikeScan
from tests.bench.measuring import Cost, Settings, cost_of, seconds_of
from tests.bench.rows import Growth, Measured, Row, unmeasured
from tests.bench.stats import Spread, percentile, spread
from tests.bench.synthetic_build import synthetic_catalog
from tests.bench.vocabulary import SEARCHED

PAGE = 50
"""Programmes on the first page: more than fit a screen."""

SHORTEST = 2
"""The budget is about words of two and more characters."""

KEY = "検索の一打鍵、2文字以上（{:,}制度、95%）"
RATIO = "LIKE検索 ÷ 検索（{:,}制度）"

ROUNDS = 3
"""How often everything is typed, each time on a catalogue opened anew: nothing found is remembered."""


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

    words: defaultdict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    scans: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    prepared: list[float] = field(default_factory=list)

    def medians(self, *, single: bool, processor: bool = False) -> dict[str, float]:
        """Return the median time of each text with, or without, a word of a single character."""
        pick = attrgetter("cpu_seconds" if processor else "seconds")
        return {
            text: spread([pick(one) for one in costs]).median
            for text, costs in self.words.items()
            if is_single(text) == single
        }

    def ratios(self) -> list[float]:
        """Return for each text of two and more characters how much longer the scan takes."""
        return [self.scans[text] / one for text, one in self.medians(single=False).items()]


def measure(settings: Settings) -> Measured:
    """Measure all sizes; the budgets are about the largest."""
    by_size = {size: _typed(synthetic_catalog(size, settings.seed)) for size in settings.sizes}
    full = by_size[settings.largest]
    rows = _rows(full, settings.largest, is_full=not settings.quick)
    if settings.quick:
        rows += [unmeasured(KEY.format(FULL_SIZE), "ms", SEARCH, NOT_FULL)]
        rows += [unmeasured(RATIO.format(FULL_SIZE), "倍", SEARCH_RATIO, NOT_FULL)]
    return Measured(tuple(rows), tuple(_growth(by_size)))


def _typed(path: Path) -> Typed:
    """Type everything on one catalogue a few times; scan once, in turns with the search, and compare."""
    result = Typed()
    with closing(LikeScan(path)) as scan:
        scan.numbers(SEARCHED[0])
        for number in range(ROUNDS):
            with CatalogReader(path) as reader:
                result.prepared.append(seconds_of(reader.prepare_search))
                for text in keystrokes():
                    _type(result, reader, text)
                    if number == 0:
                        _scan(result, scan, reader, text)
    return result


def _type(result: Typed, reader: CatalogReader, text: str) -> None:
    """Measure one search."""
    result.words[text].append(cost_of(lambda: reader.search_page(text, PAGE)))


def _scan(result: Typed, scan: LikeScan, reader: CatalogReader, text: str) -> None:
    """Measure one scan, and note when the search finds something else."""
    begun = time.perf_counter()
    numbers = scan.numbers(text)
    result.scans[text] = time.perf_counter() - begun
    count = reader.search_page(text, PAGE).count
    if count != len(numbers) or set(reader.search(text)) != scan.ids_of(numbers):
        result.wrong.append(text)


def same_hits(path: Path, texts: Sequence[str]) -> bool:
    """Whether search and scan find the same programmes for all texts, and count them rightly."""
    with CatalogReader(path) as reader, closing(LikeScan(path)) as scan:
        return all(
            set(reader.search(text)) == scan.ids_of(scan.numbers(text))
            and reader.search_page(text, PAGE).count == len(scan.numbers(text))
            for text in texts
        )


def _rows(full: Typed, size: int, *, is_full: bool) -> list[Row]:
    """Return the rows of the largest catalogue; the budgets are about 100,000 programmes only."""
    broken = f"LIKEと一致しない: {'、'.join(full.wrong[:3])}" if full.wrong else ""
    words, singles = full.medians(single=False), full.medians(single=True)
    processor = full.medians(single=False, processor=True)
    slowest = max(words, key=lambda text: words[text])
    about = f"{len(words)}通り×{ROUNDS}回、先頭{PAGE}件と件数、最も遅い「{slowest}」"
    return [
        Row(
            KEY.format(size),
            "ms",
            _slow_end(words.values()),
            SEARCH if is_full else None,
            about,
            broken,
        ),
        Row("　そのプロセッサー時間", "ms", _slow_end(processor.values())),
        Row(
            RATIO.format(size),
            "倍",
            spread(full.ratios()),
            SEARCH_RATIO if is_full else None,
            "ことばごとの比の中央値。見つかる制度はすべて同じ",
            broken,
        ),
        Row(f"　1文字（{size:,}制度、95%）", "ms", _slow_end(singles.values())),
        Row(f"　検索の準備（{size:,}制度）", "ms", spread(full.prepared).scaled(1000)),
    ]


def _slow_end(seconds: Iterable[float]) -> Spread:
    """Return the 95th percentile with the extremes, in milliseconds."""
    values = [one * 1000 for one in seconds]
    return Spread(percentile(values, PERCENTILE), min(values), max(values))


def _growth(by_size: dict[int, Typed]) -> Iterable[Growth]:
    """Yield how searching and scanning grow."""
    ours = {
        size: _slow_end(one.medians(single=False).values()).median for size, one in by_size.items()
    }
    theirs = {size: spread([*one.scans.values()]).median * 1000 for size, one in by_size.items()}
    ready = {size: spread(one.prepared).median * 1000 for size, one in by_size.items()}
    parts = {"検索の一打鍵（95%）": ours, "LIKE検索（中央値）": theirs, "検索の準備": ready}
    return (Growth(name, "ms", tuple(values.items())) for name, values in parts.items())
