"""What ``why`` does: one programme, found by name, explained for a town."""

from __future__ import annotations

import argparse
from datetime import date

from db.catalog_reader import CatalogReader
from desktop.commands import judged, print_json
from desktop.paths import AppPaths
from desktop.services.explaining import find_program, why_data, why_lines


def why(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """``why NAME_OR_ID``."""
    profile, year, judgements, _ = judged(options, paths, today)
    with CatalogReader(paths.catalog) as catalog:
        programs = [one.program for one in judgements]
        program = find_program(" ".join(options.words), programs, catalog.search)
    judgement = next(one for one in judgements if one.program.id == program.id)
    if options.json:
        print_json(why_data(judgement, profile, year))
    else:
        for line in why_lines(judgement, profile, year):
            print(line)
    return 0
