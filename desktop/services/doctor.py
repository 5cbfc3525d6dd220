"""A look at everything the program stands on: versions, paths, integrity of both databases."""

from __future__ import annotations

import json
import platform
import sqlite3
from dataclasses import dataclass
from typing import Any

import desktop
from db.catalog_reader import CatalogReader
from db.workspace_file import examine as examine_workspace
from desktop.errors import AppError
from desktop.paths import AppPaths

COMPONENTS = "components.json"
"""Written when a package is built (packaging/inputs.py): versions, and the commit it was built from."""
_LIBRARIES = ("PySide6-Essentials", "sqlite-utils", "openpyxl", "platformdirs", "segno")


@dataclass(frozen=True)
class Diagnosis:
    """The findings; ``problems`` are Japanese sentences, empty when all is well."""

    data: dict[str, Any]
    problems: tuple[str, ...]


def examine(paths: AppPaths) -> Diagnosis:
    """Open both databases without changing them and report what is found."""
    catalog, catalog_problems = _catalog(paths)
    workspace, workspace_problems = _workspace(paths)
    data = {
        "version": desktop.__version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "libraries": _libraries(paths),
        "paths": {
            "catalog": str(paths.catalog),
            "workspace": str(paths.workspace),
            "data": str(paths.data),
            "resources": str(paths.resources),
        },
        "catalog": catalog,
        "workspace": workspace,
        "problems": [*catalog_problems, *workspace_problems],
    }
    return Diagnosis(data, (*catalog_problems, *workspace_problems))


def _libraries(paths: AppPaths) -> dict[str, str | None]:
    """Return the versions of the libraries: from the list that a package brings along, else those installed.

    importlib.metadata is loaded here: it pulls in ``email`` and with it ``socket``, and is not packaged.
    """
    listed = paths.resources / COMPONENTS
    if listed.is_file():
        found: dict[str, str | None] = json.loads(listed.read_text(encoding="utf-8"))["libraries"]
        return found
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    libraries: dict[str, str | None] = {}
    for name in _LIBRARIES:
        try:
            libraries[name] = version(name)
        except PackageNotFoundError:
            libraries[name] = None
    return libraries


def _catalog(paths: AppPaths) -> tuple[dict[str, Any], list[str]]:
    """Examine the programme database."""
    try:
        with CatalogReader(paths.catalog) as catalog:
            meta = catalog.meta()
            problems = catalog.integrity()
    except AppError as error:
        return {"ok": False}, [error.message]
    found = {
        "ok": not problems,
        "version": meta.version,
        "as_of": meta.as_of,
        "schema_version": meta.schema_version,
        "programs": meta.program_count,
    }
    return found, problems


def _workspace(paths: AppPaths) -> tuple[dict[str, Any], list[str]]:
    """Examine the user's database; a workspace that was never made is no problem and is not made here."""
    if not paths.workspace.exists():
        return {"ok": True, "exists": False}, []
    try:
        version, problems = examine_workspace(paths.workspace)
    except AppError as error:
        return {"ok": False, "exists": True}, [error.message]
    return {"ok": not problems, "exists": True, "schema_version": version}, problems
