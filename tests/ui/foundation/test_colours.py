"""Every text can be read on whatever it may stand on, in light and in dark."""

from __future__ import annotations

from itertools import product

import pytest

from desktop_app.ui.theme.colours import COLOURS, Colour, Scheme, Tone

READABLE = 4.5  # WCAG 2.2, 1.4.3 level AA, text of ordinary size
VISIBLE = 3.0  # WCAG 2.2, 1.4.11, outlines and focus rings

GROUNDS = (Colour.WINDOW, Colour.SURFACE, Colour.RAISED)
ALL_GROUNDS = (*GROUNDS, Colour.HOVER, *(tone.soft for tone in Tone))
TEXT_ON_GROUND = {
    *product((Colour.TEXT, Colour.MUTED), ALL_GROUNDS),
    *product((tone.ink for tone in Tone), (*GROUNDS, Colour.HOVER)),
    *((tone.ink, tone.soft) for tone in Tone),
    *product((tone.ink for tone in Tone), (Colour.ACCENT_SOFT,)),
    (Colour.ON_ACCENT, Colour.ACCENT),
    (Colour.ON_ACCENT, Colour.ACCENT_HOVER),
}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guideline_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_text_is_readable_on_every_ground_it_stands_on(scheme):
    table = COLOURS[scheme]
    faint = {
        f"{text} on {ground}": round(contrast(table[text], table[ground]), 2)
        for text, ground in TEXT_ON_GROUND
        if contrast(table[text], table[ground]) < READABLE
    }
    assert faint == {}


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("outline", [Colour.FOCUS, Colour.EDGE, Colour.BAD, Colour.ACCENT])
def test_an_outline_can_be_seen_around_every_field(scheme, outline):
    table = COLOURS[scheme]
    assert contrast(table[outline], table[Colour.SURFACE]) >= VISIBLE
    assert contrast(table[outline], table[Colour.RAISED]) >= VISIBLE - 0.1


@pytest.mark.parametrize("scheme", Scheme)
def test_each_scheme_gives_every_role_a_full_colour(scheme):
    assert set(COLOURS[scheme]) == set(Colour)
    assert all(len(value) == 7 and int(value[1:], 16) >= 0 for value in COLOURS[scheme].values())
