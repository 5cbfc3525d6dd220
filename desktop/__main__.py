"""``michishirube`` and ``python -m desktop``: a subcommand, or the window where there is a display."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.paths import find_paths


def main(argv: Sequence[str] | None = None) -> int:
    """Start what the command line asks for and return the exit status."""
    _speak_utf8()
    try:
        status = _start(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read our output has closed it (… | head): nobody is left to tell.
        _drop_output()
        return 1
    except OSError as error:
        _drop_output()
        print(
            f"出力を書き込めません（{error.strerror}）。空き容量を確かめてください。",
            file=sys.stderr,
        )
        return 1


def _drop_output() -> None:
    """Throw away what is still waiting to be printed, so that ending does not fail again."""
    if sys.stdout is None:  # a windowed program on Windows
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _start(arguments: list[str]) -> int:
    """Run a subcommand, the terminal job or the window."""
    places = _places(arguments)
    if places is None:
        from desktop.cli import build_parser, run

        options = build_parser().parse_args(arguments)
        places = options.data_dir, options.catalog
        if options.smoke:
            from desktop.smoke import run_smoke

            return run_smoke(find_paths(*places), options.smoke_out)
        if options.command:
            return run(arguments, find_paths(*places), date.today())
    if not has_display():
        from desktop.terminal import run_terminal

        return run_terminal(find_paths(*places), date.today())
    # Almost nothing made at the start is garbage, and looking for it takes a tenth of the time.
    gc.disable()
    from desktop.app import run_window

    return run_window(find_paths(*places), date.today)


def _places(arguments: list[str]) -> tuple[Path | None, Path | None] | None:
    """Return the places of data and catalogue if nothing else is asked for: then the window needs no parser."""
    names, values = arguments[::2], arguments[1::2]
    is_plain = set(names) <= {"--data-dir", "--catalog"} and len(names) == len(values)
    if not is_plain or any(value.startswith("-") for value in values):
        return None
    given = dict(zip(names, map(Path, values), strict=True))
    return given.get("--data-dir"), given.get("--catalog")


def has_display() -> bool:
    """Whether a window can be opened here; only Linux runs without a display."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return any(os.environ.get(name) for name in names) or bool(os.environ.get("QT_QPA_PLATFORM"))


def _speak_utf8() -> None:
    """Print UTF-8 wherever output goes: a Windows console may be set to code page 932."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
