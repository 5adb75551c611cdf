"""The page of the audit trail: read, narrowed, checked and handed out, the window never held up."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.people import Role
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.audit.read_trail import PAGE
from desktop_app.ui.audit.audit_page import AuditPage
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.shell.session import Session
from tests.builders import CLERK_UID, VERIFIER_UID, a_person
from tests.desk import Desk, a_desk
from tests.services.test_audit import attack
from tests.ui.office import Office

ADMIN = a_person(
    uid=VERIFIER_UID,
    name="Sari Rekaan",
    roles=frozenset({Role.CLERK, Role.VERIFIER, Role.OFFICE_ADMIN}),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    colleague = a_person(uid=CLERK_UID, name="Budi Rekaan")
    with a_desk(tmp_path, person=ADMIN, signer=colleague) as made:
        yield made


@pytest.fixture
def page(qtbot, office: Office) -> AuditPage:
    """The page as the menu behind the name opens it, after a case was registered and printed."""
    case = office.desk.registered().case
    note_alone(AuditKind.PRINTED, office.context, case_uid=case.uid, facts={"what": "receipt"})
    colleague = replace(office.context, person=a_person(uid=CLERK_UID))
    note_alone(AuditKind.SEEN, colleague, case_uid=case.uid, facts={"identity": "shown"})
    open_page(office)
    office.see("Budi Rekaan")
    return office.find(AuditPage)


def open_page(office: Office) -> None:
    menu = office.window.findChild(QAction, "audit")
    assert menu is not None
    menu.trigger()


def rows(office: Office) -> list[tuple[str, ...]]:
    return office.find(PlainTable, "trail").words()


def deeds(office: Office) -> list[str]:
    return [row[3] for row in rows(office)]


def choose(office: Office, box: str, words: str) -> None:
    field = office.find(QComboBox, box)
    field.setCurrentIndex(field.findText(words))


def test_who_did_what_is_read_in_words_the_newest_first(office: Office, page: AuditPage):
    assert deeds(office)[:3] == ["Melihat", "Mencetak", "Mengubah"]
    assert {"Masuk", "Jejak dimulai"} <= set(deeds(office))
    _, when, who, _, case, details = rows(office)[0]
    assert when.startswith("Jum, 20 Nov 2026")
    assert who == "Budi Rekaan"
    assert case
    assert details == "nama pelapor terlihat"
    assert rows(office)[1][5] == "tanda terima"
    assert rows(office)[2][5] == "laporan baru"


def test_the_page_is_narrowed_by_person_by_deed_and_by_day(qtbot, office: Office, page: AuditPage):
    choose(office, "trail_person", "Budi Rekaan")
    qtbot.waitUntil(lambda: deeds(office) == ["Melihat"])
    choose(office, "trail_person", "Semua petugas")
    choose(office, "trail_kind", "Mencetak")
    qtbot.waitUntil(lambda: deeds(office) == ["Mencetak"])
    choose(office, "trail_kind", "Semua tindakan")
    day = office.find(QLineEdit, "trail_day")
    day.setText("1 jan 2020")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    office.see("Tidak ada catatan yang cocok.")
    assert day.text() == "01/01/2020"
    day.setText("kapan ya")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    office.see("Tidak terbaca.")


def test_enter_on_a_row_shows_its_case_alone(qtbot, office: Office, page: AuditPage):
    table = office.find(PlainTable, "trail")
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    office.see("Hanya kasus")
    qtbot.waitUntil(lambda: deeds(office) == ["Melihat", "Mencetak", "Mengubah"])
    page.forget_case()
    qtbot.waitUntil(lambda: "Masuk" in deeds(office))


def test_a_long_trail_is_read_page_by_page(qtbot, office: Office, page: AuditPage):
    for _ in range(PAGE):
        note_alone(AuditKind.EXPORTED, office.context, facts={"what": "unsent"})
    open_page(office)
    qtbot.waitUntil(lambda: deeds(office) == ["Mengekspor"] * PAGE)
    office.click("older")
    qtbot.waitUntil(lambda: deeds(office)[:1] == ["Melihat"])
    office.click("newer")
    qtbot.waitUntil(lambda: deeds(office) == ["Mengekspor"] * PAGE)


def test_a_whole_trail_is_said_to_be_whole(office: Office, page: AuditPage):
    office.click("check_trail")
    office.see("Jejak audit utuh")
    office.see("Jejak diperiksa")


def test_what_was_altered_is_named_with_who_and_when(
    office: Office, page: AuditPage, tmp_path: Path
):
    number = next(row[0] for row in rows(office) if row[3] == "Mencetak")
    attack(
        tmp_path, office.context, f"UPDATE audit_entry SET kind = 'seen' WHERE number = {number}"
    )
    office.click("check_trail")
    office.see(f"Catatan {number} diubah")
    office.see("Laporkan kepada administrator")
    office.see(ADMIN.name)
    office.see("DIUBAH di luar aplikasi")


def test_an_export_is_written_where_somebody_wants_it(
    qtbot, office: Office, page: AuditPage, tmp_path: Path
):
    page.export_wanted.emit(str(tmp_path / "jejak.zip"))
    office.see("Jejak audit diekspor")
    with zipfile.ZipFile(tmp_path / "jejak.zip") as archive:
        assert "periksa.py" in archive.namelist()
    page.export_wanted.emit(str(tmp_path / "tidak ada" / "jejak.zip"))
    office.see("Tidak selesai")
    assert sorted(path.name for path in tmp_path.glob("jejak*")) == ["jejak.zip"]


def test_looking_at_a_case_is_noted_without_anybody_waiting(qtbot, office: Office, page: AuditPage):
    case = office.desk.registered(title="Dilihat").case
    session = office.window.findChild(Session)
    session.open_case(case.uid)
    qtbot.waitUntil(lambda: _seen(office, case.uid) == 1)
    session.show_section("sync")
    session.open_case(case.uid)
    office.see("Dilihat")
    open_page(office)
    qtbot.waitUntil(lambda: "Melihat" in deeds(office))
    assert _seen(office, case.uid) == 1


def _seen(office: Office, case_uid: UUID) -> int:
    with office.context.open_read() as work:
        query = AuditQuery(case_uid=case_uid, kind=AuditKind.SEEN)
        return len(work.audit.page(query, before=None, most=9))


def test_who_has_no_such_right_sees_their_own_deeds(qtbot, office: Office, page: AuditPage):
    page.show_rows([], newer=False, older=False, only_own=True)
    office.see("Yang tampak hanya tindakan Anda sendiri")
    assert not any(
        office.find(QPushButton, name).isVisible() for name in ("check_trail", "export_trail")
    )
