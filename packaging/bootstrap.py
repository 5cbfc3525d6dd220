"""Set up a checkout: system packages, virtual environment, programme database.

Called by the Makefile; standard library only, because it runs before anything is installed.

    python3 packaging/bootstrap.py run     what `make run` needs
    python3 packaging/bootstrap.py test    what `make test` needs
    python3 packaging/bootstrap.py dev     the Python development tools alone
    python3 packaging/bootstrap.py lock    write the lock files anew from pyproject.toml

Each step looks first and does nothing when nothing is missing. As root, missing Debian packages
are installed; anybody else is shown the command to type, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "michishirube-setup.json"
CATALOG = ROOT / "build" / "catalog.sqlite"
CATALOG_STAMP = ROOT / "build" / "catalog.inputs"

OLDEST, TOO_NEW = (3, 11), (3, 14)
PYTHON_NAMES = ("python3.13", "python3.12", "python3.11", "python3")

#: Set-up kind -> lock file. "dev" holds all of "run", pinned to the same versions.
LOCKS = {"run": "packaging/requirements-run.txt", "dev": "packaging/requirements-dev.txt"}

#: Library that the Qt of the PySide6 wheels loads -> Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

#: Files in the PySide6 folder whose needs are checked with ldd once the wheels are there.
QT_BINARIES = (
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)

FONT_PATTERN = "BIZUD*Gothic*"


class SetupError(Exception):
    """Set-up cannot go on; the text tells the person what to do, in Japanese and English."""


def say(japanese: str, english: str) -> None:
    """Print one line of progress."""
    print(f"== {japanese} / {english}", flush=True)


# --- Python and the virtual environment -------------------------------------------------------

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


def usable_venv() -> bool:
    """Say whether .venv holds a Python of a supported version that has pip."""
    if not is_supported(python_version(str(VENV_PYTHON))):
        return False
    pip = subprocess.run([VENV_PYTHON, "-c", "import pip"], capture_output=True, check=False)
    return pip.returncode == 0


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
    """Say whether the set-up of this kind, or the larger one, is in place."""
    return any(stamp.get(done) == fingerprint(root, done) for done in {kind, "dev"})


def install_commands(python: Path, lock: str) -> list[list[str]]:
    """Return the pip calls that fill the virtual environment from a lock file."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    return [
        [*pip, "--require-hashes", "-r", lock],
        [*pip, "--no-deps", "--no-build-isolation", "-e", "."],
    ]


def install(kind: str, python: str) -> None:
    """Bring .venv to the state of the lock file; an empty `python` means that .venv is usable."""
    if not python and is_installed(read_stamp(STAMP), ROOT, kind):
        return
    if python:
        say("仮想環境を作っています", "creating .venv")
        run([python, "-m", "venv", "--clear", str(VENV)])
    STAMP.unlink(missing_ok=True)
    say("部品を取り込んでいます(数分かかることがあります)", f"installing {LOCKS[kind]}")
    # setuptools warns at length about what an editable install is; nobody here can act on it.
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    for command in install_commands(VENV_PYTHON, LOCKS[kind]):
        run(command, environment)
    STAMP.write_text(json.dumps({kind: fingerprint(ROOT, kind)}) + "\n", encoding="utf-8")


# --- Debian packages --------------------------------------------------------------------------


def can_load(library: str) -> bool:
    """Say whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_qt_packages(loads: Callable[[str], bool] = can_load) -> set[str]:
    """Return the Debian packages of the libraries Qt needs and this machine lacks."""
    return {package for library, package in QT_LIBRARIES.items() if not loads(library)}


def not_found(ldd_output: str) -> set[str]:
    """Return the libraries that ldd could not resolve."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd_output, flags=re.MULTILINE))


def packages_for(libraries: Iterable[str]) -> set[str]:
    """Map libraries to Debian packages; one we do not know is an error that names it."""
    wanted = set(libraries)
    unknown = sorted(wanted - QT_LIBRARIES.keys())
    if unknown:
        raise SetupError(
            f"Qt に必要なライブラリが見つかりません: {' '.join(unknown)}\n"
            f"Libraries Qt needs are missing; install the packages that hold them."
        )
    return {QT_LIBRARIES[library] for library in wanted}


def unresolved_qt_libraries() -> set[str]:
    """Ask ldd which libraries the installed PySide6 wheels still miss."""
    ldd = shutil.which("ldd")
    found = [
        path
        for name in QT_BINARIES
        for path in VENV.glob(f"lib/python3.*/site-packages/PySide6/{name}")
    ]
    if ldd is None or not found:
        return set()
    done = subprocess.run([ldd, *map(str, found)], capture_output=True, text=True, check=False)
    return not_found(done.stdout)


def has_font(folders: Iterable[Path]) -> bool:
    """Say whether BIZ UDゴシック, the font of the window and the workbook, is installed."""
    return any(next(folder.rglob(FONT_PATTERN), None) for folder in folders if folder.is_dir())


def has_calc(which: Callable[[str], str | None] = shutil.which) -> bool:
    """Say whether LibreOffice is there with its Calc part (libsclo.so), not the core alone."""
    soffice = which("soffice")
    return soffice is not None and (Path(soffice).resolve().parent / "libsclo.so").exists()


def missing_test_packages() -> set[str]:
    """Return the Debian packages of the tools that only the tests use."""
    fonts = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    fonts.append(Path.home() / ".local/share/fonts")
    present = {
        "xvfb": shutil.which("Xvfb") is not None,
        "xauth": shutil.which("xauth") is not None,  # xvfb-run calls it
        "fontconfig": shutil.which("fc-list") is not None,
        "fonts-morisawa-bizud-gothic": has_font(fonts),
        "libreoffice-calc-nogui": has_calc(),
        "poppler-utils": shutil.which("pdftotext") is not None,
    }
    return {package for package, there in present.items() if not there}


def apt_commands(packages: Iterable[str]) -> list[list[str]]:
    """Return the apt-get calls that root makes."""
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]
    return [
        [*apt, "update"],
        [*apt, "install", "-y", "--no-install-recommends", *sorted(packages)],
    ]


def by_hand(packages: Iterable[str]) -> str:
    """Return what a person without root rights is told to type."""
    return (
        "足りないパッケージがあります。次を実行してから、もう一度お試しください。\n"
        "Some packages are missing. Type this, then try again:\n\n"
        "    sudo apt-get update\n"
        f"    sudo apt-get install -y {' '.join(sorted(packages))}"
    )


def ensure_packages(packages: Iterable[str]) -> None:
    """Install Debian packages as root; tell anybody else how."""
    wanted = sorted(packages)
    if not wanted:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetupError(by_hand(wanted))
    say("足りないパッケージを入れています", f"installing {' '.join(wanted)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update, add = apt_commands(wanted)
    # One unreachable package source must not stop the rest: the install below decides.
    subprocess.run(update, env=environment, check=False)
    if subprocess.run(add, env=environment, check=False).returncode != 0:
        raise SetupError(by_hand(wanted))


# --- The programme database -------------------------------------------------------------------


def catalog_inputs(root: Path) -> list[Path]:
    """Return the files that the programme database is made from or by."""
    return sorted(
        path
        for folder in (root / "db", root / "desktop" / "domain")
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def inputs_digest(root: Path) -> str:
    """Return one hash of names and contents: a removed or restored file counts as well."""
    digest = hashlib.sha256()
    for path in catalog_inputs(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_catalog_current(catalog: Path, stamp: Path, digest: str) -> bool:
    """Say whether the programme database was built from just these inputs."""
    return catalog.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def ensure_catalog() -> None:
    """Build build/catalog.sqlite when its inputs have changed."""
    digest = inputs_digest(ROOT)
    if is_catalog_current(CATALOG, CATALOG_STAMP, digest):
        return
    say("制度データベースを作っています", "building the programme database")
    CATALOG.parent.mkdir(exist_ok=True)
    CATALOG_STAMP.unlink(missing_ok=True)
    run([str(VENV_PYTHON), "-m", "db.build", "--out", str(CATALOG.relative_to(ROOT))])
    CATALOG_STAMP.write_text(digest, encoding="utf-8")


# --- Lock files -------------------------------------------------------------------------------

LOCK_HEADER = "# Written by `make lock` from pyproject.toml; do not edit.\n"


def lock_command(uv: Path, kind: str, upgrade: bool) -> list[str]:
    """Return the uv call that writes one lock file without any address or path in it."""
    group = {"run": "build", "dev": "dev"}[kind]
    options = ["--universal", "--generate-hashes", "--python-version", "3.11"]
    options += ["--no-annotate", "--no-header", "--no-config", "--quiet"]
    if kind == "dev":  # the tests run against the very versions that are shipped
        options += ["--constraint", LOCKS["run"]]
    if upgrade:
        options.append("--upgrade")
    source = ["pyproject.toml", "--group", group]
    return [str(uv), "pip", "compile", *source, *options, "--output-file", LOCKS[kind]]


def lock(python: str, upgrade: bool) -> None:
    """Write both lock files, with uv from a throw-away environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("UV_")}
    with tempfile.TemporaryDirectory() as folder:
        run([python, "-m", "venv", folder])
        run([str(Path(folder, "bin", "pip")), "install", "-q", "uv"])
        for kind, name in LOCKS.items():
            run(lock_command(Path(folder, "bin", "uv"), kind, upgrade), environment)
            path = ROOT / name
            path.write_text(LOCK_HEADER + path.read_text(encoding="utf-8"), encoding="utf-8")


# --- Command line -----------------------------------------------------------------------------


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a command at the repository root; its failure ends the set-up."""
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status != 0:
        shown = " ".join(command)
        raise SetupError(
            f"失敗しました(終了コード {status}) / failed with status {status}:\n  {shown}"
        )


def set_up(kind: str, wanted_python: str, packages: set[str]) -> None:
    """Make the virtual environment complete, and first the packages this machine lacks."""
    python = ""
    if not usable_venv():
        python = choose_python(wanted_python)
        if not can_make_venv(python):
            packages = packages | {venv_package(python_version(python) or OLDEST)}
    ensure_packages(packages)
    install(kind, python)


def set_up_to_run(kind: str, wanted_python: str, packages: set[str]) -> None:
    """Set up with the libraries of Qt and the programme database as well."""
    linux = sys.platform.startswith("linux")
    set_up(kind, wanted_python, packages | (missing_qt_packages() if linux else set()))
    if linux:
        ensure_packages(packages_for(unresolved_qt_libraries()))
    ensure_catalog()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("task", choices=["run", "test", "dev", "lock"])
    parser.add_argument("--upgrade", action="store_true", help="lock: take the newest versions")
    options = parser.parse_args(arguments)
    wanted_python = os.environ.get("PYTHON", "")
    try:
        if options.task == "run":
            set_up_to_run("run", wanted_python, set())
        elif options.task == "test":
            set_up_to_run("dev", wanted_python, missing_test_packages())
        elif options.task == "dev":
            set_up("dev", wanted_python, set())
        else:
            lock(choose_python(wanted_python), options.upgrade)
    except SetupError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
