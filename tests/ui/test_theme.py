from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.domain.verdict_name import Verdict
from desktop.ui.theme import (
    TEXT_SCALES,
    VERDICT_SYMBOLS,
    is_dark,
    make_palette,
    next_scale,
    scale_from,
    stylesheet,
    verdict_colours,
    verdict_text,
)

READABLE = 4.5


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_verdicts_are_readable_in_light_and_dark(qapp: QApplication, dark: bool) -> None:
    palette = make_palette(dark)
    assert is_dark(palette) is dark
    for verdict, (text, ground) in verdict_colours(palette).items():
        assert contrast(text, ground) >= READABLE, verdict


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Base),
    ],
)
def test_palette_is_readable(
    qapp: QApplication, dark: bool, text: QPalette.ColorRole, ground: QPalette.ColorRole
) -> None:
    palette = make_palette(dark)
    assert contrast(palette.color(text), palette.color(ground)) >= READABLE


def test_every_verdict_has_a_symbol_of_its_own() -> None:
    assert set(VERDICT_SYMBOLS) == set(Verdict)
    assert len(set(VERDICT_SYMBOLS.values())) == len(Verdict)
    assert verdict_text(Verdict.UNKNOWN) == "？ 要確認"


def test_stylesheet_has_no_placeholder_left(qapp: QApplication) -> None:
    assert "@" not in stylesheet(make_palette(dark=False), 1.0)


def test_text_size_stays_within_its_steps() -> None:
    assert next_scale(1.0, 1) == 1.15
    assert next_scale(TEXT_SCALES[-1], 1) == TEXT_SCALES[-1]
    assert next_scale(TEXT_SCALES[0], -1) == TEXT_SCALES[0]


@pytest.mark.parametrize(
    ("saved", "scale"), [(None, 1.0), ("1.3", 1.3), ("大", 1.0), ("40", 1.0), ("nan", 1.0)]
)
def test_a_remembered_text_size_that_makes_no_sense_is_the_standard(
    saved: str | None, scale: float
) -> None:
    assert scale_from(saved) == scale
