"""The same job without a display: judge the sample town, print the list, write the workbook."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from desktop import commands
from desktop.errors import AppError, ExportError
from desktop.paths import AppPaths

SAMPLE = "sample_profile.json"
OUTPUT_FOLDER = "output"


def run_terminal(paths: AppPaths, today: date) -> int:
    """Judge the sample profile in resources/, print the list and the path of the workbook written."""
    options = Namespace(
        code=None,
        set=[],
        profile=paths.resources / SAMPLE,
        fiscal_year=None,
        programs=None,
        json=False,
    )
    print("画面が見つからないため、見本のまちで判定し、ワークブックを書き出します。")
    try:
        commands.match(options, paths, today)
        folder = paths.data / OUTPUT_FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"出力フォルダー {folder} を作れません。--data-dir で別の場所を指定してください。"
            ) from error
        options.out = _free_name(folder, f"michishirube_{today:%Y%m%d}")
        return commands.export(options, paths, today)
    except AppError as error:
        print(error.message, file=sys.stderr)
        return error.exit_status


def _free_name(folder: Path, stem: str) -> Path:
    """Return a name that no workbook has yet: somebody may have written into the one before."""
    names = (
        folder / f"{stem}{suffix}.xlsx" for suffix in ("", *(f"_{n}" for n in range(2, 10_000)))
    )
    return next(path for path in names if not path.exists())
