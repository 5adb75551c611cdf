"""Bad input gets a sentence beside its field and the cursor in it; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.errors import ExpectedError, Trouble
from tests.ui.intake.counter import CTRL

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def test_a_bad_phone_is_kept_and_says_what_is_wrong_with_the_cursor_in_it(counter):
    counter.fill()
    counter.write("reporter_phone", "0812-34")
    counter.go("place")
    counter.press(ENTER, CTRL)
    assert counter.focused_name() == "reporter_phone"
    assert counter.shown("reporter_phone") == "0812-34"
    assert "Nomor ini tidak lengkap" in counter.shown("reporter_phone_note")
    assert counter.saved == []
    counter.type("5")
    assert not counter.find("reporter_phone_note").isVisible()


def test_every_bad_field_has_its_sentence_and_the_first_gets_the_cursor(counter):
    counter.write("happened_on", "31/02")
    counter.write("village", "atlantis")
    counter.press(ENTER, CTRL)
    said = [
        name
        for name in ("reporter_name", "words", "title", "category", "village", "happened_on")
        if counter.says(f"{name}_note")
    ]
    assert said == ["reporter_name", "words", "title", "category", "village", "happened_on"]
    assert counter.focused_name() == "reporter_name"
    assert counter.shown("village") == "atlantis"
    assert counter.shown("happened_on") == "31/02"


def test_an_anonymous_reporter_needs_no_name(counter, qtbot):
    counter.fill()
    counter.go("reporter_name")
    counter.press(Qt.Key.Key_A, CTRL)
    counter.press(Qt.Key.Key_Delete)
    counter.go("anonymous")
    counter.press(Qt.Key.Key_Space)
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    assert counter.saved_case().case.anonymous


def test_a_day_ahead_is_refused_and_a_day_that_cannot_be_read_too(counter):
    counter.fill()
    counter.write("happened_on", "21/11/2026")
    counter.press(ENTER, CTRL)
    assert "belum tiba" in counter.shown("happened_on_note")
    counter.press(Qt.Key.Key_A, CTRL)
    counter.type("entah")
    counter.press(ENTER, CTRL)
    assert "tidak terbaca" in counter.shown("happened_on_note")
    assert counter.saved == []


def test_a_day_is_read_aloud_and_written_out(counter):
    counter.write("happened_on", "kemarin")
    assert counter.shown("happened_on_remark") == "Kam, 19 Nov 2026"
    counter.press(TAB)
    assert counter.shown("happened_on") == "19/11/2026"


def test_a_doubtful_nik_warns_once_it_is_left_and_stops_nothing(counter, qtbot):
    counter.fill()
    counter.write("reporter_nik", "3303")
    assert not counter.says("reporter_nik_remark")
    qtbot.waitUntil(lambda: counter.press(TAB) or counter.says("reporter_nik_remark"))
    assert "Tetap dapat disimpan" in counter.shown("reporter_nik_remark")
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    assert counter.saved_reporter().nik == "3303"


def test_a_very_old_day_is_asked_about_and_can_be_saved(counter, qtbot):
    counter.fill()
    counter.write("happened_on", "1/2/2010")
    qtbot.waitUntil(lambda: "Benarkah tahunnya" in counter.shown("happened_on_remark"))
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)


def test_an_office_that_is_not_in_the_list_is_not_taken_for_one(counter):
    counter.fill()
    counter.write("complained_office", "Dinas Khayal")
    counter.press(ENTER, CTRL)
    assert counter.focused_name() == "complained_office"
    assert "tidak ada di daftar" in counter.shown("complained_office_note")


def test_a_doubtful_date_of_this_pc_is_asked_before_a_number_is_given(counter, qtbot):
    counter.fill()
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    counter.press(ENTER)
    counter.desk.clock.pass_days(-3)
    counter.fill()
    counter.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: counter.focused_name() == "confirm_date")
    assert counter.find("clock_doubt").isVisible()
    assert len(counter.saved) == 1
    assert counter.shown("reporter_name") == "Wagiman Contoh"
    with qtbot.waitSignal(counter.presenter.receipt_wanted):
        counter.press(ENTER)
    assert counter.saved_case().case.received_at == counter.desk.clock()


@pytest.fixture
def failing(counter, monkeypatch):
    """The same counter on a disk that is full."""

    def full():
        raise ExpectedError(Trouble.DISK_FULL)

    presenter = counter.presenter
    presenter._context = replace(presenter._context, open_work=full)
    return counter


def test_a_full_disk_says_what_was_kept_and_keeps_it(failing, qtbot):
    counter = failing
    counter.fill()
    counter.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: counter.find("save_trouble").isVisible())
    assert counter.shown("reporter_name") == "Wagiman Contoh"
    assert counter.find("save_button").isEnabled()
    qtbot.waitUntil(lambda: counter.shown("draft_state") == "draf belum dapat disimpan")
    assert [failure.trouble for failure in counter.failures] == [Trouble.DISK_FULL]
    counter.failures.clear()


def test_danger_in_the_words_shows_112_in_red_and_else_a_quiet_line_does(counter, qtbot):
    assert not counter.find("emergency").isVisible()
    counter.write("words", "Ada kebakaran di pasar!")
    qtbot.waitUntil(lambda: counter.find("emergency").isVisible())
    counter.press(Qt.Key.Key_A, CTRL)
    counter.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not counter.find("emergency").isVisible())


def test_the_help_names_what_is_missing_and_leads_to_its_field(counter, qtbot):
    counter.write("reporter_name", "Wagiman Contoh")
    qtbot.waitUntil(lambda: not counter.find("missing_name").isVisible())
    assert counter.find("missing_village").isVisible()
    counter.click("missing_village")
    assert counter.focused_name() == "village"
    assert counter.shown("verify_by") == "Rab, 25 Nov 2026"
    assert counter.shown("respond_by") == "Jum, 27 Nov 2026"
