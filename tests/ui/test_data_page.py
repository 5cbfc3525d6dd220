from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.errors import CatalogError
from desktop.paths import AppPaths
from desktop.services.doctor import examine
from desktop.ui.context import Context
from desktop.ui.pages.data_page import SOUND, DataPage, DataPlaces
from desktop.ui.widgets.document_table import DocumentTable
from tests.ui.finding import child, children
from tests.ui.hands import click


@pytest.fixture
def places(context: Context, catalog_path: Path, tmp_path: Path) -> DataPlaces:
    paths = AppPaths(catalog_path, tmp_path / "resources", tmp_path)
    return DataPlaces(
        catalog=paths.catalog,
        workspace=paths.workspace,
        log=tmp_path / "michishirube.log",
        check=lambda: examine(paths).problems,
        program_version="0.1.0",
    )


def shown(qtbot: QtBot, context: Context, places: DataPlaces) -> DataPage:
    page = DataPage(context, places)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    return page


def all_text(page: DataPage) -> str:
    return "\n".join(label.text() for label in children(page, QLabel))


def click_check(qtbot: QtBot, page: DataPage) -> None:
    click(page.check_button)
    assert not page.check_button.isEnabled()
    qtbot.waitUntil(page.check_button.isEnabled)


def test_versions_dates_places_and_attribution_are_told(
    qtbot: QtBot, context: Context, places: DataPlaces
) -> None:
    text = all_text(shown(qtbot, context, places))
    meta = context.office.catalog.meta()
    for wanted in (meta.version, meta.attribution, str(places.catalog), str(places.workspace)):
        assert wanted in text


def test_every_document_is_listed_with_its_date(
    qtbot: QtBot, context: Context, places: DataPlaces
) -> None:
    page = shown(qtbot, context, places)
    table = child(page, DocumentTable)
    assert table.rowCount() == len(context.office.catalog.documents())
    dates = [table.model().index(row, 2).data() for row in range(table.rowCount())]
    assert all(dates)


def test_a_backup_is_made_and_its_place_told(
    qtbot: QtBot, context: Context, places: DataPlaces
) -> None:
    context.office.answer("startup_support_plan", "yes")
    page = shown(qtbot, context, places)
    click(page.backup_button)
    path = Path(page.backup_result.text().splitlines()[-1])
    assert path.is_file()
    copy = sqlite3.connect(path)
    assert copy.execute("SELECT count(*) FROM answer").fetchone() == (1,)
    copy.close()


def test_sound_files_are_called_sound(qtbot: QtBot, context: Context, places: DataPlaces) -> None:
    page = shown(qtbot, context, places)
    click_check(qtbot, page)
    assert page.check_result.text() == SOUND


def test_a_damaged_catalogue_is_told_in_words(
    qtbot: QtBot, context: Context, places: DataPlaces, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database" * 100)
    paths = AppPaths(damaged, tmp_path, tmp_path)
    page = shown(qtbot, context, replace(places, check=lambda: examine(paths).problems))
    click_check(qtbot, page)
    assert "データベース" in page.check_result.text()


def test_a_check_that_cannot_run_says_so(
    qtbot: QtBot, context: Context, places: DataPlaces
) -> None:
    def fail() -> Sequence[str]:
        raise CatalogError("制度データベースを読めません。")

    page = shown(qtbot, context, replace(places, check=fail))
    click_check(qtbot, page)
    box = child(page, QMessageBox)
    assert box.text() == "制度データベースを読めません。"
    box.close()
