"""A case registered by mistake is taken back with a reason, and comes back with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton

from desktop_app.domain.timeline import EntryKind
from desktop_app.services.open_case import open_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.case.timeline_delegate import LINE_ROLE
from desktop_app.ui.case.timeline_lines import Journey
from desktop_app.ui.inbox.case_list import CaseList
from tests.services.refusing import refuse_last_save
from tests.ui.case.hands import other_moves, text_field, words_of
from tests.ui.inbox.stage import InboxStage
from tests.ui.office import Office

CONTROL = Qt.KeyboardModifier.ControlModifier


def is_voided(office: Office, uid) -> bool:
    with office.context.open_read() as work:
        return work.cases.is_voided(uid)


def void_shown_case(qtbot, office: Office, reason: str) -> None:
    office.key(Qt.Key.Key_Delete)
    field = office.find(QPlainTextEdit, "text")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, reason)
    qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)


def test_a_mistake_leaves_the_list_and_ctrl_z_brings_it_back(qtbot, office: Office, uids):
    rows = office.find(CaseList)
    assert rows.choose(uids["received"])
    office.see("Jalan berlubang di tikungan balai desa")
    before = rows.model().rowCount()
    void_shown_case(qtbot, office, "Tercatat dua kali.")
    office.see("Kasus dibatalkan.")
    assert is_voided(office, uids["received"])
    qtbot.waitUntil(lambda: rows.model().rowCount() == before - 1)
    office.key(Qt.Key.Key_Z, CONTROL)
    office.see("Kasus ada di daftar lagi.")
    qtbot.waitUntil(lambda: rows.model().rowCount() == before)
    assert not is_voided(office, uids["received"])


def test_it_says_what_will_happen_and_asks_why(qtbot, stage: InboxStage, desk, uids):
    stage.go_to(qtbot, uids["received"])
    other_moves(stage)["void_case"].trigger()
    assert "kasus kembali dan Anda diberi tahu" in words_of(stage.page.sheet.panel)
    assert not stage.find(QPushButton, "attach").isVisible()
    qtbot.keyClick(text_field(stage), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "Tulis dahulu isinya" in words_of(stage.page.sheet.panel))


def test_other_offices_are_not_offered_it_and_told_who_may(qtbot, village: InboxStage, uids):
    village.go_to(qtbot, uids["assigned"])
    assert "void_case" not in other_moves(village)
    village.case.void()
    refusal = village.find(QFrame, "refusal")
    assert "Kecamatan Bobotsari" in words_of(refusal)


def test_the_story_marks_what_the_server_did_not_take(qtbot, stage: InboxStage, desk, uids):
    write_entry(WriteEntry(uids["received"], EntryKind.NOTE, "Tidak sampai."), desk.context)
    refuse_last_save(desk, uids["received"])
    stage.go_to(qtbot, uids["received"])
    stage.case.refresh_if_shown(frozenset({uids["received"]}))
    model = stage.page.sheet.tabs.timeline.view.model()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    line = model.index(1, 0).data(LINE_ROLE)
    assert line.journey is Journey.REFUSED
    assert "tidak diterima server" in line.spoken
    assert open_case(uids["received"], desk.context).entries[-1].refused
