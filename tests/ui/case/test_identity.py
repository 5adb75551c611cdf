"""Who reported is put straight in place, and nothing of it after it was restricted or erased."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.people import Role
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.open_case import open_case
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.case.case_tabs import CaseTab
from desktop_app.ui.case.file_card import FileCard
from tests.desk import Desk
from tests.ui.case.hands import CONTROL, entries_of, other_moves, words_of
from tests.ui.inbox.stage import InboxStage, an_inbox

PHONE = "081299990000"
NIK = "3303990101900077"
FIELDS = ("reporter_name", "reporter_phone", "reporter_address", "reporter_nik")


@pytest.fixture
def known(desk: Desk) -> UUID:
    """A case with all that may be known of who reported."""
    return desk.registered(
        reporter_name="Wagiman Contoh",
        reporter_phone=PHONE,
        reporter_address="Gandasuli RT 2",
        reporter_nik=NIK,
    ).case.uid


@pytest.fixture
def inbox(qtbot, theme, desk: Desk, known: UUID) -> Iterator[InboxStage]:
    with an_inbox(theme, desk.context, desk.lookups) as made:
        made.open(qtbot)
        made.go_to(qtbot, known)
        yield made


def fields(stage: InboxStage) -> dict[str, QLineEdit]:
    return {name: stage.find(QLineEdit, name) for name in FIELDS}


def open_form(qtbot, stage: InboxStage) -> dict[str, QLineEdit]:
    stage.case.correct_identity()
    found = fields(stage)
    qtbot.waitUntil(found["reporter_name"].hasFocus)
    return found


def held(desk: Desk, uid: UUID) -> Reporter | None:
    with desk.context.open_read() as work:
        return work.reporters.get(uid)


def restrict(desk: Desk, uid: UUID, *, restricted: bool = True) -> None:
    restrict_reporter(
        RestrictReporter(uid, "Diminta pelapor.", restricted=restricted), desk.context
    )


def test_the_form_has_everything_in_full_and_that_is_noted(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    form = open_form(qtbot, inbox)
    assert [form[name].text() for name in FIELDS] == [
        "Wagiman Contoh",
        "0812-9999-0000",
        "Gandasuli RT 2",
        NIK,
    ]
    with desk.context.open_read() as work:
        (newest,) = work.audit.page(AuditQuery(), before=None, most=1)
    assert newest.entry is not None
    assert newest.entry.kind == AuditKind.REVEALED.value


def test_a_correction_is_saved_by_its_key_and_taken_back(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    form = open_form(qtbot, inbox)
    form["reporter_name"].clear()
    qtbot.keyClicks(form["reporter_name"], "Wagimin Contoh")
    qtbot.keyClick(form["reporter_name"], Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: inbox.heard.of("said") != [])
    assert inbox.heard.of("said") == [("Identitas pelapor dibetulkan.", True)]
    assert not form["reporter_name"].isVisible()
    assert inbox.find(QPushButton, "correct_identity").hasFocus()
    after = held(desk, known)
    assert after is not None
    assert (after.name, after.phone, after.nik) == ("Wagimin Contoh", "+6281299990000", NIK)
    assert (EntryKind.IDENTITY_CORRECTED, "reporter_name") in entries_of(desk, known)
    assert inbox.case.undo()
    qtbot.waitUntil(lambda: len(inbox.heard.of("said")) == 2)
    before = held(desk, known)
    assert before is not None
    assert before.name == "Wagiman Contoh"


def test_one_that_a_colleague_put_straight_since_is_not_taken_back(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    form = open_form(qtbot, inbox)
    qtbot.keyClicks(form["reporter_address"], ", dekat balai desa")
    qtbot.keyClick(form["reporter_address"], Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: inbox.heard.of("said") != [])
    correct_reporter(CorrectReporter(known, address="Alamat dari rekan"), desk.context)
    inbox.case.undo()
    qtbot.waitUntil(lambda: inbox.heard.of("trouble") != [])
    stands = held(desk, known)
    assert stands is not None
    assert stands.address == "Alamat dari rekan"


def test_what_is_wrong_stands_under_its_field_and_an_odd_nik_does_not_stop(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    form = open_form(qtbot, inbox)
    form["reporter_phone"].setText("0812")
    form["reporter_nik"].setFocus()
    form["reporter_nik"].clear()
    qtbot.keyClicks(form["reporter_nik"], "123")
    qtbot.keyClick(form["reporter_nik"], Qt.Key.Key_Tab)
    assert "Tetap dapat disimpan" in inbox.text("reporter_nik_remark")
    inbox.find(QPushButton, "save_identity").click()
    qtbot.waitUntil(inbox.find(QLabel, "reporter_phone_note").isVisible)
    assert form["reporter_phone"].hasFocus()
    form["reporter_phone"].setText("")
    qtbot.keyClick(form["reporter_phone"], Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: inbox.heard.of("said") != [])
    after = held(desk, known)
    assert after is not None
    assert (after.phone, after.nik) == ("", "123")


def test_leaving_the_form_changes_nothing_and_leaves_nobody_in_it(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    form = open_form(qtbot, inbox)
    qtbot.keyClicks(form["reporter_name"], "Bukan ini")
    assert inbox.screen.back()
    assert not form["reporter_name"].isVisible()
    assert [field.text() for field in form.values()] == ["", "", "", ""]
    after = held(desk, known)
    assert after is not None
    assert after.name == "Wagiman Contoh"


def test_what_was_typed_waits_while_somebody_looks_at_another_case(
    qtbot, theme, desk: Desk, known: UUID
):
    other = desk.registered(title="Kasus lain").case.uid
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, known)
        form = open_form(qtbot, stage)
        qtbot.keyClicks(form["reporter_name"], "Setengah")
        stage.go_to(qtbot, other)
        assert not form["reporter_name"].isVisible()
        assert form["reporter_nik"].text() == ""
        stage.go_to(qtbot, known)
        qtbot.waitUntil(form["reporter_name"].isVisible)
        assert form["reporter_name"].text() == "Setengah"
        assert form["reporter_nik"].text() == NIK


def test_a_report_without_any_identity_gets_one(qtbot, theme, desk: Desk):
    uid = desk.registered(reporter_name="", reporter_phone="", anonymous=True).case.uid
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, uid)
        form = open_form(qtbot, stage)
        qtbot.keyClicks(form["reporter_name"], "Rekaan Baru")
        qtbot.keyClick(form["reporter_name"], Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: stage.heard.of("said") != [])
    after = held(desk, uid)
    assert after is not None
    assert after.name == "Rekaan Baru"


def test_a_restricted_identity_says_since_when_and_why_and_is_not_corrected(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    inbox.case.reveal()
    qtbot.waitUntil(lambda: NIK in words_of(inbox.find(QWidget, "reporter")))
    restrict(desk, known)
    inbox.case.refresh()
    qtbot.waitUntil(lambda: "dibatasi sejak" in inbox.text("reporter_remark"))
    assert inbox.text("reporter_remark").endswith("Diminta pelapor.")
    assert NIK not in words_of(inbox.page)
    assert "Wagiman" not in words_of(inbox.page)
    button = inbox.find(QPushButton, "correct_identity")
    assert not button.isEnabled()
    assert "dibatasi" in button.accessibleDescription()
    assert "dibatasi" in other_moves(inbox)["correct_identity"].text()
    inbox.case.correct_identity()
    assert "dibatasi" in words_of(inbox.find(QFrame, "refusal"))


def test_a_restriction_that_arrives_shuts_the_form_and_its_lifting_brings_it_back(
    qtbot, inbox: InboxStage, desk: Desk, known: UUID
):
    form = open_form(qtbot, inbox)
    qtbot.keyClicks(form["reporter_name"], "Setengah")
    restrict(desk, known)
    inbox.case.refresh()
    qtbot.waitUntil(lambda: not form["reporter_name"].isVisible())
    assert form["reporter_nik"].text() == ""
    restrict(desk, known, restricted=False)
    inbox.case.refresh()
    qtbot.waitUntil(lambda: "dibatasi" not in inbox.text("reporter_remark"))
    opened = open_form(qtbot, inbox)
    assert opened["reporter_name"].text() == "Setengah"


def test_an_erased_identity_says_so_and_its_file_is_neither_opened_nor_copied(
    qtbot, theme, desk: Desk, known: UUID
):
    kept = keep_file(b"kartu tanda penduduk", "ktp.txt", desk.context)
    write_entry(WriteEntry(known, EntryKind.NOTE, "Dari pelapor.", (kept,)), desk.context)
    (file,) = open_case(known, desk.context).attachments
    erase_reporter(EraseReporter(known, "Diminta.", frozenset({file.uid})), desk.context)
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, known)
        assert stage.text("reporter_remark") == "Identitas pelapor sudah dihapus."
        assert (
            "sudah dihapus" in stage.find(QPushButton, "correct_identity").accessibleDescription()
        )
        stage.page.sheet.tabs.open_tab(CaseTab.FILES)
        (card,) = stage.page.sheet.tabs.files.findChildren(FileCard)
        qtbot.waitUntil(card.isVisible)
        assert "Berkas sudah dihapus" in words_of(card)
        assert "di jalan" not in words_of(card)
        assert not card.findChildren(QPushButton)


def test_who_may_not_is_not_offered_it_and_is_told_who_may(qtbot, theme, desk: Desk, known: UUID):
    context = desk.with_roles(Role.EXECUTOR)
    with an_inbox(theme, context, desk.lookups) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, known)
        assert stage.find(QPushButton, "correct_identity").isHidden()
        assert "correct_identity" not in other_moves(stage)
        stage.case.correct_identity()
        assert "petugas loket" in words_of(stage.find(QFrame, "refusal"))
