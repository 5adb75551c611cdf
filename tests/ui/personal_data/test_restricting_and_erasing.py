"""Somebody wants what is held about them left alone, or gone: asked why, shown what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.people import Role
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.open_case import open_case
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.personal_data.question import Question
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk
from tests.ui.office import Office, Outside, an_office
from tests.ui.personal_data.hands import (
    CONTROL,
    find_by_name,
    give_reason,
    open_page,
    state_of,
)

NAME = "Wagiman Contoh"


@pytest.fixture
def reported(desk: Desk) -> UUID:
    """A report that names who reported, with two files of theirs."""
    uid = desk.registered(
        reporter_name=NAME, words=f"Saya {NAME}, lampu di depan rumah padam."
    ).case.uid
    files = tuple(keep_file(name.encode(), name, desk.context) for name in ("ktp.txt", "foto.txt"))
    write_entry(WriteEntry(uid, EntryKind.NOTE, "Dua berkas.", files), desk.context)
    return uid


@pytest.fixture
def at_page(qtbot: QtBot, theme: Theme, desk: Desk, reported: UUID) -> Iterator[Office]:
    with an_office(qtbot, theme, desk, Outside()) as made:
        open_page(made)
        find_by_name(qtbot, made, NAME.casefold(), count=1)
        yield made


def test_a_restriction_and_its_lifting_are_asked_why_and_listed(
    qtbot: QtBot, at_page: Office, desk: Desk, reported: UUID
) -> None:
    button = at_page.find(QPushButton, "restrict_reporter")
    assert button.text() == "Batasi pemakaian…"
    at_page.click("restrict_reporter")
    at_page.see("Batasi pemakaian identitas")
    reason = give_reason(qtbot, at_page, "restrict", "Diminta pelapor.")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    at_page.see("Dibatasi")
    at_page.see("Pemakaian identitas dibatasi.")
    assert state_of(desk, reported) is IdentityState.RESTRICTED
    assert button.text() == "Cabut pembatasan…"
    at_page.click("restrict_reporter")
    reason = give_reason(qtbot, at_page, "restrict", "Sudah jelas.")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    at_page.see("Pembatasan dicabut.")
    assert state_of(desk, reported) is IdentityState.OPEN
    told = [entry.text for entry in open_case(reported, desk.context).entries]
    assert told[-2:] == ["Diminta pelapor.", "Sudah jelas."]


def test_nothing_is_done_without_a_reason(
    qtbot: QtBot, at_page: Office, desk: Desk, reported: UUID
) -> None:
    at_page.click("restrict_reporter")
    at_page.find(QPushButton, "restrict_agree").click()
    at_page.see("Tulis dahulu isinya.")
    assert at_page.find(Question, "restrict").reason.hasFocus()
    assert state_of(desk, reported) is IdentityState.OPEN


def test_an_erasure_says_what_goes_and_wakes_only_once_somebody_looked_who_asks(
    qtbot: QtBot, at_page: Office, desk: Desk, reported: UUID
) -> None:
    at_page.click("erase_reporter")
    at_page.see("Hapus identitas pelapor")
    question = at_page.find(Question, "erase")
    said = at_page.words(question)
    assert "Di 1 tempat" in said
    assert "Tidak ada surat resmi" in said
    assert "Tidak dapat dikembalikan" in said
    assert "Cadangan" in said
    boxes = [box for box in question.findChildren(QCheckBox, "erase_file") if box.isVisible()]
    assert [box.text() for box in boxes] == ["ktp.txt", "foto.txt"]
    assert not any(box.isChecked() for box in boxes)
    agree = at_page.find(QPushButton, "erase_agree")
    assert not agree.isEnabled()
    assert "Centang dahulu" in agree.accessibleDescription()

    assert boxes[0].hasFocus()
    at_page.key(Qt.Key.Key_Space)
    for _ in boxes:
        at_page.key(Qt.Key.Key_Tab)
    give_reason(qtbot, at_page, "erase", "Diminta pelapor.")
    at_page.find(QCheckBox, "requester_checked").click()
    at_page.find(QPushButton, "erase_agree").click()
    at_page.see("Sudah dihapus")
    assert state_of(desk, reported) is IdentityState.ERASED
    view = open_case(reported, desk.context)
    assert [file.name for file in view.attachments] == ["", "foto.txt"]
    assert NAME not in view.case.reporter_words
    assert NAME not in at_page.words()
    for name in ("erase_reporter", "restrict_reporter"):
        button = at_page.find(QPushButton, name)
        assert not button.isEnabled()
        assert "sudah dihapus" in button.accessibleDescription()
    assert not at_page.find(QPushButton, "answer_person").isEnabled()


def test_escape_leaves_the_question_first_and_everything_as_it_was(
    qtbot: QtBot, at_page: Office, desk: Desk, reported: UUID
) -> None:
    question = at_page.find(Question, "erase")
    at_page.click("erase_reporter")
    qtbot.waitUntil(question.isVisible)
    question.reason.setPlainText("Diminta.")
    at_page.key(Qt.Key.Key_Escape)
    assert question.isHidden()
    assert at_page.frame.current_section() == "personal_data"
    at_page.click("erase_reporter")
    qtbot.waitUntil(question.isVisible)
    assert question.reason.toPlainText() == ""
    at_page.key(Qt.Key.Key_Escape)
    at_page.key(Qt.Key.Key_Escape)
    assert at_page.frame.current_section() == "inbox"
    assert state_of(desk, reported) is IdentityState.OPEN


def test_what_another_has_done_meanwhile_is_said_and_not_done_twice(
    qtbot: QtBot, at_page: Office, desk: Desk, reported: UUID
) -> None:
    at_page.click("restrict_reporter")
    give_reason(qtbot, at_page, "restrict", "Diminta.")
    restrict_reporter(RestrictReporter(reported, "Oleh rekan."), desk.context)
    at_page.find(QPushButton, "restrict_agree").click()
    at_page.see("Orang lain baru saja mengubah kasus ini.")
    assert at_page.find(Question, "restrict").isHidden()
    erase_reporter(EraseReporter(reported, "Oleh rekan."), desk.context)
    at_page.click("erase_reporter")
    qtbot.wait(50)
    assert at_page.find(Question, "erase").isHidden()


def test_the_case_on_the_page_of_cases_follows(
    qtbot: QtBot, at_page: Office, desk: Desk, reported: UUID
) -> None:
    at_page.click("restrict_reporter")
    give_reason(qtbot, at_page, "restrict", "Diminta pelapor.")
    at_page.find(QPushButton, "restrict_agree").click()
    at_page.see("Pemakaian identitas dibatasi.")
    at_page.key(Qt.Key.Key_Escape)
    at_page.see("Identitas pelapor dibatasi sejak")
    assert NAME not in "".join(
        at_page.words(part) for part in (at_page.find(QPushButton, "reveal").parentWidget(),)
    )


def test_who_may_not_sees_neither_and_is_told_who_may(
    qtbot: QtBot, theme: Theme, desk: Desk, reported: UUID
) -> None:
    as_clerk = replace(desk, context=desk.with_roles(Role.CLERK))
    with an_office(qtbot, theme, as_clerk, Outside()) as office:
        open_page(office)
        office.see("Hanya verifikator")
        for name in ("erase_reporter", "restrict_reporter"):
            assert not office.find(QPushButton, name).isVisible()
