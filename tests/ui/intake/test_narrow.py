"""In a narrow window, as at 150 %, nothing is cut off: the help goes below the form."""

from __future__ import annotations

from PySide6.QtCore import QPoint


def test_the_help_stands_beside_the_form_where_there_is_room(counter):
    form, missing = counter.find("reporter_phone"), counter.find("missing_name")
    right = form.mapTo(counter.screen, QPoint(form.width(), 0)).x()
    assert missing.mapTo(counter.screen, QPoint(0, 0)).x() > right


def test_a_narrow_window_shows_every_field_whole_and_the_help_below(counter, qtbot):
    phone, missing = counter.find("reporter_phone"), counter.find("missing_name")
    counter.screen.resize(800, 460)
    counter.go("reporter_phone")
    qtbot.waitUntil(lambda: phone.visibleRegion().boundingRect() == phone.rect())
    bottom = counter.find("add_file").mapTo(counter.screen, QPoint(0, 0)).y()
    assert missing.mapTo(counter.screen, QPoint(0, 0)).y() > bottom
    counter.screen.resize(1140, 716)
    qtbot.waitUntil(lambda: missing.mapTo(counter.screen, QPoint(0, 0)).x() > 800)
