"""A report is taken from the first word to the printed number without the mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.domain.cases import Channel, Classification, Status
from tests.ui.intake.counter import CTRL

ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down


def test_a_whole_report_is_taken_by_keyboard_alone(counter, qtbot):
    for part in (
        "2",
        ENTER,
        "Wagiman Contoh",
        ENTER,
        "0812 3456 7890",
        ENTER,
        ENTER,  # no NIK
        "Dusun Rekaan RT 03/RW 01",
        ENTER,
        Qt.Key.Key_Space,  # anonymous
        ENTER,
        ENTER,  # not confidential
        "Air sungai keruh. Ikan mati.",
        TAB,
        ENTER,  # the offered title
        Qt.Key.Key_Right,  # an aspiration
        ENTER,
        "sampah",
        ENTER,
        "limba",
        ENTER,
        "Dekat jembatan gantung",
        ENTER,
        "kemarin",
        ENTER,
        "sore hari",
        ENTER,
        "perhub",
        ENTER,
        "sopir truk",
    ):
        counter.do(part)
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    view = counter.saved_case()
    case = view.case
    assert (case.channel, case.status) == (Channel.PHONE, Status.RECEIVED)
    assert case.classification is Classification.ASPIRATION
    assert (case.title, case.reporter_words) == (
        "Air sungai keruh",
        "Air sungai keruh. Ikan mati.",
    )
    assert (case.category, case.village_code) == ("waste_environment", "33.03.09.2015")
    assert (case.place, case.happened_words) == ("Dekat jembatan gantung", "sore hari")
    assert case.happened_on == date(2026, 11, 19)
    assert (case.anonymous, case.confidential) == (True, False)
    assert case.complained_about == "sopir truk"
    assert view.offices[case.complained_office_uid].name == "Dinas Perhubungan"
    assert counter.saved_reporter().phone == "+6281234567890"
    assert view.reporter.address == "Dusun Rekaan RT 03/RW 01"
    assert counter.shown("register_number") == case.register_number
    assert counter.receipts == [case.uid]


def test_tab_goes_through_the_fields_in_the_order_people_speak(counter):
    seen = []
    while counter.focused_name() not in seen:
        seen.append(counter.focused_name())
        counter.press(TAB)
    assert seen == [
        "walk_in",
        "reporter_name",
        "reporter_phone",
        "reporter_nik",
        "reporter_address",
        "anonymous",
        "confidential",
        "words",
        "title",
        "complaint",
        "category",
        "village",
        "place",
        "happened_on",
        "happened_words",
        "complained_office",
        "complained_about",
        "add_file",
        "save_and_print_button",
        "save_button",
        "clear_form",
        "fill_from_clipboard",
    ]


def test_the_field_with_the_cursor_is_always_seen_with_its_label(counter, qtbot):
    for name in ("complained_about", "reporter_name", "village", "title"):
        counter.go(name)
        field = counter.find(name)
        place = field.mapTo(counter.screen, field.rect().topLeft()).y()
        assert not field.visibleRegion().isEmpty()
        assert field.visibleRegion().boundingRect().height() == field.height()
        assert place > 0


def test_digits_choose_the_channel_wherever_no_field_has_the_cursor(counter):
    counter.go("anonymous")
    counter.type("3")
    assert counter.screen.draft().channel is Channel.WHATSAPP
    counter.write("reporter_name", "4")
    assert counter.screen.draft().channel is Channel.WHATSAPP
    assert counter.shown("reporter_name") == "4"


def test_only_the_channels_that_reach_this_office_are_offered(counter):
    words = {
        button.accessibleName() for button in counter.find("channel").findChildren(QAbstractButton)
    }
    assert {"Lapor MasBuP", "LaporGub", "SMARTDPU", "Surel", "Kotak saran"} <= words
    assert "Ogan Lopian" not in words


def test_the_next_report_is_one_key_away(counter, qtbot):
    counter.fill()
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(Qt.Key.Key_S, CTRL)
    assert counter.receipts == []
    counter.press(ENTER)
    assert counter.focused_name() == "walk_in"
    assert counter.screen.draft().is_blank


def test_p_on_the_card_prints_and_the_case_can_be_opened(counter, qtbot):
    counter.fill()
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(Qt.Key.Key_S, CTRL)
    (uid,) = counter.saved[-1].touched
    with qtbot.waitSignal(counter.presenter.receipt_wanted) as printed:
        counter.press(Qt.Key.Key_P)
    counter.press(TAB)
    counter.press(TAB)
    with qtbot.waitSignal(counter.presenter.case_wanted) as opened:
        counter.press(ENTER)
    assert (printed.args, opened.args) == ([uid], [uid])


def test_ctrl_enter_held_down_saves_one_case(counter, qtbot):
    counter.fill()
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
        counter.press(ENTER, CTRL)
        counter.press(Qt.Key.Key_S, CTRL)
    counter.lanes.write.close(drop_waiting=False)
    assert len(counter.saved) == 1


def test_everything_that_takes_the_tab_key_has_a_name(counter):
    nameless = [
        type(widget).__name__
        for widget in counter.screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_1])
def test_letters_and_digits_belong_to_a_field_that_has_the_cursor(counter, key):
    counter.go("words")
    counter.press(key)
    assert counter.shown("words") == chr(key).lower()
    assert counter.receipts == []
