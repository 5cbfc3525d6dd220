"""What is written in the text catalogue comes back from the database as domain objects."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from db.build import build
from db.catalog_format import (
    CapForm,
    CostRuleForm,
    CriterionForm,
    EditionForm,
    LineForm,
    ProgramForm,
    RateForm,
    RoundForm,
    RuleData,
    Sources,
)
from db.catalog_reader import CatalogReader
from db.catalog_schema import SCHEMA_VERSION
from db.catalog_source import CatalogSource, read_catalog
from db.rule_check import resolve_rule
from desktop.domain.line_parts import CostRule
from desktop.domain.money import parse_rate
from desktop.domain.profile import Origin
from desktop.domain.program import (
    CapCase,
    Criterion,
    Edition,
    Program,
    RateCase,
    Round,
    SupportLine,
)
from desktop.domain.rule_text import parse_rule
from desktop.domain.rules import Compare, Rule
from desktop.domain.source import SourceRef
from desktop.errors import CatalogError, InputError

MakeCatalog = Callable[..., Path]

SOURCE = read_catalog()


def same_sources(found: tuple[SourceRef, ...], form: Sources) -> None:
    texts = [form] if isinstance(form, str) else form
    assert found == tuple(SourceRef.parse(text) for text in texts)


def same_rule(found: Rule | None, form: RuleData | None, source: CatalogSource) -> None:
    assert found == (None if form is None else parse_rule(resolve_rule(form, source.rules)))


def same_fields(found: object, form: object, *names: str) -> None:
    for name in names:
        value, expected = getattr(found, name), getattr(form, name)
        if isinstance(expected, list):
            expected = tuple(expected)
        if name.endswith("_year"):
            value = value and value.code
        elif name in ("opens", "closes"):
            value = value and str(value)
        assert value == expected, name


def same_criteria(
    found: tuple[Criterion, ...], forms: list[CriterionForm], source: CatalogSource
) -> None:
    for criterion, form in zip(found, forms, strict=True):
        same_fields(criterion, form, "id", "text", "scope", "ask", "doubt")
        same_rule(criterion.rule, form.rule, source)
        same_sources(criterion.sources, form.source)


def same_rate(found: RateCase, form: RateForm, source: CatalogSource) -> None:
    same_fields(found, form, "printed", "label", "doubt")
    same_rule(found.when, form.when, source)
    same_sources(found.sources, form.source)
    assert found.rate == (None if form.rate is None else parse_rate(form.rate))


def same_cap(found: CapCase, form: CapForm, source: CatalogSource) -> None:
    same_fields(found, form, "yen", "label", "doubt", "times_driver", "at_most_driver")
    same_rule(found.when, form.when, source)
    assert (found.until and found.until.code) == form.until
    assert found.printed == form.printed + form.unit
    if form.raised is None:
        same_sources(found.sources, form.source)
        assert (found.raised_by, found.raised_when) == (None, None)
    else:
        assert found.raised_by == parse_rate(form.raised.by)
        same_rule(found.raised_when, form.raised.when, source)


def same_cost_rule(found: CostRule, form: CostRuleForm, source: CatalogSource) -> None:
    same_fields(found, form, "kind", "label", "driver", "yen", "doubt")
    assert found.printed == form.printed + form.unit
    assert found.share == (None if form.share is None else parse_rate(form.share))
    same_rule(found.when, form.when, source)
    same_sources(found.sources, form.source)


def same_limits(found: SupportLine, form: LineForm) -> None:
    """The 交付税措置率 of a bond and the largest number of units."""
    share, limit = found.repayment_share, found.unit_limit
    assert (share is None, limit is None) == (form.repayment_share is None, form.unit_limit is None)
    if share and form.repayment_share:
        assert share.rate == parse_rate(form.repayment_share.rate)
        same_fields(share, form.repayment_share, "printed", "doubt")
        same_sources(share.sources, form.repayment_share.source)
    if limit and form.unit_limit:
        same_fields(limit, form.unit_limit, "count", "printed")
        same_sources(limit.sources, form.unit_limit.source)


def same_line(found: SupportLine, form: LineForm, certainty: str, source: CatalogSource) -> None:
    names = ("id", "label", "kind", "summary", "applicant", "actors", "town_role", "per", "basis")
    same_fields(found, form, *names, "correction", "end_year", "auxiliary", "doubt")
    same_fields(found, form, "not_computable")
    through = found.through_prefecture
    assert (through is None) == (form.through_prefecture is None)
    if through and form.through_prefecture:
        assert through.text == form.through_prefecture.text
        same_sources(through.sources, form.through_prefecture.source)
    same_limits(found, form)
    for rule, rule_form in zip(found.cost_rules, form.cost_rule, strict=True):
        same_cost_rule(rule, rule_form, source)
    same_sources(found.sources, form.source)
    assert found.certainty == (form.certainty or certainty)
    assert found.ordinance_correction == (form.ordinance.correction if form.ordinance else None)
    same_sources(found.ordinance_sources, form.ordinance.source if form.ordinance else [])
    drivers = [(name, True) for name in form.drivers]
    drivers += [(name, False) for name in form.optional_drivers]
    assert [(driver.id, driver.required) for driver in found.drivers] == drivers
    for rate, rate_form in zip(found.rates, form.rate, strict=True):
        same_rate(rate, rate_form, source)
    for cap, cap_form in zip(found.caps, form.cap, strict=True):
        same_cap(cap, cap_form, source)
    for figure, figure_form in zip(found.figures, form.figure, strict=True):
        same_fields(figure, figure_form, "label", "yen", "note", "doubt")
        assert figure.printed == figure_form.printed + figure_form.unit
        same_sources(figure.sources, figure_form.source)
    same_criteria(found.criteria, form.criterion, source)


def same_round(found: Round, form: RoundForm) -> None:
    same_fields(found, form, "label", "state", "project_year", "opens", "closes", "printed")
    same_fields(found, form, "yearly", "note")
    same_sources(found.sources, form.source)


def same_edition(found: Edition, form: EditionForm, source: CatalogSource) -> None:
    code = found.year.code
    certainty = form.certainty if isinstance(form.certainty, str) else form.certainty[code]
    assert found.certainty == certainty
    same_fields(found, form, "summary", "doubt")
    same_sources(found.sources, form.source)
    same_criteria(found.criteria, form.criterion, source)
    for line, line_form in zip(found.lines, form.line, strict=True):
        same_line(line, line_form, certainty, source)
    for call, round_form in zip(found.rounds, form.round, strict=True):
        same_round(call, round_form)
    assert [step.text for step in found.steps] == [step.text for step in form.step]
    costs = [(cost.text, True) for cost in form.eligible_cost]
    costs += [(cost.text, False) for cost in form.ineligible_cost]
    assert [(cost.text, cost.eligible) for cost in found.costs] == costs
    for contact, contact_form in zip(found.contacts, form.contact, strict=True):
        same_fields(contact, contact_form, "name", "detail", "url", "doubt")
        same_sources(contact.sources, contact_form.source)
    for change, change_form in zip(found.changes, form.change, strict=True):
        same_fields(change, change_form, "text", "before", "after")
        assert (change.since and change.since.code) == change_form.since
        same_sources(change.sources, change_form.source)


def same_program(found: Program, form: ProgramForm, source: CatalogSource) -> None:
    names = ("id", "name", "kana", "aliases", "agency", "purposes", "keywords", "state")
    same_fields(found, form, *names, "end_year", "summary", "applicants", "beneficiaries")
    for relation, relation_form in zip(found.relations, form.relation, strict=True):
        same_fields(
            relation, relation_form, "kind", "target", "text", "lines", "target_lines", "on"
        )
        same_sources(relation.sources, relation_form.source or [])
    forms = {code: edition for edition in form.edition for code in edition.years}
    years = [edition.year for edition in found.editions]
    assert years == sorted(years)
    assert {year.code for year in years} == set(forms)
    for edition in found.editions:
        same_edition(edition, forms[edition.year.code], source)


@pytest.mark.parametrize("file", sorted(SOURCE.programs))
def test_every_programme_comes_back_completely(reader: CatalogReader, file: str) -> None:
    form = SOURCE.programs[file]
    (found,) = (program for program in reader.programs() if program.id == form.id)
    same_program(found, form, SOURCE)


def test_the_sample_with_every_part_comes_back(make_catalog: MakeCatalog, tmp_path: Path) -> None:
    folder = make_catalog()
    source = read_catalog(folder)
    with CatalogReader(build(tmp_path / "catalog.sqlite", folder)) as reader:
        (found,) = reader.programs()
    same_program(found, source.programs["sample.toml"], source)
    assert [edition.certainty for edition in found.editions] == ["confirmed", "draft"]
    (cap,) = found.editions[0].lines[0].caps
    assert [str(source) for source in cap.sources] == ["002:4 見本", "002:7"]
    (criterion,) = found.editions[0].criteria
    assert criterion.rule is not None
    assert criterion.rule.text == "小さな市町村"


def test_programmes_are_sorted_by_kana_then_id(reader: CatalogReader) -> None:
    keys = [(program.kana, program.id) for program in reader.programs()]
    assert keys == sorted(keys)
    assert reader.meta().program_count == len(keys) == len(SOURCE.programs)


def test_meta_purposes_and_documents(reader: CatalogReader) -> None:
    meta = reader.meta()
    assert (meta.version, meta.as_of) == (SOURCE.meta.version, SOURCE.meta.as_of)
    assert meta.attribution.startswith("総務省")
    assert list(reader.purposes().items()) == list(SOURCE.purposes.items())
    assert reader.documents() == SOURCE.documents
    assert reader.integrity() == []


def test_lists_of_municipalities(reader: CatalogReader) -> None:
    prefectures = reader.prefectures()
    assert len(prefectures) == 47
    towns = [
        town for item in prefectures for town in reader.municipalities_of(item.prefecture_code)
    ]
    assert len(towns) == 1741
    misato = reader.municipality("324485")
    assert misato is not None
    assert (misato.label, misato.entity_type) == ("島根県美郷町", "town")
    assert reader.municipality("999999") is None
    assert reader.municipalities_of("99") == []


def test_profile_of_a_town(reader: CatalogReader) -> None:
    profile = reader.profile("324485")
    population = profile.fact("population_register")
    assert isinstance(population.value, int)
    assert (population.origin, population.as_of) == (Origin.BUNDLED, "2025-01-01")
    assert population.source == "総務省「住民基本台帳に基づく人口、人口動態及び世帯数」"
    index = profile.value("fiscal_index")
    assert isinstance(index, Decimal)
    assert str(index) == "0.14"
    assert profile.value("entity_type") == "town"
    assert profile.fact("startup_support_plan").origin is Origin.UNKNOWN


def test_an_empty_bundled_value_is_unknown_and_says_why(reader: CatalogReader) -> None:
    fact = reader.profile("011002").fact("regional_work_cooperative")
    assert (fact.value, fact.origin) == (None, Origin.UNKNOWN)
    assert "不明" in fact.note


def test_area_facts_do_not_apply_to_prefectures(reader: CatalogReader) -> None:
    profile = reader.profile("320005")
    assert profile.fact("depopulated_area").origin is Origin.NOT_APPLICABLE
    assert profile.fact("prefectural_capital").origin is Origin.NOT_APPLICABLE
    assert profile.fact("regional_work_cooperative").origin is Origin.UNKNOWN
    assert profile.fact("okinawa").value == "no"


def test_partly_depopulated_town_names_the_former_villages(reader: CatalogReader) -> None:
    note = reader.profile("012025").fact("depopulated_area").note
    assert note.startswith("一部過疎の区域: 戸井町、")


def test_unknown_code_is_bad_input(reader: CatalogReader) -> None:
    with pytest.raises(InputError, match="「123」"):
        reader.profile("123")


@pytest.mark.parametrize("name", ["データ 一覧", "a?b", "a#b", "50%", "50%41", "a&mode=rw"])
def test_paths_with_any_characters(catalog_path: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    copy = folder / "catalog.sqlite"
    copy.write_bytes(catalog_path.read_bytes())
    with CatalogReader(copy) as reader:
        assert reader.programs()
    assert [path.name for path in folder.iterdir()] == ["catalog.sqlite"]


def test_relative_paths(catalog_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(catalog_path.parent)
    with CatalogReader(Path(catalog_path.name)) as reader:
        assert reader.meta().version


def test_a_file_that_may_not_be_written(catalog_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "catalog.sqlite"
    copy.write_bytes(catalog_path.read_bytes())
    copy.chmod(0o444)
    with CatalogReader(copy) as reader:
        assert reader.search("観光")


@pytest.mark.parametrize("content", [b"", b"x", b"no database " * 1000, b"SQLite format 3\x00"])
def test_garbage_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="制度データベース") as caught:
        CatalogReader(path)
    assert caught.value.message.endswith("。")
    assert path.read_bytes() == content


def test_a_place_too_long_for_sqlite_is_told_and_not_taken_for_damage(
    catalog_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path
    while len(os.fsencode(folder)) < 520:
        folder /= "とても長い名前"
    folder.mkdir(parents=True)
    copy = Path(shutil.copy(catalog_path, folder))
    with pytest.raises(CatalogError, match="場所の名前が長すぎないか"):
        CatalogReader(copy)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="見つかりません"):
        CatalogReader(tmp_path / "catalog.sqlite")
    with pytest.raises(CatalogError, match="見つかりません"):
        CatalogReader(tmp_path)


@pytest.mark.parametrize("kept", [100, 4096, 0.5, 0.99])
def test_truncated_file_is_refused(catalog_path: Path, tmp_path: Path, kept: float) -> None:
    content = catalog_path.read_bytes()
    size = int(kept * len(content)) if kept < 1 else int(kept)
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content[:size])
    with pytest.raises(CatalogError, match="壊れていて"):
        CatalogReader(path)


def test_damage_in_the_middle_is_one_clear_error(catalog_path: Path, tmp_path: Path) -> None:
    content = bytearray(catalog_path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="壊れていて"), CatalogReader(path) as reader:
        reader.programs()


def changed_copy(catalog_path: Path, tmp_path: Path, *statements: str) -> Path:
    copy = tmp_path / "changed.sqlite"
    copy.write_bytes(catalog_path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return copy


def test_other_versions_are_named(catalog_path: Path, tmp_path: Path) -> None:
    copy = changed_copy(catalog_path, tmp_path, "PRAGMA user_version = 99")
    with pytest.raises(CatalogError, match=f"ファイルは99、アプリは{SCHEMA_VERSION}"):
        CatalogReader(copy)


def test_other_databases_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE program (id)")
    with pytest.raises(CatalogError, match="ではないファイル"):
        CatalogReader(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rate_case SET rate = 'x'",
        "UPDATE criterion SET rule = '{'",
        "UPDATE criterion SET rule = '[]'",
        "DELETE FROM source_ref",
        "DROP TABLE step",
    ],
)
def test_values_that_cannot_be_are_damage(
    catalog_path: Path, tmp_path: Path, statement: str
) -> None:
    copy = changed_copy(catalog_path, tmp_path, statement)
    with CatalogReader(copy) as reader, pytest.raises(CatalogError, match="壊れていて"):
        reader.programs()


def test_integrity_names_broken_references(catalog_path: Path, tmp_path: Path) -> None:
    copy = changed_copy(catalog_path, tmp_path, "DELETE FROM document")
    with CatalogReader(copy) as reader:
        problems = reader.integrity()
    assert "制度データベース: source_ref の参照先がありません（document）" in problems


def test_the_worked_example(reader: CatalogReader) -> None:
    (program,) = (p for p in reader.programs() if p.id == "chiiki-kasseika-kigyojin")
    edition = next(edition for edition in program.editions if edition.year.code == "R7")
    (during,) = (line for line in edition.lines if line.id == "company-during")
    assert [cap.yen for cap in during.caps] == [5_900_000]
    source = during.caps[0].sources[0]
    assert (source.document, source.line) == ("002", 483)
    rule = next(c.rule for c in edition.criteria if c.id == "municipality")
    assert isinstance(rule, Compare)
    assert rule.subject == "entity_type"
