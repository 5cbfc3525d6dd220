"""The profile of a town: what is bundled, and the user's answers over it."""

from __future__ import annotations

from collections.abc import Mapping

from db.catalog_reader import CatalogReader
from desktop.domain.municipality import Profile
from desktop.domain.value import Value
from desktop.errors import InputError


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
