"""The list of programmes without a window."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.amounts import resolve_cap
from desktop.domain.verdict_name import Verdict
from desktop.ui.context import Context
from desktop.ui.models.program_row import ProgramRow
from desktop.ui.models.program_table_model import (
    Column,
    ProgramTableModel,
    RowRole,
    judgement_at,
)
from desktop.ui.models.row_making import NOTHING, program_row
from tests.ui.conftest import TODAY

Role = Qt.ItemDataRole


@pytest.fixture
def rows(context: Context) -> list[ProgramRow]:
    profile = context.office.profile
    assert profile is not None
    return [program_row(one, profile.value, TODAY) for one in context.office.judgements]


@pytest.fixture
def model(qapp: QApplication, rows: list[ProgramRow]) -> ProgramTableModel:
    model = ProgramTableModel()
    model.set_rows(rows)
    return model


def row_named(rows: list[ProgramRow], program_id: str) -> ProgramRow:
    return next(row for row in rows if row.id == program_id)


def test_the_model_keeps_the_contract_of_qt(model: ProgramTableModel) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    rows = [model.index(at, 0).data(RowRole.JUDGEMENT) for at in range(model.rowCount())]
    assert len(rows) == model.rowCount() > 0
    model.set_rows([])
    assert tester.model() is model


def test_every_cell_has_a_text(model: ProgramTableModel) -> None:
    for row in range(model.rowCount()):
        for column in Column:
            text = model.index(row, column).data(Role.AccessibleTextRole)
            assert text, f"row {row}, {column.name}"


def test_the_verdict_is_told_by_symbol_and_text(model: ProgramTableModel) -> None:
    first = model.index(0, Column.VERDICT)
    assert first.data() == "○ 対象"
    assert first.data(RowRole.VERDICT) == Verdict.ELIGIBLE.value


def test_a_tick_is_a_wish_until_it_is_confirmed(model: ProgramTableModel, qtbot: QtBot) -> None:
    index = model.index(0, Column.CHOSEN)
    with qtbot.waitSignal(model.choice_wanted) as wish:
        model.setData(index, Qt.CheckState.Checked, Role.CheckStateRole)
    judgement = judgement_at(index)
    assert judgement is not None
    assert wish.args == [judgement.program.id, True]
    assert Qt.CheckState(index.data(Role.CheckStateRole)) is Qt.CheckState.Unchecked
    model.set_chosen([judgement.program.id])
    assert Qt.CheckState(index.data(Role.CheckStateRole)) is Qt.CheckState.Checked


def test_ticks_stay_when_other_rows_are_shown(
    model: ProgramTableModel, rows: list[ProgramRow]
) -> None:
    model.set_chosen([rows[-1].id])
    model.set_rows(rows[-1:])
    assert Qt.CheckState(model.index(0, 0).data(Role.CheckStateRole)) is Qt.CheckState.Checked


def test_the_same_programmes_are_updated_in_place(
    model: ProgramTableModel, rows: list[ProgramRow], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows(list(rows))


@pytest.mark.parametrize("column", list(Column))
def test_every_column_can_be_sorted(model: ProgramTableModel, column: Column) -> None:
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setSortRole(RowRole.SORT)
    proxy.sort(column)
    keys = [proxy.index(at, column).data(RowRole.SORT) for at in range(proxy.rowCount())]
    assert keys == sorted(keys)


def test_an_amount_is_resolved_for_the_town(rows: list[ProgramRow]) -> None:
    row = row_named(rows, "chiiki-kasseika-kigyojin")
    assert row.amount.startswith("上限 610万円／人")
    assert int(row.amount_key) == 6_100_000
    assert "ほか" in row.amount


def test_what_is_closed_to_the_town_has_no_amount(rows: list[ProgramRow]) -> None:
    closed = [row for row in rows if row.verdict in (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)]
    assert closed
    assert {row.amount for row in closed} == {NOTHING}


def test_the_largest_cap_is_shown_of_several(rows: list[ProgramRow], context: Context) -> None:
    profile = context.office.profile
    assert profile is not None
    for row in rows:
        assert row.judgement is not None
        caps = [
            bounds[1]
            for line in row.judgement.lines
            if line.verdict not in (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)
            and (bounds := resolve_cap(line.line, profile.value).bounds)
        ]
        if row.amount != NOTHING:
            assert int(row.amount_key) == max(caps, default=0)


def test_deadlines_are_short_and_forecasts_say_about(context: Context) -> None:
    profile = context.office.profile
    assert profile is not None
    shown = [
        program_row(one, profile.value, date(2026, 11, 20)).deadline
        for one in context.office.judgements
    ]
    forecast = [text for text in shown if text.startswith("次回見込\nR9")]
    assert forecast
    assert all(text.endswith(("ごろ", "まで")) for text in forecast)
    assert Fraction(sum(len(text) <= 16 for text in shown), len(shown)) == 1
