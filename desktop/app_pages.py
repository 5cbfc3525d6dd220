"""The pages of the window: what each is called, and how it is made. Part of putting the window together.

The module of a page is loaded when the page is built: when it is first shown, or after the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import desktop
from desktop.paths import AppPaths
from desktop.ui.context import Context
from desktop.ui.main_window import DATA, EXPORT, HELP, PROFILE, PROGRAMS
from desktop.ui.page import PageEntry

if TYPE_CHECKING:
    from desktop.domain.verdict import Judgement
    from desktop.ui.pages.data_page import DataPage, DataPlaces
    from desktop.ui.pages.export_page import ExportPage
    from desktop.ui.pages.help_page import HelpPage
    from desktop.ui.pages.profile_page import ProfilePage
    from desktop.ui.pages.programs_page import ProgramsPage

LOG_NAME = "michishirube.log"


def page_entries(context: Context, paths: AppPaths) -> list[PageEntry]:
    """Return the pages in the order of the navigation."""
    build = _Builders(context, paths)
    return [
        PageEntry(
            PROFILE,
            "まちのプロフィール",
            "まちの状況を確かめ、不明な項目に答えます",
            build.profile,
            "まちのプロフィール",
        ),
        PageEntry(
            PROGRAMS,
            "制度をさがす",
            "このまちで使える制度を探し、理由と金額を確かめて、計画に入れます",
            build.programs,
            "制度をさがす",
        ),
        PageEntry(
            EXPORT,
            "出力",
            "計画に入れた制度を、エクセルの計画ブックに書き出します",
            build.export,
            "出力とワークブック",
        ),
        PageEntry(
            DATA,
            "データ管理",
            "データの版と置き場所、点検、控えの作成です",
            build.data,
            "困ったとき",
        ),
        PageEntry(HELP, "ヘルプ", "使い方と困ったときの対処です", build.help, "はじめに"),
    ]


class _Builders:
    """Makes each page with what it needs."""

    def __init__(self, context: Context, paths: AppPaths) -> None:
        self._context = context
        self._paths = paths
        self._programs: ProgramsPage | None = None

    def profile(self) -> ProfilePage:
        from desktop.ui.pages.profile_page import ProfilePage

        return ProfilePage(self._context)

    def programs(self) -> ProgramsPage:
        from desktop.ui.pages.programs_page import ProgramsPage

        self._programs = ProgramsPage(self._context)
        return self._programs

    def export(self) -> ExportPage:
        from desktop.ui.pages.export_page import ExportPage

        return ExportPage(self._context, self._shown)

    def _shown(self) -> list[Judgement]:
        """Return the judgements in the order of the page 制度をさがす."""
        if self._programs is None:
            return self._context.office.judgements
        return self._programs.shown_judgements()

    def data(self) -> DataPage:
        from desktop.ui.pages.data_page import DataPage

        return DataPage(self._context, _places(self._paths))

    def help(self) -> HelpPage:
        from desktop.ui.pages.help_page import HelpPage

        return HelpPage(self._context, self._paths.resources / "help")


def _places(paths: AppPaths) -> DataPlaces:
    """Return what the page データ管理 tells about files."""
    from desktop.services.doctor import examine
    from desktop.ui.pages.data_page import DataPlaces

    return DataPlaces(
        catalog=paths.catalog,
        workspace=paths.workspace,
        log=paths.logs / LOG_NAME,
        check=lambda: examine(paths).problems,
        program_version=desktop.__version__,
    )
