"""The type of what a fact or a driver can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

Value: TypeAlias = "str | int | Decimal | None"
"""The value of a fact or driver; None is unknown."""
