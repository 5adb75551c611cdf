"""The look follows one choice, everywhere and at once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.theme.colours import COLOURS, Colour, Scheme
from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.theme import SchemeChoice
from desktop_app.ui.theme.type_scale import TypeStyle, font


def inked(icon):
    """The strongest colour an icon is drawn in."""
    image = icon.pixmap(16, 16).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max((image.pixelColor(*point) for point in points), key=lambda each: each.alpha())


def test_the_desk_is_set_in_its_own_face(theme):
    assert QFontInfo(QApplication.font()).family() == "Inter"


def test_without_a_word_from_the_system_the_desk_is_light(theme):
    theme.choose(SchemeChoice.SYSTEM)
    assert theme.scheme is Scheme.LIGHT


def test_dark_reaches_what_the_style_draws_by_itself(theme):
    theme.choose(SchemeChoice.DARK)
    base = QApplication.palette().color(QPalette.ColorRole.Base)
    assert base.name() == COLOURS[Scheme.DARK][Colour.SURFACE]


def test_everyone_hears_of_a_change_after_it_is_made(theme):
    heard = []

    def listen():
        heard.append(theme.scheme)

    theme.changed.connect(listen)
    theme.choose(SchemeChoice.DARK)
    theme.changed.disconnect(listen)
    assert heard[-1] is Scheme.DARK


def test_icons_take_the_new_colours_of_their_buttons_and_commands(theme, qtbot):
    button = quiet_button(theme, "Simpan", icon="check")
    qtbot.addWidget(button)
    action = QAction("Simpan")
    theme.put_icon(action, "check")
    theme.choose(SchemeChoice.DARK)
    for icon in (button.icon(), action.icon()):
        assert inked(icon).lightnessF() == pytest.approx(
            theme.colour(Colour.TEXT).lightnessF(), abs=0.02
        )


def test_an_icon_given_twice_is_the_second_one(theme, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    theme.put_icon(button, "check")
    theme.put_icon(button, "x", colour=Colour.BAD)
    theme.choose(SchemeChoice.DARK)
    assert button.icon().cacheKey() == theme.icon("x", Colour.BAD).cacheKey()


def test_an_icon_is_drawn_once_for_each_colour(theme):
    assert theme.icon("check").cacheKey() == theme.icon("check").cacheKey()
    assert theme.icon("check").cacheKey() != theme.icon("check", Colour.BAD).cacheKey()


def test_a_field_keeps_its_size_when_it_is_outlined(theme, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    before = field.sizeHint()
    field.setFocus()
    assert field.sizeHint() == before


def test_distances_grow_with_the_font(theme):
    caption, title = Spacing.of(font(TypeStyle.CAPTION)), Spacing.of(font(TypeStyle.FIGURE))
    names = ("tiny", "small", "medium", "large", "wide", "huge")
    small, big = ([getattr(each, name) for name in names] for each in (caption, title))
    assert small == sorted(small)
    assert all(one < other for one, other in zip(small, big, strict=True))


def test_the_type_scale_has_two_weights(theme):
    assert len({font(style).weight() for style in TypeStyle}) == 2
