"""Checks of the text catalogue beyond its form. Every fault becomes a Japanese line; none is raised.

A line reads ``file: path: what is wrong`` with a path such as
``edition[1].line[company-during].cap[1].printed`` (counted from 1, lines and criteria by their id).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from db.catalog_format import ProgramForm, RelationForm, RuleData, Sources
from db.catalog_source import CatalogSource
from db.edition_check import EditionCheck
from db.rule_check import resolve_rule, rule_problems
from desktop.domain.fiscal import FiscalYear
from desktop.domain.source import SourceRef

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KANA = re.compile(r"[ぁ-ゖー、・0-9A-Za-z０-９Ａ-Ｚａ-ｚ 　]+")


def check_catalog(source: CatalogSource) -> list[str]:
    """Return every fault of the catalogue, those found while reading first."""
    problems = [*source.problems, *_shared_problems(source)]
    ids = Counter(form.id for form in source.programs.values())
    problems += [
        f"{program_id}: 同じ id の制度が{count}つあります。"
        for program_id, count in ids.items()
        if count > 1
    ]
    for name, form in source.programs.items():
        problems += ProgramCheck(name, form, source).run()
    return problems


def _between_lines(relation: RelationForm) -> bool:
    """Whether a relation says what different lines of one programme may share."""
    own, other = set(relation.lines), set(relation.target_lines)
    return relation.kind in ("combines", "excludes") and bool(own and other) and not own & other


def _shared_problems(source: CatalogSource) -> list[str]:
    """Return faults of catalog.toml and rules.toml."""
    problems = [
        f"catalog.toml: {key}: 空です。"
        for key in ("version", "as_of", "attribution")
        if not getattr(source.meta, key)
    ]
    for name, data in source.rules.items():
        try:
            found = rule_problems(resolve_rule(data, source.rules, (name,)), drivers_allowed=True)
        except ValueError as error:
            found = [str(error)]
        problems += [f"rules.toml: {name}: {text}。" for text in found]
    return problems


class ProgramCheck:
    """Collects the faults of one programme file."""

    def __init__(self, file: str, form: ProgramForm, source: CatalogSource) -> None:
        self.file = file
        self.form = form
        self.source = source
        self.problems: list[str] = []

    def run(self) -> list[str]:
        """Return every fault of the file."""
        self._check_head()
        self._check_relations(self.form.relation)
        self._check_years()
        for number, edition in enumerate(self.form.edition, start=1):
            EditionCheck(self, f"edition[{number}]", edition).run()
        return self.problems

    def report(self, path: str, text: str) -> None:
        """Add a fault; ``text`` is a phrase without a full stop."""
        self.problems.append(f"{self.file}: {path}: {text}。")

    def check_sources(self, path: str, sources: Sources) -> None:
        """Report unreadable citations and documents that documents.toml does not have."""
        texts = [sources] if isinstance(sources, str) else sources
        if not texts:
            self.report(path, "出典がありません")
        for text in texts:
            try:
                document = SourceRef.parse(text).document
            except ValueError as error:
                self.report(path, str(error))
                continue
            if document not in self.source.documents:
                self.report(path, f"資料「{document}」は documents.toml にありません")

    def check_rule(self, path: str, data: RuleData | None, *, drivers_allowed: bool) -> RuleData:
        """Report faults of a rule; return it resolved, or empty where there is none or it is faulty."""
        if data is None:
            return {}
        try:
            resolved = resolve_rule(data, self.source.rules)
        except ValueError as error:
            self.report(path, str(error))
            return {}
        found = rule_problems(resolved, drivers_allowed=drivers_allowed)
        for text in found:
            self.report(path, text)
        return {} if found else resolved

    def check_value(self, path: str, value: str | None, allowed: type[StrEnum]) -> None:
        """Report a code that a closed list does not have; None is allowed."""
        codes = [item.value for item in allowed]
        if value is not None and value not in codes:
            self.report(path, f"「{value}」は使えません（{', '.join(codes)}）")

    def check_year(self, path: str, code: str | None) -> None:
        """Report a fiscal year that cannot be read."""
        if code is not None:
            self.check_readable(path, code, FiscalYear.parse)

    def check_readable(self, path: str, text: str, parse: Callable[[str], object]) -> bool:
        """Report a text that a domain function refuses; return whether it was read."""
        try:
            parse(text)
        except (ValueError, ZeroDivisionError) as error:
            self.report(path, str(error))
            return False
        return True

    def check_unique(self, path: str, ids: Iterable[str]) -> None:
        """Report ids that occur twice or are not written in small letters, digits and hyphens."""
        for name, count in Counter(ids).items():
            if count > 1:
                self.report(path, f"id「{name}」が{count}回使われています")
            if not _ID.fullmatch(name):
                self.report(path, f"id「{name}」は英小文字・数字・ハイフンで書きます")

    def check_filled(self, values: Mapping[str, str]) -> None:
        """Report texts that are empty or only spaces."""
        for path, text in values.items():
            if not text.strip():
                self.report(path, "空です")

    def check_list(self, path: str, values: Sequence[str], allowed: Iterable[str] | None) -> None:
        """Report empty, repeated and (where a list is closed) unknown entries."""
        known = None if allowed is None else set(allowed)
        for value, count in Counter(values).items():
            if not value.strip():
                self.report(path, "空の値があります")
            elif known is not None and value not in known:
                self.report(path, f"「{value}」は使えません（{', '.join(sorted(known))}）")
            if count > 1:
                self.report(path, f"「{value}」が{count}回あります")

    def _check_head(self) -> None:
        """Check the fields of the programme itself."""
        form = self.form
        self.check_unique("id", [form.id])
        if f"{form.id}.toml" != self.file:
            self.report("id", f"ファイル名と違います（{form.id}）")
        texts = ("name", "agency", "summary", "applicants")
        self.check_filled({name: getattr(form, name) for name in texts})
        if not _KANA.fullmatch(form.kana):
            self.report("kana", f"ひらがなで書きます（{form.kana}）")
        self.check_year("end_year", form.end_year)
        if not form.purposes:
            self.report("purposes", "目的を一つ以上書きます")
        self.check_list("purposes", form.purposes, self.source.purposes)
        self.check_list("aliases", form.aliases, None)
        self.check_list("keywords", form.keywords, None)

    def _check_relations(self, relations: Sequence[RelationForm]) -> None:
        """Check the related programmes and lines; a programme's own lines may share a cost, or may not."""
        known = {form.id: form for form in self.source.programs.values()}
        for number, relation in enumerate(relations, start=1):
            path = f"relation[{number}]"
            if relation.target == self.form.id and not _between_lines(relation):
                self.report(f"{path}.target", "自分自身を指しています")
            elif relation.target not in known:
                self.report(f"{path}.target", f"「{relation.target}」という制度はありません")
            else:
                target = known[relation.target]
                self._check_lines(f"{path}.target_lines", relation.target_lines, target)
            self._check_lines(f"{path}.lines", relation.lines, self.form)
            self._check_combination(path, relation)

    def _check_lines(self, path: str, ids: Sequence[str], form: ProgramForm) -> None:
        """Check ids of support lines against all editions of a programme."""
        known = {line.id for edition in form.edition for line in edition.line}
        self.check_list(path, ids, known)

    def _check_combination(self, path: str, relation: RelationForm) -> None:
        """What two supports may or may not share is said by a source."""
        if (relation.kind == "combines") != (relation.on is not None):
            self.report(f"{path}.on", "on は combines に、そして combines にだけ書きます")
        if relation.source is not None:
            self.check_sources(f"{path}.source", relation.source)
        elif relation.kind in ("combines", "excludes"):
            self.report(f"{path}.source", "併用の可否には出典が要ります")

    def _check_years(self) -> None:
        """Check that each fiscal year stands in one edition only."""
        if not self.form.edition:
            self.report("edition", "年度版が一つもありません")
        years = Counter(code for edition in self.form.edition for code in edition.years)
        for code, count in years.items():
            if count > 1:
                self.report("edition", f"年度「{code}」が{count}回あります")
