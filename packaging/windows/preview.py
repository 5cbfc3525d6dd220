"""Try the Windows package out on Linux: `make package-windows-preview`.

Puts a Windows Python together from published wheels, builds package, installer and portable zip under
Wine, installs, runs and removes them as a user of a Japanese Windows would, and checks each step. What
it builds is for this trial only: releases are built on Windows, by packaging/package.py.

    python packaging/windows_preview.py [--fresh]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import build_checks
import console_checks
import dialog_checks
import freeze
import install_checks
import installer
import portable
import run_checks
import wheels
import winpython
from commit import source_date
from debian import ensure_packages
from machine import ensure_locale, fetch_newer_dll, missing_packages, run
from places import NAME, Places
from project import SetupError, version
from report import NOTICE, Report
from trial import Trial
from wine import USER, Wine, screen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the whole preview and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fresh", action="store_true", help="forget all downloads first")
    options = parser.parse_args(arguments)
    print(NOTICE, flush=True)
    places, report = Places(), Report()
    if options.fresh:
        shutil.rmtree(places.work, ignore_errors=True)
    try:
        preview(places, report)
    except SetupError as error:
        print(f"\n{error}\n", file=sys.stderr)
        report.check("最後まで進んだ / came to the end", False)
    return report.finish()


def preview(places: Places, report: Report) -> None:
    """Take all steps."""
    for folder in (places.out, places.log, places.prefix):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (places.cache, places.out, places.log):
        folder.mkdir(parents=True, exist_ok=True)
    with report.step("準備 / tools and wheels"):
        ensure_packages(missing_packages())
        ensure_locale()
        newer_dll = fetch_newer_dll(places.cache / "wine")
        wheels.download(places.wheels)
        report.note(
            f"standard library of Python {winpython.assemble(places.wheels, places.python)}"
        )
    with screen(places.log / "xvfb.txt") as display:
        wine = prefix(places, report, display, newer_dll)
        try:
            check_all(build(wine, places, report))
        finally:
            wine.shut_down()


def prefix(places: Places, report: Report, display: str, newer_dll: Path) -> Wine:
    """Return a fresh Wine prefix, copied from one that is kept."""
    with report.step("Wine の準備 / a fresh Windows for 山田 太郎"):
        ready = places.prefix_model.with_suffix(".ready")
        if not ready.exists():
            shutil.rmtree(places.prefix_model, ignore_errors=True)
            Wine(places.prefix_model, display).prepare(newer_dll)
            ready.touch()
        run(["cp", "-a", places.prefix_model, places.prefix])
        wine = Wine(places.prefix, display)
        found = freeze.probe(wine, places)
        report.check(
            "日本語の Windows / a Japanese Windows", found.endswith("cp932"), f"{found} {USER}"
        )
        return wine


def build(wine: Wine, places: Places, report: Report) -> Trial:
    """Build package, installers and zip."""
    with report.step("パッケージ / PyInstaller under Wine"):
        package = freeze.make_package(wine, places)
    with report.step("インストーラーと持ち運び版 / installer and portable zip"):
        out, number = places.out, version()
        setup = out / f"{NAME}-{number}-preview-setup.exe"
        new = installer.build(package, setup, number, {"ICON": str(places.icon)})
        zipped = portable.build(
            package, out / f"{NAME}-{number}-preview-portable.zip", source_date()
        )
        shutil.rmtree(places.work / "older", ignore_errors=True)
        small = install_checks.older_package(package, places.work / "older")
        target = places.work / "older-setup.exe"
        older = installer.build(small, target, install_checks.OLD_VERSION, {"FAST": ""})
    return Trial(wine, places, report, number, package, new, older, zipped)


def check_all(trial: Trial) -> None:
    """Check what was built, then use it in the order of a user's life."""
    with trial.report.step("静的な検査 / static checks"):
        build_checks.check_libraries(trial)
        build_checks.check_programs(trial)
        build_checks.check_contents(trial)
        build_checks.check_sizes(trial)
        build_checks.check_repeatable(trial, source_date())
    for name, checks in CHECKS:
        with trial.report.step(name):
            for check in checks:
                check(trial)


CHECKS = (
    ("持ち運び版 / the portable copy", (run_checks.check_portable,)),
    ("導入と更新 / installing and updating", (install_checks.check_update,)),
    ("導入したものを動かす / running what is installed", (run_checks.check_smoke,)),
    (
        "コマンドライン / command line",
        (
            console_checks.check_console,
            console_checks.check_doctor,
            console_checks.check_console_window,
        ),
    ),
    (
        "場所 / places",
        (
            console_checks.check_redirected_profile,
            run_checks.check_share,
            run_checks.check_long_path,
        ),
    ),
    ("開いているとき / while it is open", (install_checks.check_running,)),
    (
        "移動と削除 / moving and removing",
        (install_checks.check_elsewhere, install_checks.check_refused_folders),
    ),
    (
        "全利用者・データの削除 / all users, removing data",
        (install_checks.check_for_all, install_checks.check_removal_of_data),
    ),
    ("手で入れて、手で消す / by hand, page by page", (dialog_checks.check_by_hand,)),
)


if __name__ == "__main__":
    sys.exit(main())
