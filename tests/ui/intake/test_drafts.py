"""What is typed survives leaving, closing and a killed process, encrypted on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.services.keep_draft import kept_draft
from desktop_app.storage.profile import Profile
from tests import builders
from tests.desk import PASSWORD
from tests.ui.intake.counter import CTRL, Counter
from tests.ui.intake.type_until_killed import TYPED

ENTER = Qt.Key.Key_Return
ROOT = Path(__file__).resolve().parents[3]


def kept(counter: Counter) -> IntakeDraft | None:
    found = kept_draft(counter.desk.context)
    return None if found is None else found.draft


@pytest.fixture
def second(counter, theme, qtbot):
    """The same desk after the window was closed and opened again."""
    opened: list[Counter] = []

    def open_again() -> Counter:
        counter.close()
        again = Counter(theme, counter.desk)
        again.open(qtbot)
        opened.append(again)
        return again

    yield open_again
    for again in opened:
        again.close()
        assert again.failures == []


def type_much(counter: Counter) -> IntakeDraft:
    """Something in every field, some of it not yet right."""
    counter.do("5")
    for name, text in {
        "reporter_name": "Wagiman Contoh",
        "reporter_phone": "0812-34",
        "reporter_nik": "3303",
        "reporter_address": "Dusun Rekaan",
        "words": "Syarat pindah KK apa?",
        "title": "!",
        "village": "bojong",
        "place": "Balai desa",
        "happened_on": "kemarin",
        "happened_words": "pagi",
        "complained_about": "petugas",
    }.items():
        counter.write(name, text)
    counter.click("anonymous")
    counter.click("confidential")
    counter.click("information_request")
    counter.write("category", "pju")
    counter.press(ENTER)
    counter.write("answer", "Bawa KTP")
    return counter.screen.draft()


def test_steady_typing_is_kept_without_a_pause(counter, qtbot):
    counter.go("words")

    def typed_and_kept() -> bool:
        counter.type("a")
        return "draf tersimpan" in counter.shown("draft_state")

    qtbot.waitUntil(typed_and_kept)
    assert kept(counter).text.words.startswith("aaa")


def test_a_closed_window_opens_with_everything_that_was_typed(counter, second):
    before = type_much(counter)
    again = second()
    assert again.screen.draft() == before
    assert again.find("restored").isVisible()
    assert again.shown("draft_state") == "draf tersimpan 09.30"


def test_what_cannot_be_read_yet_is_kept_beside_its_field(counter, second):
    counter.write("words", "Jalan rusak.")
    counter.write("happened_on", "habis lebaran")
    counter.write("happened_words", "malam")
    counter.write("complained_office", "Dinas Khayal")
    again = second()
    assert again.shown("happened_words") == "habis lebaran malam"
    assert again.shown("complained_about") == "Dinas Khayal"


def test_a_saved_report_leaves_no_draft(counter, qtbot, second):
    counter.fill()
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    again = second()
    assert not again.find("restored").isVisible()
    assert again.screen.draft().is_blank


def test_leaving_the_screen_keeps_the_draft_at_once(counter, qtbot):
    counter.write("words", "Jembatan goyang.")
    counter.screen.hide()
    qtbot.waitUntil(lambda: kept(counter) is not None, timeout=700)
    assert kept(counter).text.words == "Jembatan goyang."


def test_an_emptied_form_can_be_brought_back(counter, qtbot):
    before = type_much(counter)
    counter.click("clear_form")
    assert counter.screen.draft().is_blank
    qtbot.waitUntil(lambda: kept(counter) is None)
    counter.click("bring_back")
    assert counter.screen.draft() == before
    qtbot.waitUntil(lambda: kept(counter) == before)


def test_a_restored_draft_can_be_thrown_away(counter, second, qtbot):
    counter.write("words", "Salah ketik")
    again = second()
    again.click("discard_draft")
    assert again.screen.draft().is_blank
    qtbot.waitUntil(lambda: kept(again) is None)


def test_files_of_a_draft_come_back_with_their_size(counter, second, qtbot, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(5000))
    counter.drop(photo)
    qtbot.waitUntil(lambda: bool(counter.screen.draft().files))
    again = second()
    assert [name for _, name in again.screen.draft().files] == ["foto.jpg"]
    qtbot.waitUntil(lambda: again.shown("file_state") == "5 KB")


def test_a_killed_process_loses_nothing_that_was_kept(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.intake.type_until_killed", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as clerk:
        try:
            assert clerk.stdout.readline() == "kept\n"
        finally:
            clerk.kill()
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert TYPED.encode() not in written
    profile = Profile.open(tmp_path / "profile", builders.VERIFIER_UID, PASSWORD)
    with profile.read() as work:
        found = work.drafts.of_person(builders.VERIFIER_UID)
    profile.close()
    assert found.draft.text.words == TYPED
    assert found.draft.reporter_name == "Wagiman Contoh"
