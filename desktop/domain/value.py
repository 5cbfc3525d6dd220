"""The type of what a fact or a driver can be."""

from __future__ import annotations

from decimal import Decimal

Value = str | int | Decimal | None
"""The value of a fact or driver; None is unknown."""
