"""Python's cycle collector, held back where thousands of objects are made that all stay. Any layer may use it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Hold the collector back; also a decorator. Where it rests already (``ui/tasks.py``) it goes on resting.

    It sets in after every few hundred new objects and walks over all that exist, again and again, although
    neither programmes nor judgements form cycles.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
