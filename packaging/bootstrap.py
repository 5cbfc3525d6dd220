"""Set up a checkout: system packages, virtual environment, programme database.

Called by the Makefile; standard library only, because it runs before anything is installed.

    python3 packaging/bootstrap.py run           what `make run` needs
    python3 packaging/bootstrap.py test          what `make test` needs
    python3 packaging/bootstrap.py dev           the Python development tools alone
    python3 packaging/bootstrap.py package       what `make package` needs
    python3 packaging/bootstrap.py package-test  what `make package-test` needs
    python3 packaging/bootstrap.py system        the system packages of all of them (to be run by root)
    python3 packaging/bootstrap.py lock          write the lock files anew from pyproject.toml

Each step looks first and does nothing when nothing is missing. As root, missing Debian packages
are installed; anybody else is shown the command to type, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from database import ensure_catalog
from debian import (
    ensure_packages,
    missing_package_test_tools,
    missing_package_tools,
    missing_qt_packages,
    missing_test_packages,
    packages_for,
    unresolved_qt_libraries,
)
from environment import (
    OLDEST,
    VENVS,
    can_make_venv,
    choose_python,
    install,
    python_version,
    usable_venv,
    venv_package,
    venv_python,
)
from locks import lock
from project import SetupError

TASKS = ("run", "test", "dev", "package", "package-test", "system", "lock")
LINUX = sys.platform.startswith("linux")


def set_up(kind: str, wanted_python: str, packages: set[str]) -> None:
    """Make a virtual environment complete, and first the packages this machine lacks."""
    python = ""
    if not usable_venv(VENVS[kind]):
        python = choose_python(wanted_python)
        if not can_make_venv(python):
            packages = packages | {venv_package(python_version(python) or OLDEST)}
    ensure_packages(packages)
    install(kind, python)


def set_up_with_qt(kind: str, wanted_python: str, packages: set[str]) -> None:
    """Set up with the libraries of Qt as well."""
    set_up(kind, wanted_python, packages | (missing_qt_packages() if LINUX else set()))
    if LINUX:
        ensure_packages(packages_for(unresolved_qt_libraries(VENVS[kind])))


def set_up_to_run(kind: str, wanted_python: str, packages: set[str]) -> None:
    """Set up with Qt and the programme database."""
    set_up_with_qt(kind, wanted_python, packages)
    ensure_catalog()


def set_up_to_package(wanted_python: str) -> None:
    """Set up what builds a package, with the Python of the tests where there is one."""
    if not wanted_python and usable_venv(VENVS["dev"]):
        wanted_python = str(venv_python(VENVS["dev"]))
    set_up_with_qt("package", wanted_python, missing_package_tools() if LINUX else set())


def perform(task: str, wanted_python: str, upgrade: bool) -> None:
    """Perform one task."""
    if task == "run":
        set_up_to_run("run", wanted_python, set())
    elif task == "test":
        set_up_to_run("dev", wanted_python, missing_test_packages())
    elif task == "dev":
        set_up("dev", wanted_python, set())
    elif task == "package":
        set_up_to_package(wanted_python)
    elif task == "package-test":
        tools = missing_test_packages() | missing_package_test_tools()
        set_up_with_qt("dev", wanted_python, tools)
    elif task == "system":
        tools = missing_test_packages() | missing_package_tools() | missing_package_test_tools()
        ensure_packages(tools | missing_qt_packages())
    else:
        lock(choose_python(wanted_python), upgrade)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--upgrade", action="store_true", help="lock: take the newest versions")
    options = parser.parse_args(arguments)
    try:
        perform(options.task, os.environ.get("PYTHON", ""), options.upgrade)
    except SetupError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
