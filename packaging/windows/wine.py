"""Windows programs on this machine: a screen, a Wine prefix with a Japanese user, and running in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from machine import LOCALE, NEWER_DLL
from project import ROOT, SetupError

USER = "山田 太郎"
SCREEN = "1366x768"

#: Off: .NET and HTML (not installed), and the debugger that would wait for somebody after a crash.
OVERRIDES = "mscoree,mshtml=;winedbg.exe=d"

SETTINGS = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings]
"DllPath"="C:\\windows\\system32\\windows.ui.dll"
"ActivationType"=dword:00000000
"Threading"=dword:00000000

[HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\AeDebug]
"Debugger"=""

[HKEY_CURRENT_USER\Software\Wine\Explorer]
"Desktop"="Default"

[HKEY_CURRENT_USER\Software\Wine\Explorer\Desktops]
"Default"="%s"
"""


@dataclass(frozen=True)
class Done:
    """How a Windows program ended and the bytes it printed; status None when it had to be stopped."""

    status: int | None
    output: bytes

    @property
    def text(self) -> str:
        """The output, which the program promises to be UTF-8."""
        return self.output.decode("utf-8", errors="replace")


@contextmanager
def screen(log: Path) -> Iterator[str]:
    """Offer an X display on a number that is free; it ends with the block."""
    reader, writer = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        f"{SCREEN}x24",
        "-nolisten",
        "tcp",
    ]
    with log.open("wb") as stream:
        server = subprocess.Popen(command, stdout=stream, stderr=stream, pass_fds=[writer])
    os.close(writer)
    try:
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise SetupError(f"Xvfb does not start: {log.read_text(encoding='utf-8')}")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


class Wine:
    """One Wine prefix on one display."""

    def __init__(self, prefix: Path, display: str) -> None:
        """Remember where.

        Args:
            prefix: The folder of the prefix; it need not exist yet.
            display: An X display.
        """
        self.prefix = prefix
        self.display = display
        kept = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
        self._environment = kept | {
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "DISPLAY": display,
            "LC_ALL": LOCALE,
            "USER": USER,
            "LOGNAME": USER,
        }

    @property
    def drive(self) -> Path:
        """Drive C."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The folder of the Windows user."""
        return self.drive / "users" / USER

    def path(self, windows: str) -> Path:
        r"""Return the place of ``C:\…`` on this machine."""
        return self.drive / windows.removeprefix("C:\\").replace("\\", "/")

    def start(
        self, arguments: Sequence[str | Path], extra: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program and return at once; its output goes into a pipe, which Wine's Python needs."""
        return subprocess.Popen(
            ["wine", *(as_windows(argument) for argument in arguments)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment | dict(extra or {}),
            start_new_session=True,
        )

    def run(
        self,
        arguments: Sequence[str | Path],
        timeout: float = 120,
        extra: Mapping[str, str] | None = None,
    ) -> Done:
        """Run a program to its end. Paths of this machine are handed over as Windows paths."""
        process = self.start(arguments, extra)
        output: list[bytes] = []
        # Helpers of Wine may hold the pipe open after the program has ended: do not wait for them.
        reader = threading.Thread(target=_drain, args=(process, output), daemon=True)
        reader.start()
        status: int | None = None
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.stop(process)
        reader.join(3)
        return Done(status, b"".join(output))

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End a program, and with it everything in this prefix."""
        self.shut_down()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def settle(self, timeout: float = 60) -> bool:
        """Wait until every program of the prefix has ended (an uninstaller goes on in a copy)."""
        wait = ["wineserver", "-w"]
        try:
            subprocess.run(wait, env=self._environment, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            return False
        return True

    def shut_down(self) -> None:
        """End everything in this prefix."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)
        self.settle(20)

    def prepare(self, newer_dll: Path) -> None:
        """Make the prefix: Windows 10, the class that Qt asks for, no debugger, one desktop."""
        self.run(["wineboot", "-i"], timeout=300)
        self.run(["winecfg", "/v", "win10"])
        shutil.copy(newer_dll, self.drive / "windows" / "system32" / NEWER_DLL)
        settings = self.drive / "settings.reg"
        settings.write_text(SETTINGS % SCREEN, encoding="utf-16")
        done = self.run(["regedit", "/S", "C:\\settings.reg"])
        self.settle()
        if done.status != 0 or not self.home.is_dir():
            raise SetupError(f"the Wine prefix is not usable: {done.text}")


def _drain(process: subprocess.Popen[bytes], output: list[bytes]) -> None:
    """Collect what a program prints until its pipe is closed."""
    assert process.stdout
    while block := process.stdout.read1(65536):  # type: ignore[attr-defined]
        output.append(block)


def as_windows(argument: str | Path) -> str:
    """Return an argument as the program sees it: a path of this machine lies on drive Z."""
    if isinstance(argument, Path):
        return "Z:" + str(argument.absolute()).replace("/", "\\")
    return argument
