"""The Python to work with, and the virtual environments that the lock files fill."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from project import BUILD, ROOT, SetupError, run, say

#: What is set up -> its virtual environment. Packages are made from one that holds nothing else.
VENVS = {"run": ROOT / ".venv", "dev": ROOT / ".venv", "package": BUILD / "package-venv"}
#: What is set up -> what serves for it as well. "dev" holds all of "run", in the same versions.
SERVED_BY = {"run": ("run", "dev"), "dev": ("dev",), "package": ("package",)}
LOCKS = {kind: f"packaging/requirements-{kind}.txt" for kind in VENVS}
STAMP_NAME = "michishirube-setup.json"

OLDEST, TOO_NEW = (3, 11), (3, 14)
PYTHON_NAMES = ("python3.13", "python3.12", "python3.11", "python3", sys.executable)

PROBE = "import ctypes, sqlite3, ssl, sys; print('%d.%d' % sys.version_info[:2])"
VENV_PROBE = "import ensurepip, venv"

NO_PYTHON = (
    "Python 3.11・3.12・3.13 のいずれかが必要です。Debian では次を実行してください。\n"
    "Python 3.11, 3.12 or 3.13 is needed. On Debian, type:\n\n"
    "    sudo apt-get install -y python3 python3-venv\n\n"
    "別の場所にある場合 / if it lies elsewhere:  make run PYTHON=/path/to/python3.11"
)


def python_version(command: str) -> tuple[int, int] | None:
    """Return (major, minor) of a Python that has the parts we need, None if it does not start."""
    try:
        done = subprocess.run(
            [command, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.fullmatch(r"(\d+)\.(\d+)", done.stdout.strip())
    return (int(match[1]), int(match[2])) if match else None


def is_supported(version: tuple[int, int] | None) -> bool:
    """Say whether PySide6 6.8.3 has wheels for this Python."""
    return version is not None and OLDEST <= version < TOO_NEW


def choose_python(
    wanted: str, probe: Callable[[str], tuple[int, int] | None] = python_version
) -> str:
    """Return the Python to build the virtual environment with.

    Args:
        wanted: What the person asked for (`make PYTHON=…`), empty for the first that fits.
        probe: Returns the version of a command, or None.
    """
    for name in [wanted] if wanted else PYTHON_NAMES:
        if is_supported(probe(name)):
            return name
    raise SetupError(NO_PYTHON)


def venv_package(version: tuple[int, int]) -> str:
    """Return the Debian package that lets this Python make virtual environments."""
    return f"python{version[0]}.{version[1]}-venv"


def can_make_venv(python: str) -> bool:
    """Say whether `python -m venv` would work (Debian ships ensurepip apart)."""
    return (
        subprocess.run([python, "-c", VENV_PROBE], capture_output=True, check=False).returncode == 0
    )


def venv_python(venv: Path) -> Path:
    """Return the Python of a virtual environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def usable_venv(venv: Path) -> bool:
    """Say whether a virtual environment has a Python of a supported version, and pip."""
    python = str(venv_python(venv))
    if not is_supported(python_version(python)):
        return False
    return (
        subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode
        == 0
    )


def fingerprint(root: Path, kind: str) -> str:
    """Return the hash of everything an installed set-up depends on."""
    digest = hashlib.sha256(str(root).encode())  # a moved .venv is a broken .venv
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update(hashlib.sha256((root / name).read_bytes()).digest())
    return digest.hexdigest()


def read_stamp(path: Path) -> dict[str, str]:
    """Return set-up kind -> fingerprint, empty when nothing valid was written."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_installed(stamp: Mapping[str, str], root: Path, kind: str) -> bool:
    """Say whether the set-up of this kind, or one that serves for it, is in place."""
    return any(stamp.get(done) == fingerprint(root, done) for done in SERVED_BY[kind])


def install_commands(python: Path, kind: str) -> list[list[str]]:
    """Return the pip calls that fill a virtual environment from its lock file."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    from_lock = [*pip, "--require-hashes", "-r", LOCKS[kind]]
    if kind == "package":  # the spec takes the program from the checkout itself
        return [from_lock]
    return [from_lock, [*pip, "--no-deps", "--no-build-isolation", "-e", "."]]


def install(kind: str, python: str) -> None:
    """Bring an environment to the state of its lock file; without ``python`` it is usable as it is."""
    venv = VENVS[kind]
    stamp = venv / STAMP_NAME
    if not python and is_installed(read_stamp(stamp), ROOT, kind):
        return
    if python:
        say("仮想環境を作っています", f"creating {venv.relative_to(ROOT)}")
        run([python, "-m", "venv", "--clear", str(venv)])
    stamp.unlink(missing_ok=True)
    say("部品を取り込んでいます(数分かかることがあります)", f"installing {LOCKS[kind]}")
    # setuptools warns at length about what an editable install is; nobody here can act on it.
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    for command in install_commands(venv_python(venv), kind):
        run(command, environment)
    stamp.write_text(json.dumps({kind: fingerprint(ROOT, kind)}) + "\n", encoding="utf-8")
