"""The subcommand ``estimate``: a plan file goes in, its money comes out."""

from __future__ import annotations

import argparse
import json
from datetime import date

from db.catalog_reader import CatalogReader
from desktop.paths import AppPaths
from desktop.services.estimate_json import estimate_data
from desktop.services.estimate_text import estimate_text
from desktop.services.estimating import estimate_file


def estimate(options: argparse.Namespace, paths: AppPaths, today: date) -> int:
    """Print the estimate of a plan, as one JSON document or as text."""
    with CatalogReader(paths.catalog) as catalog:
        found = estimate_file(options.plan, catalog, today)
    if options.json:
        text = json.dumps(estimate_data(found), ensure_ascii=False, indent=2) + "\n"
    else:
        text = estimate_text(found)
    print(text, end="")
    return 0
