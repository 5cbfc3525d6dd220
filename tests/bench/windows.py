"""Measure: start to usable window and memory of the idle window, against the bare window."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.workspace import Workspace
from tests.bench.budgets import MEMORY, START, Budget
from tests.bench.launch import Launch, Memory, can_watch, platform
from tests.bench.measuring import ROOT, Settings, environment, python
from tests.bench.packaged import BARE, NOT_BUILT, packaged_bare_window, packaged_program
from tests.bench.rows import Measured, Row, times_row, unmeasured
from tests.bench.saved_town import make_data_folder, real_catalog
from tests.bench.stats import ratio_spread

NOT_LINUX = "この測り方はLinuxだけ"
DATA = "{data}"
"""Stands in a command for the data folder of a run."""


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
            with Launch([part.replace(DATA, str(own)) for part in self.command]) as launch:
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


def measure_source(settings: Settings) -> Measured:
    """Compare ``python -m desktop`` with the bare window."""
    if not can_watch():
        return _nothing("ソース", NOT_LINUX)
    catalog = real_catalog()
    with tempfile.TemporaryDirectory() as folder:
        data = _lived_in(Path(folder) / "data", catalog)
        ours = Side(python("-m", "desktop", "--data-dir", DATA, "--catalog", str(catalog)))
        theirs = Side(python(str(BARE)))
        _in_turns(ours, theirs, data, settings.runs)
        listed = _rows_at_first_drawing(data, catalog)
        others = _other_starts(Path(folder), ours.command, settings.runs)
    broken = "" if listed > 0 else "最初に描かれた窓に、制度の一覧がまだない"
    rows = _rows("ソース", ours, theirs, f"一覧{listed}行つき、{platform()}", broken)
    return Measured((*rows, *others))


def measure_packaged(settings: Settings) -> Measured:
    """Compare the packaged program with a bare window, packaged as well where that can be done."""
    program = packaged_program() if can_watch() else None
    if program is None:
        return _nothing("パッケージ", NOT_BUILT if can_watch() else NOT_LINUX)
    bare = packaged_bare_window()
    ours = Side([str(program), "--data-dir", DATA])
    theirs = Side([str(bare)] if bare else python(str(BARE)))
    with tempfile.TemporaryDirectory() as folder:
        data = _lived_in(Path(folder) / "data", real_catalog())
        _in_turns(ours, theirs, data, settings.runs)
    against = "相手もPyInstallerのフォルダー" if bare else "相手はソースの裸の窓"
    return Measured(_rows("パッケージ", ours, theirs, f"{against}、{platform()}", ""))


def _lived_in(data: Path, catalog: Path) -> Path:
    """Return a data folder after some work and after a session with the window."""
    make_data_folder(data, catalog)
    _run_on(data, catalog, "tests.bench.session")
    return data


def _other_starts(folder: Path, command: Sequence[str], runs: int) -> list[Row]:
    """Return what other starts cost: on the page with the profile, and the very first one."""
    profile, nothing = folder / "profile", folder / "nothing"
    shutil.copytree(folder / "data", profile)
    nothing.mkdir()
    with Workspace(profile / "workspace.sqlite") as workspace:
        workspace.set_setting("page", "profile")
    rows = []
    for name, data in (("まちのプロフィールから", profile), ("初めて、まちを選ぶ前", nothing)):
        ours, theirs = Side(command), Side(python(str(BARE)))
        _in_turns(ours, theirs, data, runs)
        rows.append(Row(f"　起動（{name}）÷ 裸の窓", "倍", ratio_spread(ours.drawn, theirs.drawn)))
    return rows


def _nothing(kind: str, why: str) -> Measured:
    """Return the two budgets as not measured."""
    names = {"起動": START, "待機中のメモリ": MEMORY}
    return Measured(
        tuple(unmeasured(_name(what, kind), "倍", one, why) for what, one in names.items())
    )


def _name(what: str, kind: str) -> str:
    """Return the name of a comparison."""
    return f"{what}（{kind}）÷ 裸の窓"


def _in_turns(ours: Side, theirs: Side, data: Path, runs: int) -> None:
    """Run both in turns; the first run of each warms the disk's cache and does not count."""
    for side in (ours, theirs):
        side.run(data)
        side.forget()
    for run in range(runs):
        for side in (ours, theirs) if run % 2 == 0 else (theirs, ours):
            side.run(data)


def _rows(kind: str, ours: Side, theirs: Side, note: str, broken: str) -> tuple[Row, ...]:
    """Return what a comparison came to."""

    def ratio(
        what: str, values: tuple[list[float], list[float]], budget: Budget | None, text: str
    ) -> Row:
        name = _name(what, kind)
        return Row(
            name, "倍", ratio_spread(*values), budget, text, broken if budget is START else ""
        )

    resident = [[one.resident for one in side.memory] for side in (ours, theirs)]
    own = [[one.anonymous for one in side.memory] for side in (ours, theirs)]
    megabytes = f"{_middle(resident[0]):.0f} MB と {_middle(resident[1]):.0f} MB（RSS）"
    return (
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
    )


def _middle(values: Sequence[float]) -> float:
    """Return the median."""
    return sorted(values)[len(values) // 2]


def _rows_at_first_drawing(data: Path, catalog: Path) -> int:
    """Return how many rows the list has when the window is drawn for the first time."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = Path(folder) / "data"
        shutil.copytree(data, own)
        return int(_run_on(own, catalog, "tests.bench.usable").split()[-1])


def _run_on(data: Path, catalog: Path, module: str) -> str:
    """Run a module that opens the window in this process's Python; return what it prints."""
    ran = subprocess.run(
        python("-m", module, str(data), str(catalog)),
        cwd=ROOT,
        env=environment(QT_QPA_PLATFORM=platform()),
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout
