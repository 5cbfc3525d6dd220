from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.facts import FACTS
from desktop.ui.context import Context
from desktop.ui.models.fact_table_model import (
    Column,
    FactRole,
    FactTableModel,
    cell_text,
    profile_rows,
)
from desktop.ui.theme import make_palette


@pytest.fixture
def model(context: Context) -> FactTableModel:
    model = FactTableModel(QPalette())
    profile = context.office.profile
    assert profile is not None
    model.set_profile(profile)
    return model


def text(model: FactTableModel, fact_id: str, column: Column) -> str:
    row = model.row_of(fact_id)
    assert row is not None
    return str(model.index(row, column).data())


def test_model_is_sound_while_values_change(model: FactTableModel, context: Context) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    context.office.answer("fiscal_index", None)
    assert context.office.profile is not None
    model.set_profile(context.office.profile)
    model.set_palette(make_palette(dark=True))


def test_every_fact_stands_once_under_the_heading_of_its_group(model: FactTableModel) -> None:
    ids = [model.index(row, 0).data(FactRole) for row in range(model.rowCount())]
    assert sorted(one for one in ids if one) == sorted(FACTS)
    titles = [model.index(row, 0).data() for row in model.headings()]
    assert len(titles) == len(set(titles))
    for row in model.headings():
        assert model.flags(model.index(row, 0)) == Qt.ItemFlag.NoItemFlags


def test_known_overruled_answered_and_unknown_are_told_apart(
    model: FactTableModel, context: Context
) -> None:
    context.office.answer("population_register", 4100)
    context.office.answer("startup_support_plan", "yes")
    assert context.office.profile is not None
    model.set_profile(context.office.profile)
    assert text(model, "entity_type", Column.STATE) == "● 同梱の資料"
    assert text(model, "population_register", Column.VALUE) == "4,100人"
    assert text(model, "population_register", Column.STATE) == "◆ 役場で修正"
    assert text(model, "startup_support_plan", Column.STATE) == "◆ 役場の回答"
    assert text(model, "startup_support_plan", Column.AS_OF) == "令和8年11月20日"
    assert text(model, "womens_promotion_plan", Column.VALUE) == "不明"
    assert text(model, "womens_promotion_plan", Column.STATE) == "？ 不明"


def test_a_prefecture_has_facts_that_do_not_apply(context: Context) -> None:
    context.office.choose("320005")
    assert context.office.profile is not None
    rows = {row.title: row for row in profile_rows(context.office.profile)}
    assert cell_text(rows["過疎地域"], Column.VALUE) == "－"
    assert cell_text(rows["過疎地域"], Column.STATE) == "－ 当てはまらない"
