"""The help of the command line is Japanese from the first word to the last."""

from __future__ import annotations

import re

import pytest

from desktop.__main__ import main

COMMANDS = ("", "catalog", "catalog show", "match", "why", "search", "estimate", "export", "doctor")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_japanese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert shown.startswith(f"使い方: michishirube {command}".rstrip())
    assert re.search(r"usage:|options:|arguments:|show (this|program)| exit", shown) is None
