"""Measure: start to usable window and memory of the idle window, against the bare window."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.budgets import MEMORY, START, Budget
from tests.bench.launch import Launch, Memory, can_watch, platform
from tests.bench.measuring import ROOT, Settings, environment, python
from tests.bench.packaged import BARE, NOT_BUILT, packaged_bare_window, packaged_program
from tests.bench.rows import Measured, Row, times_row, unmeasured
from tests.bench.saved_town import make_data_folder, real_catalog
from tests.bench.stats import ratio_spread

NOT_LINUX = "この測り方はLinuxだけ"


@dataclass
class Side:
    """One program and what its runs came to."""

    command: Sequence[str]
    drawn: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)

    def run(self, data: Path) -> None:
        """Start once on a fresh copy of a data folder."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            own = Path(folder) / "data"
            shutil.copytree(data, own)
            with Launch([part.replace("{data}", str(own)) for part in self.command]) as launch:
                drawn = launch.wait_drawn()
                cpu = launch.cpu_seconds()
                rest = launch.wait_rest()
                memory = launch.memory()
        self.drawn.append(drawn)
        self.cpu.append(cpu)
        self.rest.append(max(rest, drawn))
        self.memory.append(memory)

    def forget(self) -> None:
        """Drop what the runs so far came to."""
        self.drawn, self.cpu, self.rest, self.memory = [], [], [], []


def measure(settings: Settings) -> Measured:
    """Measure source and package."""
    catalog = real_catalog()
    if not can_watch():
        names = ("起動", "待機中のメモリ")
        return Measured(tuple(unmeasured(name, "倍", START, NOT_LINUX) for name in names))
    with tempfile.TemporaryDirectory() as folder:
        data = make_data_folder(Path(folder) / "data", catalog)
        rows = _source(data, catalog, settings.runs)
        return Measured((*rows, *_packaged(data, settings.runs)))


def _source(data: Path, catalog: Path, runs: int) -> list[Row]:
    """Compare ``python -m desktop`` with the bare window."""
    ours = Side(python("-m", "desktop", "--data-dir", "{data}", "--catalog", str(catalog)))
    theirs = Side(python(str(BARE)))
    _in_turns(ours, theirs, data, runs)
    listed = _rows_at_first_drawing(data, catalog)
    broken = "" if listed > 0 else "最初に描かれた窓に、制度の一覧がまだない"
    return _rows("ソース", ours, theirs, f"一覧{listed}行つき、{platform()}", broken)


def _packaged(data: Path, runs: int) -> list[Row]:
    """Compare the packaged program with a bare window."""
    program, bare = packaged_program(), packaged_bare_window()
    if program is None:
        return [
            unmeasured("起動（パッケージ）÷ 裸の窓", "倍", START, NOT_BUILT),
            unmeasured("待機中のメモリ（パッケージ）÷ 裸の窓", "倍", MEMORY, NOT_BUILT),
        ]
    ours = Side([str(program), "--data-dir", "{data}"])
    theirs = Side([str(bare)] if bare else python(str(BARE)))
    _in_turns(ours, theirs, data, runs)
    against = "相手もPyInstallerのフォルダー" if bare else "相手はソースの裸の窓"
    return _rows("パッケージ", ours, theirs, against, "")


def _in_turns(ours: Side, theirs: Side, data: Path, runs: int) -> None:
    """Run both in turns; the first run of each warms the disk's cache and does not count."""
    for side in (ours, theirs):
        side.run(data)
        side.forget()
    for run in range(runs):
        for side in (ours, theirs) if run % 2 == 0 else (theirs, ours):
            side.run(data)


def _rows(kind: str, ours: Side, theirs: Side, note: str, broken: str) -> list[Row]:
    """Return what a comparison came to."""

    def ratio(
        what: str, values: tuple[list[float], list[float]], budget: Budget | None, text: str
    ) -> Row:
        name = f"{what}（{kind}）÷ 裸の窓"
        return Row(
            name, "倍", ratio_spread(*values), budget, text, broken if budget is START else ""
        )

    resident = [[one.resident for one in side.memory] for side in (ours, theirs)]
    own = [[one.anonymous for one in side.memory] for side in (ours, theirs)]
    megabytes = f"{_middle(resident[0]):.0f} MB と {_middle(resident[1]):.0f} MB（RSS）"
    return [
        ratio("起動", (ours.drawn, theirs.drawn), START, note),
        times_row(f"　起動（{kind}）", ours.drawn),
        times_row(f"　起動（{kind}の相手の裸の窓）", theirs.drawn),
        ratio(
            "　起動のプロセッサー時間",
            (ours.cpu, theirs.cpu),
            None,
            "ほかの仕事があっても揺れにくい",
        ),
        ratio("　すべてのページができて落ち着くまで", (ours.rest, theirs.rest), None, ""),
        ratio("待機中のメモリ", (resident[0], resident[1]), MEMORY, megabytes),
        ratio("　うち自分だけのメモリ", (own[0], own[1]), None, "RssAnon"),
    ]


def _middle(values: Sequence[float]) -> float:
    """Return the median."""
    return sorted(values)[len(values) // 2]


def _rows_at_first_drawing(data: Path, catalog: Path) -> int:
    """Return how many rows the list has when the window is drawn for the first time."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = Path(folder) / "data"
        shutil.copytree(data, own)
        ran = subprocess.run(
            python("-m", "tests.bench.usable", str(own), str(catalog)),
            cwd=ROOT,
            env=environment(QT_QPA_PLATFORM=platform()),
            check=True,
            capture_output=True,
            text=True,
        )
    return int(ran.stdout.split()[-1])
