"""What every check shares: the Wine prefix, where things are in it, and how an installer is called."""

from __future__ import annotations

import hashlib
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from machine import run
from places import NAME, PROGRAM, Places
from report import Report
from wine import USER, Done, Wine

LOCAL = f"C:\\users\\{USER}\\AppData\\Local"
PROGRAM_FOLDER = f"{LOCAL}\\Programs\\{NAME}"
DATA_FOLDER = f"{LOCAL}\\{NAME}"
UNINSTALL_KEY = f"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{NAME}"

CLOSE_TRIES = 3
DRAWN = 100
"""A page that was drawn has more colours; an empty screen or an empty window has a handful."""

RUNNING, BAD_FOLDER = 3, 5
"""Exit statuses of the installer, as installer.nsi defines them."""


@dataclass(frozen=True)
class Trial:
    """One run of the checks; ``version`` is the program's, ``package`` the folder PyInstaller made."""

    wine: Wine
    places: Places
    report: Report
    version: str
    package: Path
    installer: Path
    older: Path
    portable: Path

    def install(self, installer: Path, *options: str) -> Done:
        """Run an installer silently; NSIS wants /D without quotation marks, so it goes in pieces."""
        done = self.wine.run([installer, "/S", *words(options)], timeout=180)
        self.wine.settle()
        return done

    def uninstall(self, folder: str, *options: str) -> Done:
        """Run the uninstaller silently and wait: it goes on in a copy of itself."""
        done = self.wine.run([f"{folder}\\uninstall.exe", "/S", *words(options)])
        self.wine.settle()
        return done

    def install_now(self, installer: Path) -> int | None:
        """Run an installer silently while the program may be open; return its exit status."""
        return self.wine.run([installer, "/S"], timeout=180).status

    def uninstall_now(self, folder: str) -> int | None:
        """Run the uninstaller in place, so that its exit status is to be had."""
        in_place = words((f"_?={folder}",))
        return self.wine.run([f"{folder}\\uninstall.exe", "/S", *in_place]).status

    def unc(self, path: str) -> Path:
        r"""Return the place on this machine that stands for ``\\server\share\…``."""
        return self.wine.prefix / "dosdevices" / "unc" / path.lstrip("\\").replace("\\", "/")

    def registered(self, root: str = "HKCU") -> dict[str, str]:
        """Return what the entry in the list of programs says, empty when there is none."""
        text = self.wine.run(["reg", "query", f"{root}\\{UNINSTALL_KEY}"]).output.decode("cp932")
        return dict(re.findall(r"^\s+(\w+)\s+REG_\w+\s+(.*?)\s*$", text, flags=re.MULTILINE))

    def shortcuts(self) -> list[str]:
        """Return the names in the Start menus of the user and of everybody."""
        menus = (self.wine.home / "AppData/Roaming", self.wine.drive / "ProgramData")
        return [path.name for menu in menus for path in menu.rglob("Start Menu/**/*.lnk")]

    @contextmanager
    def window(self, folder: str, name: str) -> Iterator[None]:
        """Have the program open while the block runs, keep a picture, and close it as a user would."""
        process = self.wine.start([f"{folder}\\{PROGRAM}"])
        try:
            drawn = wait_for(lambda: colours(self.picture(name)) > DRAWN, 90)
            self.report.check(f"窓が開く / the window opens ({name}.png)", drawn)
            yield
            tries = self._close(process)
            detail = f"status {process.returncode}, tries {tries}"
            self.report.check("閉じると終わる / closes when told", process.returncode == 0, detail)
        finally:
            if process.poll() is None:
                self.wine.stop(process)

    def _close(self, process: subprocess.Popen[bytes]) -> int:
        """Close the window as its button does, again if it has not heard; return the number of tries."""
        for tries in range(1, CLOSE_TRIES + 1):
            self.wine.run(["taskkill", "/IM", PROGRAM])
            if wait_for(lambda: process.poll() is not None, 20):
                return tries
        return CLOSE_TRIES

    def close_program(self) -> None:
        """Close a window that the program has opened by itself, and wait until all has ended."""
        for _ in range(CLOSE_TRIES):
            self.wine.run(["taskkill", "/IM", PROGRAM])
            if self.wine.settle(20):
                return

    def picture(self, name: str) -> Path:
        """Keep a picture of the whole screen."""
        path = self.places.out / f"{name}.png"
        run(["import", "-display", self.wine.display, "-window", "root", path])
        return path


def colours(picture: Path) -> int:
    """Return how many colours a picture has."""
    return int(run(["identify", "-format", "%k", picture]))


def words(options: tuple[str, ...]) -> list[str]:
    """Split options at spaces, so that Wine puts no quotation marks around them."""
    return [word for option in options for word in option.split(" ")]


def wait_for(done: Callable[[], bool], seconds: float) -> bool:
    """Wait until something holds; return whether it does."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def contents(folder: Path) -> dict[str, str]:
    """Return path -> hash of every file in a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def difference(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the files that were added, removed or changed."""
    return sorted(dict(before.items() ^ after.items()))
