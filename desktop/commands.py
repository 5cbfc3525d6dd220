"""What each subcommand does: parsed options, paths and today go in, the exit status comes out."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from db.catalog_reader import CatalogReader
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program_amounts import line_amounts, no_amount
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.errors import InputError
from desktop.paths import AppPaths
from desktop.services.coverage import verify_sources
from desktop.services.doctor import examine
from desktop.services.exporting import ExportRequest, export_workbook
from desktop.services.json_view import match_data, program_entry
from desktop.services.matching import judge_all
from desktop.services.profile_file import ProfileFile, parse_answers, read_profile_file
from desktop.services.program_json import program_data
from desktop.services.town_profile import profile_for


def print_json(data: Any) -> None:
    """Print one JSON document in UTF-8."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def catalog_list(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``catalog list``."""
    with CatalogReader(paths.catalog) as catalog:
        meta, programs = catalog.meta(), catalog.programs()
    if options.json:
        head = {"version": meta.version, "as_of": meta.as_of, "programs": len(programs)}
        print_json({"catalog": head, "programs": [program_entry(one) for one in programs]})
        return 0
    for program in programs:
        kinds = "・".join(kind.label for kind in program.kinds)
        print(f"{program.id}\t{program.name}\t{kinds}\t{program.agency}")
    return 0


def catalog_coverage(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``catalog coverage``: the ledger's sums; with ``--sources`` the documents are read again."""
    with CatalogReader(paths.catalog) as catalog:
        sums = [one for one in catalog.coverage() if one.lines or one.document.isdigit()]
    problems = verify_sources(options.sources) if options.sources else []
    if options.json:
        print_json({"documents": [asdict(one) for one in sums]})
    else:
        for one in sums:
            left = sum(one.left_out.values())
            print(
                f"資料{one.document}: {one.lines}行、引用{one.cited}、除外{left}、未処理{one.open}"
            )
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or any(one.open for one in sums) else 0


def catalog_show(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``catalog show ID`` (always one JSON document: there is no shorter form that is whole)."""
    with CatalogReader(paths.catalog) as catalog:
        programs = {program.id: program for program in catalog.programs()}
    if options.id not in programs:
        raise InputError(
            f"制度ID「{options.id}」はありません。michishirube catalog list で確かめてください。"
        )
    print_json(program_data(programs[options.id]))
    return 0


def match(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``match``."""
    profile, year, judgements, _ = judged(options, paths, today)
    if options.json:
        print_json(match_data(profile, year, judgements, today))
    else:
        print_list(profile, year, judgements)
    return 0


def print_list(profile: Profile, year: FiscalYear, judgements: Sequence[Judgement]) -> None:
    """Print the judged list for people."""
    print(f"{profile.municipality.label}（{profile.municipality.code}）・{year.label}の判定")
    for judgement in judgements:
        amounts = line_amounts(judgement, profile.value)
        shown = "、".join(one.phrase for one in amounts[:2]) or no_amount(judgement, profile.value)
        print(f"  {judgement.verdict.label}\t{judgement.program.name}\t{shown}")


def judged(
    options: argparse.Namespace, paths: AppPaths, today: date
) -> tuple[Profile, FiscalYear, list[Judgement], ProfileFile]:
    """Read the town's options and judge the catalogue for it."""
    file = read_profile_file(options.profile) if options.profile else ProfileFile(None, {}, ())
    code = unicodedata.normalize("NFKC", options.code or file.municipality_code or "").strip()
    if not code:
        raise InputError("まちを --code 324485 のように指定してください。")
    answers = {**file.answers, **parse_answers(_pairs(options.set))}
    year = _year(options.fiscal_year or file.fiscal_year, today)
    with CatalogReader(paths.catalog) as catalog:
        profile = profile_for(catalog, code, answers, today.isoformat())
        return profile, year, judge_all(catalog.programs(), profile, year), file


def _year(code: str | None, today: date) -> FiscalYear:
    """Return the target year given, or the one an office plans for on this day."""
    if code is None:
        return FiscalYear.planned_on(today)
    try:
        return FiscalYear.parse(code)
    except ValueError as error:
        raise InputError(f"{error}。対象年度は R8 のように指定してください。") from error


def _pairs(settings: Sequence[str]) -> dict[str, str]:
    """Split ``fact=value``."""
    pairs = {}
    for setting in settings:
        fact_id, sign, value = setting.partition("=")
        if not sign:
            raise InputError(f"--set は 項目=値 の形で指定してください: {setting}")
        pairs[fact_id.strip()] = value
    return pairs


def search(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``search``."""
    with CatalogReader(paths.catalog) as catalog:
        names = {program.id: program.name for program in catalog.programs()}
        found = catalog.search(" ".join(options.words))
    if options.json:
        print_json({"results": [{"id": one, "name": names[one]} for one in found]})
    else:
        for one in found:
            print(f"{one}\t{names[one]}")
    return 0


def export(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``export``: the programmes named, or all of them with a plan sheet for each that is 対象."""
    profile, year, judgements, file = judged(options, paths, today)
    wanted = _wanted(options.programs, file, judgements)
    shown = [one for one in judgements if one.program.id in wanted] if wanted else judgements
    eligible = tuple(one.program.id for one in judgements if one.verdict is Verdict.ELIGIBLE)
    with CatalogReader(paths.catalog) as catalog:
        request = ExportRequest(
            profile=profile,
            fiscal_year=year,
            today=today,
            judgements=tuple(shown),
            selected=wanted or eligible,
            documents=catalog.documents(),
            purposes=catalog.purposes(),
            names={one.program.id: one.program.name for one in judgements},
            meta=catalog.meta(),
        )
    print(export_workbook(options.out, request))
    return 0


def _wanted(
    programs: str | None, file: ProfileFile, judgements: Sequence[Judgement]
) -> tuple[str, ...]:
    """Return the ids chosen for plan sheets; refuse ids that do not exist."""
    wanted = tuple(one.strip() for one in programs.split(",")) if programs else file.programs
    known = {one.program.id for one in judgements}
    for one in wanted:
        if one not in known:
            raise InputError(
                f"制度ID「{one}」はありません。michishirube catalog list で確かめてください。"
            )
    return wanted


def doctor(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``doctor``."""
    diagnosis = examine(paths)
    if options.json:
        print_json(diagnosis.data)
    else:
        for key, value in diagnosis.data.items():
            print(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    for problem in diagnosis.problems:
        print(problem, file=sys.stderr)
    return 2 if diagnosis.problems else 0
