"""Checks the citations of the catalogue against the documents: ``python -m db.citations --sources DIR``.

Every rate, cap, figure and the like must be printed in one of its cited lines, and every cited line must
exist in ``DIR/<id>_*.txt``. Documents that are not in the folder are skipped and counted. The documents
are not part of the project; the check is run where they are at hand.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from db.catalog_format import (
    CapForm,
    CostRuleForm,
    FigureForm,
    Form,
    PlusForm,
    RaiseForm,
    RateForm,
    RepaymentForm,
    Sources,
    UnitLimitForm,
)
from db.catalog_source import CATALOG_FOLDER, read_catalog
from desktop.domain.source import SourceRef

PRINTED = (
    RateForm,
    CapForm,
    FigureForm,
    RaiseForm,
    PlusForm,
    RepaymentForm,
    CostRuleForm,
    UnitLimitForm,
)
"""The forms whose ``printed`` must stand in a cited line."""

Documents = Mapping[str, Sequence[str]]
"""The lines of each document, by its id."""

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Citation:
    """A place in a catalogue file that cites documents; ``printed`` must stand there, if not empty."""

    file: str
    path: str
    printed: str
    sources: tuple[SourceRef, ...]


@dataclass
class Report:
    """What a check found: problems as Japanese lines, citations checked and skipped per document."""

    problems: list[str] = field(default_factory=list)
    checked: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


def read_documents(folder: Path) -> dict[str, list[str]]:
    """Return the lines of each ``<id>_*.txt``; lines are counted as editors do, by line feeds."""
    return {
        path.name.partition("_")[0]: path.read_text(encoding="utf-8").split("\n")
        for path in sorted(folder.glob("*_*.txt"))
    }


def comparable(text: str) -> str:
    """Return a text with equal widths (NFKC) and without thousands commas."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))


def is_printed(printed: str, line: str) -> bool:
    """Whether a text stands in a line, spaces aside and not as part of a longer number.

    「100万円」 is not printed in 「1,100万円」, nor 「0.5」 in 「0.55」.
    """
    signs = [re.escape(sign) for sign in comparable(printed) if not sign.isspace()]
    pattern = r"(?<![\d.])" if signs[0].isdecimal() else ""
    pattern += r"\s*".join(signs)
    pattern += r"(?!\.?\d)" if signs[-1].isdecimal() else ""
    return re.search(pattern, comparable(line)) is not None


def citations(file: str, form: Form, path: str = "") -> Iterator[Citation]:
    """Yield every citation of a form and of the forms inside it."""
    sources: Sources | None = getattr(form, "source", None)
    if sources is not None:
        printed = getattr(form, "printed", "") if isinstance(form, PRINTED) else ""
        texts = [sources] if isinstance(sources, str) else sources
        yield Citation(file, path, printed, tuple(SourceRef.parse(text) for text in texts))
    for item in msgspec.structs.fields(form):
        value = getattr(form, item.name)
        here = f"{path}.{item.name}" if path else item.name
        if isinstance(value, Form):
            yield from citations(file, value, here)
        elif isinstance(value, list):
            for number, part in enumerate(value, start=1):
                if isinstance(part, Form):
                    name = getattr(part, "id", number)
                    yield from citations(file, part, f"{here}[{name}]")


def check_citation(citation: Citation, documents: Documents, report: Report) -> None:
    """Add to the report what is wrong with one citation."""
    cited: list[str] = []
    for source in citation.sources:
        if source.document not in documents:
            report.skipped[source.document] += 1
            continue
        report.checked += 1
        lines = documents[source.document]
        if source.last_line > len(lines):
            report.problems.append(
                f"{citation.file}: {citation.path}: {source}: 資料は{len(lines)}行しかありません。"
            )
        cited += lines[source.line - 1 : source.last_line]
    wanted = citation.printed.strip()
    complete = all(source.document in documents for source in citation.sources)
    if wanted and complete and not any(is_printed(wanted, line) for line in cited):
        places = "、".join(str(source) for source in citation.sources)
        report.problems.append(
            f"{citation.file}: {citation.path}: 「{citation.printed}」が出典の行にありません（{places}）。"
        )


def check_citations(every: Sequence[Citation], documents: Documents) -> Report:
    """Check all citations."""
    report = Report()
    for citation in every:
        check_citation(citation, documents, report)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status (1 with problems, 2 without documents)."""
    parser = argparse.ArgumentParser(prog="python -m db.citations", description="出典を確かめる")
    parser.add_argument("--sources", type=Path, required=True, help="資料の文字データのフォルダー")
    parser.add_argument("--catalog", type=Path, default=CATALOG_FOLDER, help="制度のファイルの場所")
    options = parser.parse_args(arguments)
    documents = read_documents(options.sources)
    if not documents:
        print(f"資料（<番号>_*.txt）がありません: {options.sources}", file=sys.stderr)
        return 2
    source = read_catalog(options.catalog)
    every = [item for file, form in source.programs.items() for item in citations(file, form)]
    report = check_citations(every, documents)
    for line in [*source.problems, *report.problems]:
        print(line, file=sys.stderr)
    skipped = "、".join(f"{name} {count}件" for name, count in sorted(report.skipped.items()))
    print(
        f"出典{report.checked}件を確かめました。問題は{len(report.problems)}件です。"
        + (f"手元にない資料: {skipped}。" if skipped else "")
    )
    return 1 if report.problems or source.problems else 0


if __name__ == "__main__":
    sys.exit(main())
