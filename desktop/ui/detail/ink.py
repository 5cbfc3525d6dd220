"""The style sheet of the detail texts, from the palette of the window."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from desktop.domain.verdict_name import Verdict
from desktop.ui.theme import is_dark, verdict_colours

Role = QPalette.ColorRole

_SHEET = """
h2 {{ font-size: large; font-weight: bold; margin-top: 16px; margin-bottom: 6px; }}
h3 {{ font-size: medium; font-weight: bold; margin-top: 14px; margin-bottom: 2px; }}
p {{ margin-top: 3px; margin-bottom: 3px; line-height: 125%; }}
ul, ol {{ margin-top: 2px; margin-bottom: 4px; }}
li {{ line-height: 125%; margin-bottom: 3px; }}
a {{ color: {link}; text-decoration: underline; }}
.muted {{ color: {muted}; }}
.source {{ color: {muted}; font-size: small; }}
.key {{ color: {muted}; }}
.amount {{ font-size: large; font-weight: bold; }}
.yes {{ color: {yes}; font-weight: bold; }}
.maybe {{ color: {maybe}; font-weight: bold; }}
.no {{ color: {no}; font-weight: bold; }}
td {{ padding: 3px 6px 3px 6px; }}
th {{ padding: 3px 6px 3px 6px; text-align: left; background-color: {soft}; font-weight: bold; }}
td.line {{ border-bottom: 1px solid {line}; }}
td.here {{ border-bottom: 1px solid {line}; background-color: {yes_ground}; font-weight: bold; }}
td.title {{ background-color: {soft}; padding: 5px 8px 5px 8px; }}
td.note {{ background-color: {soft}; padding: 6px 10px 6px 10px; }}
td.doubt {{ background-color: {maybe_ground}; color: {maybe}; padding: 4px 10px 4px 10px; }}
"""


def style_sheet(palette: QPalette) -> str:
    """Return the style sheet for a light or dark palette."""
    verdicts = verdict_colours(palette)
    yes, yes_ground = verdicts[Verdict.ELIGIBLE]
    maybe, maybe_ground = verdicts[Verdict.UNKNOWN]
    return _SHEET.format(
        link=palette.color(Role.Link).name(),
        muted="#aab1b8" if is_dark(palette) else "#565c62",
        line=palette.color(Role.Mid).name(),
        soft=palette.color(Role.Midlight).name(),
        yes=yes.name(),
        yes_ground=yes_ground.name(),
        maybe=maybe.name(),
        maybe_ground=maybe_ground.name(),
        no="#ffb4a8" if is_dark(palette) else "#a1260d",
    )
