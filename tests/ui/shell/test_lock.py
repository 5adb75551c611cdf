"""A locked screen shows nothing, loses nothing, and lets a colleague begin as themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, Engine, event

from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_text import kept_texts
from desktop_app.services.open_case import open_case
from desktop_app.ui.case.identity_form import IdentityForm
from desktop_app.ui.clipboard import CopiedWords
from desktop_app.ui.frame import Frame
from desktop_app.ui.letters.letter_window import LetterWindow
from desktop_app.ui.presenters.letter_presenter import LetterPresenter
from desktop_app.ui.presenters.receipt_presenter import ReceiptPresenter
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.shell.doors import OpenDesk, RoundEnd
from desktop_app.ui.shell.key_card import KeyCard
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.theme.theme import Theme
from tests import builders
from tests.services.people import CAMAT_UID, a_signer
from tests.ui.shell.conftest import (
    COLLEAGUES_PASSWORD,
    TITLES,
    doors_to,
    password_field,
    shown,
    sign_in,
    title,
)
from tests.ui.shell.locking import (
    CTRL,
    CTRL_SHIFT,
    WORDS,
    begin_note,
    come_back,
    form_name,
    lock,
    opened_texts,
    press,
    readable,
    text_field,
    texts_on_disk,
    wait_for_lock,
)


def test_the_lock_key_hides_the_work_and_closes_the_data(
    qtbot: QtBot, at_work: MainWindow, shared_pc: Path
):
    lock(qtbot, at_work)

    seen = readable(at_work)
    assert not any(words in seen for words in TITLES)
    assert "sedang disimpan" in seen
    assert at_work.windowTitle() == "Loket Aduan"
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [at_work]
    # Whoever opens it now needs a password: nothing in the program holds it open.
    qtbot.waitUntil(lambda: texts_on_disk(shared_pc, builders.VERIFIER_UID) == [])


def test_the_same_person_comes_back_to_the_text_that_was_being_typed(
    qtbot: QtBot, at_work: MainWindow
):
    (other,) = set(TITLES) - {title(at_work)}
    press(qtbot, at_work, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: title(at_work) == other)
    begin_note(qtbot, at_work)
    lock(qtbot, at_work)
    assert WORDS not in readable(at_work)

    come_back(qtbot, at_work)

    qtbot.waitUntil(lambda: text_field(at_work) is not None and text_field(at_work).hasFocus())
    assert text_field(at_work).toPlainText() == WORDS
    assert title(at_work) == other


def test_a_power_cut_while_locked_loses_nothing(
    qtbot: QtBot, theme: Theme, at_work: MainWindow, shared_pc: Path
):
    begin_note(qtbot, at_work)
    case_title = title(at_work)
    lock(qtbot, at_work)
    qtbot.waitUntil(lambda: "tersimpan" in readable(at_work))
    assert "Layar terkunci" in readable(at_work)
    assert opened_texts(shared_pc, builders.VERIFIER_UID) == [WORDS]

    for again in shown(qtbot, MainWindow(theme, doors_to(shared_pc))):
        sign_in(qtbot, again)
        qtbot.waitUntil(lambda: text_field(again) is not None)  # noqa: B023 - asked here and now
        assert text_field(again).toPlainText() == WORDS
        assert title(again) == case_title


def test_a_text_is_on_the_disk_within_a_second_of_the_first_key(
    qtbot: QtBot, at_work: MainWindow, shared_pc: Path
):
    begin_note(qtbot, at_work)
    session = at_work.findChild(Frame)
    assert session is not None
    context = at_work._session.desk.context

    qtbot.waitUntil(lambda: [text.words["text"] for text in kept_texts(context)] == [WORDS])


def test_a_colleague_takes_over_sees_no_word_of_it_and_acts_under_the_own_name(
    qtbot: QtBot, at_work: MainWindow, shared_pc: Path
):
    begin_note(qtbot, at_work)
    press(qtbot, at_work, Qt.Key.Key_L, CTRL_SHIFT)
    wait_for_lock(qtbot, at_work)
    assert at_work.findChild(QListWidget).currentItem().text() == a_signer().name

    come_back(qtbot, at_work, COLLEAGUES_PASSWORD)
    assert a_signer().name in at_work.findChild(QPushButton, "person").toolTip()
    assert text_field(at_work) is None
    begin_note(qtbot, at_work, "Catatan camat")
    context = at_work._session.desk.context
    uid = at_work._session.parts.inbox_screen.page.sheet.case_uid()
    assert uid is not None
    qtbot.keyClick(text_field(at_work), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: text_field(at_work) is None)

    (note,) = [e for e in open_case(uid, context).entries if e.kind is EntryKind.NOTE]
    assert (note.person_uid, note.text) == (CAMAT_UID, "Catatan camat")
    with context.open_read() as work:
        (change,) = [one for one in work.outbox.of_case(uid) if one.uid == note.uid]
    assert change.person_uid == CAMAT_UID
    assert not open_case(uid, context).may_void  # the right of a verifier, not of a signer

    press(qtbot, at_work, Qt.Key.Key_L, CTRL_SHIFT)
    wait_for_lock(qtbot, at_work)
    come_back(qtbot, at_work)
    qtbot.waitUntil(lambda: text_field(at_work) is not None)
    assert text_field(at_work).toPlainText() == WORDS


def test_the_arrows_choose_who_signs_in_while_the_cursor_is_in_the_password(
    qtbot: QtBot, at_work: MainWindow
):
    lock(qtbot, at_work)
    people = at_work.findChild(QListWidget)
    names = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(password_field(at_work), key)
        names.append(people.currentItem().text())
    assert names == [a_signer().name, a_signer().name, "Sari Rekaan"]


def test_wrong_tries_at_the_lock_count_as_at_the_sign_in(qtbot: QtBot, at_work: MainWindow):
    lock(qtbot, at_work)
    field, note = password_field(at_work), at_work.findChild(SignInScreen)
    for _ in range(6):
        field.clear()
        qtbot.keyClicks(field, "tebakan")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(note.findChild(QPushButton, "sign_in").isEnabled)

    assert "Terlalu sering salah" in readable(at_work)


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_P, PrintPreview), (Qt.Key.Key_F1, KeyCard)])
def test_the_lock_key_works_over_a_dialog_and_takes_it_away(
    qtbot: QtBot, at_work: MainWindow, key: Qt.Key, kind: type[QWidget]
):
    press(qtbot, at_work, key)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    QTest.keyClick(QApplication.activeModalWidget().windowHandle(), Qt.Key.Key_L, CTRL)
    wait_for_lock(qtbot, at_work)

    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [at_work]


@contextmanager
def a_disk_that_takes_nothing() -> Iterator[None]:
    """Let every database of this process be read and not written."""

    def only_read(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    event.listen(Engine, "begin", only_read)
    try:
        yield
    finally:
        event.remove(Engine, "begin", only_read)


def a_note(qtbot: QtBot, window: MainWindow) -> None:
    begin_note(qtbot, window)


def a_report(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: form_name(window) is not None)
    qtbot.keyClicks(form_name(window), "Slamet Contoh")


@pytest.mark.parametrize("type_something", [a_note, a_report])
def test_the_lock_does_not_claim_to_have_kept_what_the_disk_refused(
    qtbot: QtBot, at_work: MainWindow, type_something: Callable[[QtBot, MainWindow], None]
):
    with a_disk_that_takes_nothing():
        type_something(qtbot, at_work)
        lock(qtbot, at_work)
        qtbot.waitUntil(lambda: "Layar terkunci" in readable(at_work))

    seen = readable(at_work)
    assert "tersimpan, juga yang belum selesai diketik" not in seen
    assert "Yang terakhir diketik tidak dapat disimpan" in seen
    assert "Yang sudah disimpan sebelumnya tetap ada" in seen
    assert "ketik ulang" in seen


def test_signing_out_tells_of_what_the_disk_refused(qtbot: QtBot, at_work: MainWindow):
    with a_disk_that_takes_nothing():
        begin_note(qtbot, at_work)
        at_work.sign_out()
        qtbot.waitUntil(lambda: "diketik tidak dapat disimpan" in readable(at_work))


@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_S])
def test_a_paper_that_is_still_being_drawn_does_not_open_over_the_lock(
    qtbot: QtBot, at_work: MainWindow, key: Qt.Key
):
    may_draw, may_close, drawn = threading.Event(), threading.Event(), threading.Event()
    read, write = at_work._lanes.read, at_work._lanes.write
    read.run(at_work, may_draw.wait, on_done=_ignore, on_error=_ignore)
    write.run(at_work, may_close.wait, on_done=_ignore, on_error=_ignore)
    try:
        press(qtbot, at_work, key)
        lock(qtbot, at_work)
        may_draw.set()  # while the data is open yet, so that there is something to show
        read.run(at_work, _nothing, on_done=lambda _: drawn.set(), on_error=_ignore)
        qtbot.waitUntil(drawn.is_set)
    finally:
        may_draw.set()
        may_close.set()

    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [at_work]
    for kind in (LetterPresenter, ReceiptPresenter):
        qtbot.waitUntil(lambda: at_work.findChildren(kind) == [])  # noqa: B023 - asked here and now


def _nothing() -> None:
    """Stand behind what is queued."""


def _ignore(_answer: object) -> None:
    """Nobody waits for it."""


def test_a_letter_is_there_again_after_the_lock(qtbot: QtBot, at_work: MainWindow):
    press(qtbot, at_work, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: at_work.findChild(LetterWindow) is not None)
    body = at_work.findChild(LetterWindow).findChild(QPlainTextEdit, "body")
    qtbot.waitUntil(body.isVisible)
    qtbot.keyClicks(body, WORDS)
    typed = body.toPlainText()
    at_work.lock()
    wait_for_lock(qtbot, at_work)
    qtbot.waitUntil(lambda: at_work.findChild(LetterWindow) is None)

    sign_in(qtbot, at_work)
    qtbot.waitUntil(lambda: at_work.findChild(LetterWindow) is not None)
    again = at_work.findChild(LetterWindow)
    qtbot.waitUntil(again.isVisible)
    assert again.findChild(QPlainTextEdit, "body").toPlainText() == typed
    context = at_work._session.desk.context
    again.reject()
    qtbot.waitUntil(lambda: kept_texts(context) == ())


def test_a_form_and_a_correction_are_there_again_after_the_lock(qtbot: QtBot, at_work: MainWindow):
    qtbot.mouseClick(at_work.findChild(QPushButton, "correct"), Qt.MouseButton.LeftButton)
    field = at_work.findChild(QPlainTextEdit, "title")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Judul yang baru")
    press(qtbot, at_work, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: form_name(at_work) is not None)
    qtbot.keyClicks(form_name(at_work), "Slamet Contoh")
    lock(qtbot, at_work)

    sign_in(qtbot, at_work)
    qtbot.waitUntil(lambda: form_name(at_work) is not None)
    qtbot.waitUntil(lambda: form_name(at_work).text() == "Slamet Contoh")
    press(qtbot, at_work, Qt.Key.Key_Escape)
    fields = at_work.findChildren(QPlainTextEdit, "title")
    qtbot.waitUntil(lambda: "Judul yang baru" in [each.toPlainText() for each in fields])


def test_what_was_copied_here_is_taken_from_the_clipboard(qtbot: QtBot, at_work: MainWindow):
    at_work.findChild(CopiedWords)._is_ours = lambda: True
    QApplication.clipboard().setText("Rahasia pelapor")
    lock(qtbot, at_work)
    assert QApplication.clipboard().text() == ""


def test_a_lock_right_behind_a_save_neither_loses_the_text_nor_offers_it_again(
    qtbot: QtBot, at_work: MainWindow, shared_pc: Path
):
    begin_note(qtbot, at_work)
    qtbot.keyClick(text_field(at_work), Qt.Key.Key_Return, CTRL)
    at_work.lock()
    wait_for_lock(qtbot, at_work)

    qtbot.waitUntil(lambda: texts_on_disk(shared_pc, builders.VERIFIER_UID) == [])
    come_back(qtbot, at_work)
    assert text_field(at_work) is None


def test_a_round_that_hangs_does_not_hold_up_the_unlocking(
    qtbot: QtBot, theme: Theme, shared_pc: Path
):
    began, ends = threading.Event(), threading.Event()

    def hangs(**_asked: object) -> RoundEnd:
        began.set()
        ends.wait()
        return RoundEnd()

    doors = doors_to(shared_pc)

    def unlock(person_uid: UUID, password: str) -> OpenDesk:
        return replace(doors.open_desk(person_uid, password), run_round=hangs)

    for window in shown(qtbot, MainWindow(theme, replace(doors, open_desk=unlock))):
        try:
            sign_in(qtbot, window)
            qtbot.waitUntil(began.is_set)
            lock(qtbot, window)
            come_back(qtbot, window)
        finally:
            ends.set()


def test_who_reported_is_put_straight_by_a_letter_and_waits_through_the_lock(
    qtbot: QtBot, at_work: MainWindow, shared_pc: Path
):
    def name() -> QLineEdit:
        (form,) = at_work.findChildren(IdentityForm)
        found = form.findChild(QLineEdit, "reporter_name")
        assert found is not None
        return found

    press(qtbot, at_work, Qt.Key.Key_U)
    qtbot.waitUntil(name().hasFocus)
    qtbot.keyClicks(name(), "Slamet Rekaan")
    lock(qtbot, at_work)
    assert "Slamet Rekaan" not in readable(at_work)

    come_back(qtbot, at_work)

    qtbot.waitUntil(lambda: name().hasFocus())
    assert name().text() == "Slamet Rekaan"
    press(qtbot, at_work, Qt.Key.Key_Escape)
    context = at_work._session.desk.context
    qtbot.waitUntil(lambda: kept_texts(context) == ())
