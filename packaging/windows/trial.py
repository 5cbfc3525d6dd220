"""What every check shares: the Wine prefix, where things are in it, and how an installer is called."""

from __future__ import annotations

import hashlib
import re
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
    def window(self, folder: str, data: Path) -> Iterator[None]:
        """Have the program open while the block runs, then close it as a user would."""
        process = self.wine.start([f"{folder}\\{PROGRAM}"])
        try:
            wait_for((data / "workspace.sqlite").exists, 60)
            time.sleep(3)  # until the window has been drawn; nothing outside tells
            yield
            self.wine.run(["taskkill", "/IM", PROGRAM])
            process.wait(30)
        finally:
            if process.poll() is None:
                self.wine.stop(process)

    def picture(self, name: str) -> Path:
        """Keep a picture of the whole screen."""
        path = self.places.out / f"{name}.png"
        run(["import", "-display", self.wine.display, "-window", "root", path])
        return path


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
