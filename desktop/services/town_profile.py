"""The profile of a town: what is bundled, and the user's answers over it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.domain.facts import fact
from desktop.domain.profile import Profile
from desktop.domain.value import Value
from desktop.errors import InputError

_log = logging.getLogger(__name__)


def profile_for(
    catalog: CatalogReader, code: str, answers: Mapping[str, Value], as_of: str | None = None
) -> Profile:
    """Return a town's profile with the user's answers; raise InputError for an unknown code or fact."""
    if catalog.municipality(code) is None:
        raise InputError(
            f"団体コード「{code}」の団体は見つかりません。"
            "6桁の全国地方公共団体コード（例 324485）を確かめてください。"
        )
    try:
        return catalog.profile(code).with_answers(answers, as_of)
    except ValueError as error:
        raise InputError(str(error)) from error


def saved_profile(catalog: CatalogReader, workspace: Workspace, code: str) -> Profile:
    """Return a town's profile with the answers that an office has saved.

    An answer that this version cannot read (an unknown fact, a value it does not allow) is left in
    the workspace, logged and not used.
    """
    profile = profile_for(catalog, code, {})
    for one in workspace.answers(code):
        try:
            value = one.value if one.value is None else fact(one.fact).parse(str(one.value))
        except ValueError:
            _log.info("an answer was left aside: %s", one.fact)
            continue
        profile = profile.with_answers({one.fact: value}, one.answered_on.isoformat())
    return profile
