"""Reads the text catalogue (db/catalog): TOML files into the forms of :mod:`db.catalog_format`.

Nothing is raised for a bad file: each fault becomes one Japanese line, so that an author sees all of
them at once.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from db.catalog_format import Form, ProgramForm
from desktop.domain.source import Document

CATALOG_FOLDER = Path(__file__).parent / "catalog"

T = TypeVar("T")


class CatalogForm(Form):
    """catalog.toml: version, date of the contents, the line that names the publishers of the data."""

    version: str
    as_of: str
    attribution: str


class DocumentForm(Form):
    """One table of documents.toml."""

    title: str
    publisher: str
    as_of: str


@dataclass
class CatalogSource:
    """The whole text catalogue as read; ``problems`` are Japanese lines with the file's name.

    ``programs`` maps the file's name to its form; a file that cannot be read is missing there.
    """

    meta: CatalogForm
    documents: dict[str, Document]
    purposes: dict[str, str]
    rules: dict[str, dict[str, Any]]
    programs: dict[str, ProgramForm] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_catalog(folder: Path = CATALOG_FOLDER) -> CatalogSource:
    """Read every file of a catalogue folder."""
    problems: list[str] = []
    meta = _read(folder / "catalog.toml", CatalogForm, problems)
    documents = _read(folder / "documents.toml", dict[str, DocumentForm], problems)
    purposes = _read(folder / "purposes.toml", dict[str, str], problems)
    rules = _read(folder / "rules.toml", dict[str, dict[str, Any]], problems)
    source = CatalogSource(
        meta=meta or CatalogForm(version="", as_of="", attribution=""),
        documents={
            name: Document(name, form.title, form.publisher, form.as_of)
            for name, form in (documents or {}).items()
        },
        purposes=purposes or {},
        rules=rules or {},
        problems=problems,
    )
    for path in sorted((folder / "programs").glob("*.toml")):
        form = _read(path, ProgramForm, problems)
        if form is not None:
            source.programs[path.name] = form
    if not source.programs:
        problems.append("programs: 制度のファイルが一つもありません。")
    return source


def _read(path: Path, form: type[T], problems: list[str]) -> T | None:
    """Return one file in its form, or None with a line added to the problems."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(data, form)
    except OSError as error:
        problems.append(f"{path.name}: ファイルを読めません（{error.strerror}）。")
    except UnicodeDecodeError:
        problems.append(f"{path.name}: UTF-8 の文字として読めません。")
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path.name}: TOML の書き方が正しくありません（{error}）。")
    except msgspec.ValidationError as error:
        problems.append(f"{path.name}: {_in_japanese(str(error))}")
    return None


_TRANSLATIONS = (
    (r"Object missing required field `(.+?)`", r"「\1」がありません"),
    (r"Object contains unknown field `(.+?)`", r"「\1」という項目は使えません"),
    (r"Expected `(.+?)`, got `(.+?)`", r"値の型は \1 のはずが \2 です"),
    (r"Invalid enum value (.+?)$", r"使えない値 \1 です"),
)


def _in_japanese(message: str) -> str:
    """Return msgspec's message with its field path, as ``edition[0].line[1].kind: …``."""
    text, _, path = message.partition(" - at `")
    for pattern, replacement in _TRANSLATIONS:
        text = re.sub(pattern, replacement, text)
    place = path.rstrip("`").removeprefix("$").removeprefix(".")
    return f"{place}: {text}。" if place else f"{text}。"
