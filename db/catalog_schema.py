"""What identifies catalog.sqlite, and the text of its tables and views (the .sql files beside this).

Raise ``SCHEMA_VERSION`` with every change of the tables: a reader refuses any other version, since the
catalogue is replaced as a whole and never migrated.
"""

from __future__ import annotations

from pathlib import Path

SCHEMA_VERSION = 4
"""Kept in ``PRAGMA user_version``."""

APPLICATION_ID = 0x4D696368
"""``Mich``, kept in ``PRAGMA application_id``: tells our file from any other SQLite database."""

EXAMPLE_QUERY = (
    "SELECT p.name, p.agency FROM search_document d JOIN program p ON p.number = d.program_number "
    "WHERE d.text LIKE '%観光%' ORDER BY p.number"
)
"""Shown in ``catalog_meta``: how to search the file with plain SQL (small letters, hiragana)."""


def schema_sql() -> str:
    """Return the statements that create every table, index and view. Used by the build only."""
    folder = Path(__file__).parent
    names = ("catalog_schema.sql", "catalog_views.sql")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
