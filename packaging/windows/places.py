"""Where the preview keeps its files, and the names it shares with spec and installer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from project import BUILD, ROOT

HERE = Path(__file__).resolve().parent
PACKAGE_LOCK = ROOT / "packaging" / "requirements-package.txt"
CARRIER_LOCK = HERE / "requirements-carrier.txt"
BUILD_SCRIPT = HERE / "under_wine.py"
INSTALLER_SCRIPT = HERE / "installer.nsi"
WORK = BUILD / "windows-preview"

NAME = "michishirube"
PROGRAM = f"{NAME}.exe"
CONSOLE = f"{NAME}-cli.exe"


@dataclass(frozen=True)
class Places:
    """The preview's work folder; ``cache`` holds downloads, the rest is made anew in each run."""

    work: Path = WORK

    @property
    def cache(self) -> Path:
        """Downloads and what is made from them alone."""
        return self.work / "cache"

    @property
    def wheels(self) -> Path:
        """The wheels named by the lock file."""
        return self.cache / "wheels"

    @property
    def python(self) -> Path:
        """The Windows Python."""
        return self.cache / "python"

    @property
    def prefix_model(self) -> Path:
        """A fresh Wine prefix, copied for each run."""
        return self.cache / "prefix"

    @property
    def prefix(self) -> Path:
        """The Wine prefix of this run."""
        return self.work / "prefix"

    @property
    def build(self) -> Path:
        """What stands for the checkout's build folder, so that no Linux package is touched."""
        return self.work / "build"

    @property
    def package(self) -> Path:
        """The folder of the package, and beside it what went into it."""
        return self.build / "package" / NAME

    @property
    def icon(self) -> Path:
        """The icon of program and installer."""
        return self.build / "package" / "inputs" / f"{NAME}.ico"

    @property
    def out(self) -> Path:
        """Installer, zip, pictures and logs to look at."""
        return self.work / "out"

    @property
    def log(self) -> Path:
        """What the tools print."""
        return self.work / "log"
