"""The office on the real catalogue and a real workspace file: everything saved at once, nothing lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.domain.codes import SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Origin
from desktop.domain.value import Value
from desktop.domain.verdict_name import Verdict
from desktop.errors import InputError, WorkspaceError
from desktop.services.matching import filtered
from desktop.services.office import Office

MISATO = "324485"
TODAY = date(2026, 11, 20)
LOCAL = "local-10000-kokuhojo"


class Desk:
    """Opens the office again and again on the same files."""

    def __init__(self, catalog: Path, folder: Path) -> None:
        self._catalog = catalog
        self._folder = folder
        self._open: list[tuple[CatalogReader, Workspace]] = []

    def __call__(self, today: date = TODAY) -> Office:
        catalog, workspace = (
            CatalogReader(self._catalog),
            Workspace(self._folder / "workspace.sqlite"),
        )
        self._open.append((catalog, workspace))
        return Office(catalog, workspace, lambda: today)

    def close(self) -> None:
        for catalog, workspace in self._open:
            catalog.close()
            workspace.close()


@pytest.fixture
def open_office(catalog_path: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(catalog_path, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def office(open_office: Desk) -> Office:
    chosen = open_office()
    chosen.choose(MISATO)
    return chosen


def answered_value(office: Office, fact_id: str) -> Value:
    answer = office.user_answer(fact_id)
    assert answer is not None
    return answer.value


def verdict(office: Office, program_id: str) -> Verdict:
    judged = office.judgement(program_id)
    assert judged is not None
    return judged.verdict


def test_before_a_town_is_chosen_there_is_nothing_to_judge(open_office: Desk) -> None:
    office = open_office()
    assert office.profile is None
    assert office.town is None
    assert list(office.judgements) == []
    assert office.selection == ()
    with pytest.raises(InputError, match="まちが選ばれていません"):
        office.answer("startup_support_plan", "yes")


def test_an_unknown_code_is_refused_and_the_town_stays(office: Office) -> None:
    with pytest.raises(InputError, match="999999"):
        office.choose("999999")
    assert office.town is not None
    assert office.town.code == MISATO


def test_an_answer_changes_verdicts_and_survives_reopening(
    office: Office, open_office: Desk
) -> None:
    assert verdict(office, LOCAL) is Verdict.UNKNOWN
    office.answer("startup_support_plan", "yes")
    assert verdict(office, LOCAL) is Verdict.ELIGIBLE
    again = open_office()
    assert again.town == office.town
    assert verdict(again, LOCAL) is Verdict.ELIGIBLE
    again.withdraw("startup_support_plan")
    assert verdict(again, LOCAL) is Verdict.UNKNOWN


def test_an_overruled_fact_keeps_the_bundled_one_beside_it(office: Office) -> None:
    office.answer_text("fiscal_index", "０．５５")
    assert office.profile is not None
    known = office.profile.fact("fiscal_index")
    assert (known.value, known.origin, known.as_of) == (
        Decimal("0.55"),
        Origin.OVERRULED,
        "2026-11-20",
    )
    assert known.bundled is not None
    assert known.bundled.value == Decimal("0.14")
    assert answered_value(office, "fiscal_index") == Decimal("0.55")
    office.withdraw("fiscal_index")
    assert office.profile.fact("fiscal_index").origin is Origin.BUNDLED
    assert office.user_answer("fiscal_index") is None


def test_explicitly_unknown_is_not_the_same_as_never_asked(office: Office) -> None:
    office.answer("metropolitan_area", None)
    office.answer("disadvantaged_area", None)
    assert verdict(office, "chiiki-kasseika-kigyojin") is Verdict.UNKNOWN
    office.withdraw("metropolitan_area")
    assert verdict(office, "chiiki-kasseika-kigyojin") is Verdict.ELIGIBLE


def test_a_wrong_value_is_refused_and_nothing_saved(office: Office) -> None:
    with pytest.raises(InputError, match="財政力指数"):
        office.answer_text("fiscal_index", "ひくい")
    assert office.user_answer("fiscal_index") is None


def test_answers_belong_to_their_town(office: Office) -> None:
    office.answer("startup_support_plan", "yes")
    office.choose("454311")
    assert office.town is not None
    assert office.town.label == "宮崎県美郷町"
    assert office.user_answer("startup_support_plan") is None
    office.choose(MISATO)
    assert answered_value(office, "startup_support_plan") == "yes"


def test_the_selection_keeps_the_order_of_choosing(office: Office, open_office: Desk) -> None:
    for program_id in (LOCAL, "jet", "furusato-yushi"):
        office.select(program_id, True)
    office.select("jet", False)
    office.select(LOCAL, True)
    assert open_office().selection == office.selection
    assert set(office.selection) == {LOCAL, "furusato-yushi"}


def test_the_target_year_is_kept_until_it_has_passed(open_office: Desk) -> None:
    office = open_office()
    assert office.fiscal_year == FiscalYear(9)
    office.set_fiscal_year(FiscalYear(8))
    assert open_office().fiscal_year == FiscalYear(8)
    assert open_office(date(2027, 4, 1)).fiscal_year == FiscalYear(9)
    assert open_office(date(2029, 12, 1)).fiscal_year == FiscalYear(12)


def test_the_list_is_ordered_by_verdict_and_reading(office: Office) -> None:
    order = list(Verdict)
    keys = [(order.index(one.verdict), one.program.kana) for one in office.judgements]
    assert keys == sorted(keys)
    assert len(keys) == len(office.programs)


def test_filters_narrow_and_a_search_orders(office: Office) -> None:
    judged = list(office.judgements)
    eligible = filtered(judged, verdicts=frozenset({"eligible"}))
    assert eligible
    assert all(one.verdict is Verdict.ELIGIBLE for one in eligible)
    loans = filtered(judged, kinds=frozenset({"loan"}))
    assert "furusato-yushi" in {one.program.id for one in loans}
    assert all(SupportKind.LOAN in one.program.kinds for one in loans)
    startup = filtered(judged, purposes=frozenset({"startup"}))
    assert {LOCAL, "local-10000-chihotandoku"} <= {one.program.id for one in startup}
    hits = office.search("協力隊")
    found = filtered(judged, found=hits)
    assert [one.program.id for one in found] == list(hits)
    assert hits[0] == "chiiki-okoshi-kyoryokutai"
    assert filtered(judged, found=[]) == []


@pytest.mark.parametrize(
    ("code", "program_id", "expected"),
    [
        # 豊田市 (財政力指数 1.00 and more) and 千代田区: 交付税 has no effect as a rule
        ("232114", "chiiki-kasseika-kigyojin", Verdict.UNKNOWN),
        ("232114", "jet", Verdict.UNKNOWN),
        ("131016", "jet", Verdict.UNKNOWN),
        # 所沢市: 圏内, no 条件不利地域: the documents say 「等」 and 「原則」
        ("112089", "chiiki-okoshi-kyoryokutai", Verdict.UNKNOWN),
        (MISATO, "chiiki-okoshi-kyoryokutai", Verdict.ELIGIBLE),
        ("130001", "chiiki-kasseika-kigyojin", Verdict.INELIGIBLE),  # prefecture
        ("320005", "jichitai-dx-accelerator", Verdict.ELIGIBLE),  # 島根県
        ("131016", "chiiki-kasseika-kigyojin", Verdict.INELIGIBLE),  # 千代田区 is no 市町村
        ("112089", "chiiki-kasseika-kigyojin", Verdict.UNKNOWN),  # 所沢市: 定住自立圏 unanswered
        ("011002", "chiiki-kasseika-kigyojin", Verdict.ELIGIBLE),  # 札幌市: outside
    ],
)
def test_real_bodies_of_other_kinds(
    open_office: Desk, code: str, program_id: str, expected: Verdict
) -> None:
    office = open_office()
    office.choose(code)
    assert verdict(office, program_id) is expected


def test_what_this_catalogue_does_not_know_stays_chosen(office: Office, open_office: Desk) -> None:
    assert office.town is not None
    office.workspace.set_selection(office.town.code, ["gone-program", "jet"])
    office.select(LOCAL, True)
    assert office.selection == ("jet", LOCAL)
    office.arrange([LOCAL])
    assert "gone-program" in office.workspace.selection(office.town.code)
    assert open_office().selection == (LOCAL,)


def test_stored_texts_of_another_version_do_not_stop_the_start(
    office: Office, open_office: Desk
) -> None:
    office.workspace.set_answer(MISATO, "a_fact_of_tomorrow", "yes", TODAY)
    office.workspace.set_answer(MISATO, "population_register", "abc", TODAY)
    office.workspace.set_setting("fiscal_year", "2026")
    again = open_office()
    assert again.profile is not None
    assert again.profile.value("population_register") == 4034
    assert again.fiscal_year == FiscalYear(9)
    kept = {one.fact for one in again.workspace.answers(MISATO)}
    assert "a_fact_of_tomorrow" in kept


def test_where_answers_can_no_longer_be_read_what_was_shown_still_holds(
    office: Office, tmp_path: Path
) -> None:
    office.answer("startup_support_plan", "yes")
    before, judged = office.profile, office.judgements
    with closing(sqlite3.connect(tmp_path / "workspace.sqlite")) as other, other:
        other.execute("UPDATE answer SET value = '{' WHERE fact = 'startup_support_plan'")
    with pytest.raises(WorkspaceError):
        office.answer("heavy_snow", "none")
    assert office.profile is before
    assert office.judgements is judged
