"""The command line: the same core as the window, for batch work, tests and checks (VOCABULARY.md)."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import desktop
from desktop import commands as do
from desktop.errors import AppError, InputError
from desktop.estimate_command import estimate
from desktop.paths import AppPaths
from desktop.why_command import why

FIRST_DAY, LAST_DAY = date(2019, 5, 1), date(2099, 12, 31)
"""Days in the Reiwa era; nothing in the catalogue is older, and nobody plans later."""

Handler = Callable[[argparse.Namespace, AppPaths, date], int]


class JapaneseHelp(argparse.HelpFormatter):
    """argparse's page of help, its first word in Japanese."""

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """Begin with the Japanese word."""
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class JapaneseParser(argparse.ArgumentParser):
    """argparse in Japanese, with its complaints in one sentence and exit status 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=JapaneseHelp, **options)
        self._positionals.title, self._optionals.title = "指定するもの", "付けられるもの"
        self.add_argument("-h", "--help", action="help", help="この説明を出す")

    def error(self, message: str) -> NoReturn:
        """Say which options are wrong and where help is."""
        words = re.findall(r"--[a-z-]+", message) or re.findall(r"'([^']+)'", message)[:1]
        named = f"（{'、'.join(words)}）" if words else ""
        self.exit(
            2,
            f"指定が足りないか、正しくありません{named}。{self.prog} --help で使い方を確かめてください。\n",
        )


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands."""
    parser = JapaneseParser(
        prog="michishirube", description="まちで使える国の支援制度を探し、計画する道具です。"
    )
    parser.add_argument("--version", action="version", version=desktop.__version__, help="版を出す")
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="フォルダー",
        help="データフォルダー（ふだんは指定しません）",
    )
    parser.add_argument(
        "--catalog",
        type=Path,
        metavar="ファイル",
        help="制度データベースのファイル（ふだんは指定しません）",
    )
    parser.add_argument(
        "--smoke", action="store_true", help="自己点検をして終わる（データには触れません）"
    )
    parser.add_argument(
        "--smoke-out", type=Path, metavar="フォルダー", help="自己点検の記録を置くフォルダー"
    )
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=JapaneseParser)
    _add_catalog(commands)
    _add_match(commands)
    _add_why(commands)
    search = commands.add_parser("search", help="言葉で制度を探す")
    search.add_argument("words", nargs="+")
    _json(search, do.search)
    _add_estimate(commands)
    _add_export(commands)
    _json(commands.add_parser("doctor", help="版・場所・データベースを点検する"), do.doctor)
    return parser


def _json(parser: argparse.ArgumentParser, handler: Handler) -> None:
    """Give a subcommand its handler and the option --json."""
    parser.add_argument("--json", action="store_true", help="JSONで出す")
    parser.set_defaults(handler=handler)


def _add_catalog(commands: Any) -> None:
    """Add ``catalog list`` and ``catalog show``."""
    catalog = commands.add_parser("catalog", help="制度の一覧と詳細")
    actions = catalog.add_subparsers(
        dest="action", metavar="命令", required=True, parser_class=JapaneseParser
    )
    _json(actions.add_parser("list", help="制度の一覧"), do.catalog_list)
    coverage = actions.add_parser("coverage", help="資料の数字がどこまで収められたか")
    coverage.add_argument("--sources", type=Path, help="資料の本文のフォルダー（照合する場合）")
    _json(coverage, do.catalog_coverage)
    show = actions.add_parser("show", help="一つの制度の詳細")
    show.add_argument("id")
    _json(show, do.catalog_show)


def _town_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say for which town, year and day."""
    parser.add_argument("--code", help="6桁の全国地方公共団体コード")
    parser.add_argument(
        "--set", action="append", default=[], metavar="項目=値", help="項目の値を決める"
    )
    parser.add_argument("--profile", type=Path, help="プロフィールファイル（JSON）")
    parser.add_argument("--fiscal-year", help="対象年度（例 R8）")
    parser.add_argument("--today", help="今日の日付（例 2026-11-20）")


def _add_match(commands: Any) -> None:
    """Add ``match``."""
    match = commands.add_parser("match", help="まちに合う制度を判定する")
    _town_options(match)
    _json(match, do.match)


def _add_estimate(commands: Any) -> None:
    """Add ``estimate``."""
    parser = commands.add_parser("estimate", help="計画ファイルから財源を試算する")
    parser.add_argument("plan", type=Path, help="計画ファイル（JSON）")
    parser.add_argument("--today", help="今日の日付（例 2026-11-20）")
    _json(parser, estimate)


def _add_why(commands: Any) -> None:
    """Add ``why``."""
    parser = commands.add_parser("why", help="一つの制度が、なぜその判定になるか")
    parser.add_argument("words", nargs="+", metavar="制度", help="制度の名前かID")
    _town_options(parser)
    _json(parser, why)


def _add_export(commands: Any) -> None:
    """Add ``export``."""
    export = commands.add_parser("export", help="計画ワークブック（Excel）を書き出す")
    _town_options(export)
    export.add_argument("--programs", help="計画シートを作る制度ID（コンマ区切り）")
    export.add_argument("--out", type=Path, required=True, help="書き出すファイル（.xlsx）")
    export.set_defaults(handler=do.export)


def run(argv: Sequence[str], paths: AppPaths, today: date) -> int:
    """Run one subcommand and return the exit status; errors go to standard error in Japanese."""
    options = build_parser().parse_args(argv)
    try:
        handler: Handler = options.handler
        if hasattr(options, "today"):
            today = _day(options.today, today)
        return handler(options, paths, today)
    except AppError as error:
        print(error.message, file=sys.stderr)
        return error.exit_status


def _day(text: str | None, today: date) -> date:
    """Return the day given, or today unless the PC's clock cannot be right."""
    if text is None:
        if FIRST_DAY <= today <= LAST_DAY:
            return today
        raise InputError(
            f"パソコンの日付が{today}になっています。直すか、--today 2026-11-20 のように指定してください。"
        )
    try:
        day = date.fromisoformat(text)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(text)
    except ValueError as error:
        raise InputError(
            f"日付「{text}」を読めません。2026-11-20 のように書いてください。"
        ) from error
    return day
