"""Values of facts as JSON text, exact both ways."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

from desktop.domain.value import Value

_DECIMAL = "decimal"


def dump_value(value: Value) -> str:
    """Return JSON text; a Decimal becomes ``{"decimal": "0.50"}`` with its digits as they are.

    Raises TypeError for anything that is no value, also bool and float: they would not come back.
    """
    if isinstance(value, Decimal):
        return json.dumps({_DECIMAL: str(value)})
    if value is not None and type(value) not in (str, int):
        raise TypeError(f"no value of a fact: {value!r}")
    return json.dumps(value, ensure_ascii=False)


def load_value(text: str) -> Value:
    """Return the value of a JSON text; raise ValueError for anything else."""
    value = json.loads(text)
    if isinstance(value, dict) and set(value) == {_DECIMAL}:
        try:
            return Decimal(str(value[_DECIMAL]))
        except InvalidOperation as error:
            raise ValueError(f"no stored number: {text}") from error
    if value is None or type(value) in (str, int):
        found: Value = value
        return found
    raise ValueError(f"no stored value: {text}")
