"""Errors that a person can do something about, as opposed to bugs.

Every message is a Japanese sentence for the user: what happened and what to do. The window shows it,
the command line prints it to standard error and ends with ``exit_status``. Anything that is not an
:class:`AppError` is a bug: it is logged and reported, never hidden.

::

    AppError                exit status 1
    ├── InputError          2   what the user gave cannot be used (a wrong code, value or file)
    ├── CatalogError        2   the programme database is missing, damaged or of another version
    ├── WorkspaceError      2   the user's data are damaged, of a newer version or cannot be written
    └── ExportError         2   a workbook cannot be written or read

The user can mend all four by giving another file, folder or value, hence 2; 1 is left for failures
that are nobody's input.
"""

from __future__ import annotations

from typing import ClassVar


class AppError(Exception):
    """Base of all errors shown to the user; ``message`` is a complete Japanese sentence."""

    exit_status: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputError(AppError):
    """What the user gave cannot be used."""

    exit_status: ClassVar[int] = 2


class CatalogError(AppError):
    """The programme database cannot be used or built; ``problems`` lists each fault of its sources."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class WorkspaceError(AppError):
    """The user's own data cannot be opened or written; what is on disk was left as it is."""

    exit_status: ClassVar[int] = 2


class ExportError(AppError):
    """A file for the user cannot be written or read back."""

    exit_status: ClassVar[int] = 2
