"""How the window looks: fonts, spacing, colours of the verdicts, light and dark.

Widgets never set colours of their own: they use the palette, :func:`verdict_colours`, or a role that
the small stylesheet knows (:func:`set_role`). Sizes follow the text size that the user chose.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.verdict_name import Verdict

SPACE_XS = 4
SPACE_S = 8
SPACE_M = 12
SPACE_L = 20
"""Spacing in device-independent pixels; nothing in between."""

FONT_FAMILIES = (
    "BIZ UDPゴシック",
    "BIZ UDPGothic",
    "BIZ UDゴシック",
    "BIZ UDGothic",
    "Yu Gothic UI",
    "Meiryo UI",
    "Noto Sans CJK JP",
)
"""Preferred fonts, best first: universal design fonts that Windows 10 and 11 bring along."""

SYSTEM_FONTED = (
    "QAbstractItemView",
    "QMenu",
    "QMenuBar",
    "QMessageBox",
    "QStatusBar",
    "QTipLabel",
)
"""Widgets for which Windows has fonts of its own."""

FUSION_ARGUMENTS = ("-style", "Fusion")
IS_FUSION = "isFusion"
"""Property of an application that was started with :data:`FUSION_ARGUMENTS`, or given the style later."""

BASE_POINT_SIZE = 10.5
TEXT_SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)
"""What 「文字を大きく・小さく」 steps through; 1.0 is 「標準」."""

VERDICT_SYMBOLS = {
    Verdict.ELIGIBLE: "○",
    Verdict.UNKNOWN: "？",
    Verdict.VIA_LOCAL_ACTORS: "◇",
    Verdict.INELIGIBLE: "×",
    Verdict.NOT_CURRENT: "－",
}
"""A verdict is never told by colour alone."""

_VERDICTS_LIGHT = {
    Verdict.ELIGIBLE: ("#14532d", "#dff1e3"),
    Verdict.UNKNOWN: ("#664200", "#fff0c8"),
    Verdict.VIA_LOCAL_ACTORS: ("#153e75", "#ddeafa"),
    Verdict.INELIGIBLE: ("#4a4d50", "#e9eaeb"),
    Verdict.NOT_CURRENT: ("#5a5045", "#f1ede7"),
}
_VERDICTS_DARK = {
    Verdict.ELIGIBLE: ("#a9e5bb", "#1d3b27"),
    Verdict.UNKNOWN: ("#ffdf94", "#453512"),
    Verdict.VIA_LOCAL_ACTORS: ("#afd0fa", "#1c3350"),
    Verdict.INELIGIBLE: ("#c4c8cc", "#33363a"),
    Verdict.NOT_CURRENT: ("#cfc4b4", "#302c27"),
}

Role = QPalette.ColorRole

_LIGHT = {
    Role.Window: "#f3f4f2",
    Role.WindowText: "#1f2328",
    Role.Base: "#ffffff",
    Role.AlternateBase: "#f7f8f6",
    Role.Text: "#1f2328",
    Role.Button: "#f7f8f6",
    Role.ButtonText: "#1f2328",
    Role.BrightText: "#ffffff",
    Role.Highlight: "#1d5273",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#1d5273",
    Role.Link: "#1d5273",
    Role.LinkVisited: "#55427a",
    Role.PlaceholderText: "#676d73",
    Role.ToolTipBase: "#fffdf2",
    Role.ToolTipText: "#1f2328",
    Role.Light: "#ffffff",
    Role.Midlight: "#e8eae7",
    Role.Mid: "#c9cdc8",
    Role.Dark: "#9aa09b",
    Role.Shadow: "#6f756f",
}
_DARK = {
    Role.Window: "#202326",
    Role.WindowText: "#e6e8ea",
    Role.Base: "#181a1d",
    Role.AlternateBase: "#1e2124",
    Role.Text: "#e6e8ea",
    Role.Button: "#2b2f33",
    Role.ButtonText: "#e6e8ea",
    Role.BrightText: "#ffffff",
    Role.Highlight: "#2b678d",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#7cb6d9",
    Role.Link: "#8cc4e6",
    Role.LinkVisited: "#c0a8e8",
    Role.PlaceholderText: "#9aa1a8",
    Role.ToolTipBase: "#33383d",
    Role.ToolTipText: "#e6e8ea",
    Role.Light: "#3a3f44",
    Role.Midlight: "#33373c",
    Role.Mid: "#454b51",
    Role.Dark: "#5d646b",
    Role.Shadow: "#0e1012",
}
_DISABLED = (Role.WindowText, Role.Text, Role.ButtonText)


def is_dark(palette: QPalette) -> bool:
    """Whether a palette is light text on dark ground."""
    return palette.color(Role.Window).lightness() < palette.color(Role.WindowText).lightness()


def verdict_colours(palette: QPalette) -> dict[Verdict, tuple[QColor, QColor]]:
    """Return text and ground of each verdict, at least 4.5 : 1 apart in light and dark."""
    names = _VERDICTS_DARK if is_dark(palette) else _VERDICTS_LIGHT
    return {verdict: (QColor(fg), QColor(bg)) for verdict, (fg, bg) in names.items()}


def verdict_text(verdict: Verdict) -> str:
    """Return 「○ 対象」."""
    return f"{VERDICT_SYMBOLS[verdict]} {verdict.label}"


def make_palette(dark: bool) -> QPalette:
    """Return the calm palette of the program."""
    palette = QPalette()
    for role, name in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(name))
    for role in _DISABLED:
        faded = QColor("#7d848b" if dark else "#767c80")
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def make_font(scale: float, families: Sequence[str] = FONT_FAMILIES) -> QFont:
    """Return the first preferred font the system has (else the system's own) in the wanted size."""
    font = QFont(QApplication.font())
    # Asked for one by one, fontconfig would search for others like it. "Name [foundry]" is one of several.
    had = {name.partition(" [")[0] for name in QFontDatabase.families()}
    found = next((name for name in families if name in had), None)
    if found:
        font.setFamilies([found])
    font.setPointSizeF(BASE_POINT_SIZE * scale)
    return font


def next_scale(scale: float, step: int) -> float:
    """Return the text scale one step larger or smaller, within the steps there are."""
    nearest = min(range(len(TEXT_SCALES)), key=lambda index: abs(TEXT_SCALES[index] - scale))
    return TEXT_SCALES[max(0, min(len(TEXT_SCALES) - 1, nearest + step))]


def scale_from(text: str | None) -> float:
    """Return a remembered text scale; nonsense counts as standard."""
    try:
        scale = float(text or 1.0)
    except ValueError:
        return 1.0
    return scale if TEXT_SCALES[0] <= scale <= TEXT_SCALES[-1] else 1.0


class Look:
    """The dress of the program: follows the system's light and dark, and the chosen text size."""

    def __init__(self, app: QApplication, scale: float) -> None:
        """Put on colours and font; the stylesheet follows with :meth:`complete`."""
        self._app = app
        self._scale = scale
        app.styleHints().colorSchemeChanged.connect(self._dress)
        _set_colours_and_font(app, scale, _is_dark_wanted(app))

    def complete(self) -> None:
        """Put on the stylesheet, after the window is built and before it is shown.

        With a stylesheet, Qt works out the look of a widget again whenever it is put into another one.
        """
        _put_on_stylesheet(self._app, self._app.palette(), self._scale)

    def set_scale(self, scale: float) -> None:
        """Show all text larger or smaller."""
        self._scale = scale
        self._dress()

    def _dress(self) -> None:
        """Apply what holds now."""
        apply_theme(self._app, self._scale)


def apply_theme(app: QApplication, scale: float = 1.0, dark: bool | None = None) -> None:
    """Dress the whole program; ``dark`` None follows the system."""
    palette = _set_colours_and_font(app, scale, _is_dark_wanted(app) if dark is None else dark)
    _put_on_stylesheet(app, palette, scale)


def _put_on_stylesheet(app: QApplication, palette: QPalette, scale: float) -> None:
    """Put on the stylesheet, and then the font for the widgets that the system has fonts of its own for.

    With a new stylesheet, Qt goes back to the system's fonts for them; on Windows those are small. Other
    systems have none, so only the smoke mode of the Windows package can tell (``SmokeWalk.check_parts``).
    """
    app.setStyleSheet(stylesheet(palette, scale))
    for name in SYSTEM_FONTED:
        app.setFont(app.font(), name)  # type: ignore[arg-type]  # the stubs say bytes


def _is_dark_wanted(app: QApplication) -> bool:
    """Whether the system is set to light text on dark ground."""
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _set_colours_and_font(app: QApplication, scale: float, dark: bool) -> QPalette:
    """Put on all but the stylesheet, and return the palette."""
    if not app.property(IS_FUSION):  # to ask for the style would make PySide load every kind of it
        app.setStyle("Fusion")
        app.setProperty(IS_FUSION, True)
    palette = make_palette(dark)
    app.setPalette(palette)
    app.setFont(make_font(scale))
    return palette


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the looks of the stylesheet.

    ``title`` ``heading`` ``strong`` ``muted`` for labels, ``card`` ``strip`` for frames, ``primary`` for
    the one button that carries a page on, ``error`` for a sentence beside an input.
    """
    widget.setProperty("role", role)
    if widget.isVisible():  # else the style is still to be applied
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def stylesheet(palette: QPalette, scale: float) -> str:
    """Return the application-wide stylesheet: few rules, colours from the palette only."""
    dark = is_dark(palette)
    colours = {
        "line": palette.color(Role.Mid).name(),
        "soft": palette.color(Role.Midlight).name(),
        "window": palette.color(Role.Window).name(),
        "base": palette.color(Role.Base).name(),
        "frame": palette.color(Role.Dark).name(),
        "text": palette.color(Role.WindowText).name(),
        "accent": palette.color(Role.Accent).name(),
        "fill": palette.color(Role.Highlight).name(),
        "on_fill": palette.color(Role.HighlightedText).name(),
        "muted": "#aab1b8" if dark else "#565c62",
        "error": "#ffb4a8" if dark else "#a1260d",
        "title": f"{BASE_POINT_SIZE * scale * 1.5:.1f}pt",
        "heading": f"{BASE_POINT_SIZE * scale * 1.15:.1f}pt",
        "small": f"{BASE_POINT_SIZE * scale * 0.92:.1f}pt",
    }
    sheet = _SHEET
    for name, value in colours.items():
        sheet = sheet.replace(f"@{name};", f"{value};")
    return sheet


_SHEET = """
QLabel[role="title"] { font-size: @title; font-weight: bold; }
QLabel[role="heading"] { font-size: @heading; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="error"] { color: @error; font-weight: bold; }
QFrame[role="card"] { background: @base; border: 1px solid; border-color: @line; border-radius: 6px; }
QFrame[role="strip"] { background: @base; border: 0; border-bottom: 1px solid; border-bottom-color: @line; }
QPushButton { padding: 5px 14px; }
QMenuBar { background: @window; border: 0; }
QMenuBar::item { padding: 5px 9px; border-radius: 3px; }
QMenuBar::item:selected { background: @soft; color: @text; }
QLineEdit { padding: 4px 6px; border: 1px solid; border-color: @frame; border-radius: 3px; background: @base; }
QLineEdit:focus { border-color: @accent; border-width: 2px; padding: 3px 5px; }
QLineEdit:disabled { border-color: @line; }
QComboBox { padding: 4px 6px; }
QPushButton[role="primary"] {
    background: @fill; color: @on_fill; border: 1px solid; border-color: @fill;
    border-radius: 4px; padding: 6px 18px; font-weight: bold; }
QPushButton[role="primary"]:focus { border: 2px solid; border-color: @text; padding: 5px 17px; }
QPushButton[role="primary"]:disabled { background: @soft; color: @muted; border-color: @line; }
QCheckBox::indicator:unchecked, QTableView::indicator:unchecked, QRadioButton::indicator:unchecked {
    border: 1px solid; border-color: @muted; border-radius: 2px; background: @base; }
QRadioButton::indicator:unchecked { border-radius: 6px; }
QListWidget#navigation { background: transparent; border: 0; outline: 0; }
QListWidget#navigation::item { padding: 9px 10px; border-radius: 4px; color: @text; }
QListWidget#navigation::item:hover { background: @soft; }
QListWidget#navigation::item:selected { background: @fill; color: @on_fill; }
QListWidget#navigation::item:selected:focus { border: 2px solid; border-color: @text; }
QHeaderView::section {
    background: @soft; color: @text; border: 0; border-bottom: 1px solid; border-bottom-color: @line;
    padding: 5px 4px; font-weight: bold; }
QListWidget#topics::item { padding: 7px 8px; }
QToolTip { padding: 4px; }
"""
