"""A copied WhatsApp message fills the form, when the clerk says so, and loses nothing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.cases import Channel
from tests.ui.intake.counter import CTRL

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
NAMED = (
    "[09.12, 19/11/2026] Bu Lastri Contoh: Selamat pagi pak, lampu jalan padam.\n"
    "[09.13, 19/11/2026] Bu Lastri Contoh: Sudah dua minggu."
)
NUMBERED = "19/11/26 21.05 - +62 812-0000-1234: Jalan di depan pasar berlubang."


@pytest.mark.parametrize("where", ["walk_in", "words", "reporter_name", "village", "save_button"])
def test_a_message_pasted_anywhere_is_offered_and_not_yet_typed(counter, where):
    counter.go(where)
    counter.paste(NAMED)
    assert counter.focused_name() == "fill_from_message"
    assert counter.screen.draft().is_blank


def test_accepting_fills_the_channel_name_words_and_time(counter):
    counter.paste(NAMED)
    counter.press(ENTER)
    draft = counter.screen.draft()
    assert draft.channel is Channel.WHATSAPP
    assert draft.reporter_name == "Bu Lastri Contoh"
    assert draft.text.words == "Selamat pagi pak, lampu jalan padam.\nSudah dua minggu."
    assert draft.text.title == "Lampu jalan padam"
    assert draft.text.happened_on == date(2026, 11, 19)
    assert draft.text.happened_words == "pesan dikirim pukul 09.12"
    assert counter.focused_name() == "category"


def test_a_sender_known_by_number_fills_the_phone_and_asks_for_the_name(counter):
    counter.paste(NUMBERED)
    counter.press(ENTER)
    draft = counter.screen.draft()
    assert (draft.reporter_name, draft.reporter_phone) == ("", "0812-0000-1234")
    assert counter.focused_name() == "reporter_name"


def test_what_the_clerk_already_typed_stays_and_the_message_comes_after_it(counter):
    counter.write("reporter_name", "Lastri, ketua RT")
    counter.write("words", "Lapor lewat telepon tadi pagi.")
    counter.write("title", "!")
    counter.paste(NAMED)
    counter.press(ENTER)
    draft = counter.screen.draft()
    assert draft.reporter_name == "Lastri, ketua RT"
    assert draft.text.words.startswith("Lapor lewat telepon tadi pagi.\nSelamat pagi pak")
    assert "!" in draft.text.title


def test_esc_pastes_the_message_as_it_was_copied(counter):
    counter.go("words")
    counter.paste(NAMED)
    counter.press(ESCAPE)
    assert counter.shown("words") == NAMED
    assert counter.screen.draft().channel is Channel.WALK_IN
    assert counter.focused_name() == "words"


def test_the_button_fills_from_what_was_copied(counter):
    counter.paste(NAMED)
    counter.press(ESCAPE)
    counter.click("fill_from_clipboard")
    assert counter.focused_name() == "fill_from_message"


def test_any_other_text_is_pasted_where_the_cursor_is(counter):
    counter.go("place")
    counter.paste("Depan pasar")
    assert counter.shown("place") == "Depan pasar"


def test_text_pasted_beside_the_fields_goes_to_the_reporters_words(counter):
    counter.go("anonymous")
    counter.paste("Jembatan goyang.")
    assert counter.shown("words") == "Jembatan goyang."
    assert counter.focused_name() == "words"


def test_with_nothing_copied_pasting_does_nothing(counter):
    QGuiApplication.clipboard().clear()
    counter.click("fill_from_clipboard")
    counter.press(Qt.Key.Key_V, CTRL)
    assert counter.screen.draft().is_blank
    assert not counter.find("fill_from_message").isVisible()
