"""What waits for a person is read and settled by keys, and nothing of it is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.domain.confidential import Because, DisclosureReason
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.open_case import open_case
from desktop_app.services.privacy.disclosing import open_confidential
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.services.void_case import VoidCase, void_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.sync.conflict_card import ConflictCard
from desktop_app.ui.sync.item_card import ItemCard
from tests.services.refusing import conflicts_of, refuse_last_save
from tests.ui.office import Office
from tests.ui.sync.matters import a_title_overruled, tell

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settle(qtbot):
    """Wait for the first card of the page to have the keys."""

    def wait(office: Office) -> ItemCard:
        office.open_sync()
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ItemCard))
        focused = QApplication.focusWidget()
        assert isinstance(focused, ItemCard)
        return focused

    return wait


def title_of(office: Office, uid) -> str:
    return open_case(uid, office.context).case.title


def test_nothing_to_decide_says_what_would_be_here(office: Office):
    office.open_sync()
    office.see("Tidak ada yang perlu Anda putuskan")


def test_both_values_stand_side_by_side_with_who_wrote_the_other(
    office: Office, desk, uids, settle
):
    a_title_overruled(desk, uids["late"])
    card = settle(office)
    words = office.words(card)
    assert "Judul dari saya" in words
    assert "Saluran air tersumbat di Pasar Bobotsari" in words
    assert "Agus Rekaan · Desa Gandasuli · Jum, 20 Nov 2026 · 09.30" in words


def test_values_are_words_and_not_codes(office: Office, desk, uids, settle):
    a_title_overruled(desk, uids["late"], field="category", mine="roads_bridges", theirs="x")
    words = office.words(settle(office))
    assert "Kategori" in words
    assert "roads_bridges" not in words
    assert "Jalan" in words


def test_p_puts_my_value_back_and_ctrl_z_takes_that_back(qtbot, office: Office, desk, uids, settle):
    before = title_of(office, uids["late"])
    conflict = a_title_overruled(desk, uids["late"])
    settle(office)
    office.key(Qt.Key.Key_P)
    office.see("Nilai Anda berlaku lagi.")
    assert title_of(office, uids["late"]) == "Judul dari saya"
    office.see("Tidak ada yang perlu Anda putuskan")
    office.key(Qt.Key.Key_Z, CONTROL)
    office.see("Kedua nilai ada di daftar lagi")
    assert title_of(office, uids["late"]) == before
    assert conflicts_of(desk) == [conflict]


def test_s_leaves_the_other_value(office: Office, desk, uids, settle):
    before = title_of(office, uids["late"])
    a_title_overruled(desk, uids["late"])
    settle(office)
    office.key(Qt.Key.Key_S)
    office.see("Nilai yang berlaku dibiarkan.")
    assert (conflicts_of(desk), title_of(office, uids["late"])) == ([], before)


def test_j_and_k_go_from_card_to_card(qtbot, office: Office, desk, uids, settle):
    for name in ("late", "bridge"):
        a_title_overruled(desk, uids[name])
    first = settle(office)
    qtbot.waitUntil(lambda: len(office.page.findChildren(ConflictCard)) == 2)
    office.key(Qt.Key.Key_J)
    second = QApplication.focusWidget()
    assert isinstance(second, ConflictCard)
    assert second is not first
    office.key(Qt.Key.Key_K)
    assert QApplication.focusWidget() is first
    office.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second


def test_enter_opens_the_case(qtbot, office: Office, desk, uids, settle):
    a_title_overruled(desk, uids["bridge"])
    settle(office)
    office.key(Qt.Key.Key_Return)
    assert office.frame.current_section() == "inbox"
    office.see("Permohonan perbaikan jembatan gantung")


def test_a_confidential_case_shows_its_values_only_when_asked(office: Office, desk, uids, settle):
    case = open_case(uids["late"], desk.context).case
    office.store(lambda work: work.cases.put(replace(case, confidential=True)))
    a_title_overruled(desk, uids["late"])
    card = settle(office)
    assert "Judul dari saya" not in office.words(card)
    assert "Dirahasiakan" in office.words(card)
    office.click("show_hidden")
    assert "Buka kasusnya dahulu." in office.words(card)


def test_its_values_are_there_for_who_has_said_why_the_case_is_opened(
    office: Office, desk, uids, settle
):
    case = open_case(uids["late"], desk.context).case
    office.store(lambda work: work.cases.put(replace(case, confidential=True)))
    open_confidential(case.uid, Because(DisclosureReason.WORK), desk.context)
    a_title_overruled(desk, uids["late"])
    card = settle(office)
    assert "Judul dari saya" not in office.words(card)
    office.click("show_hidden")
    assert "Judul dari saya" in office.words(card)


def test_what_waits_for_a_colleague_is_only_counted(office: Office, desk, uids):
    a_title_overruled(desk, uids["late"], person_uid=uuid4())
    office.open_sync()
    office.see("1 lagi menunggu orang lain, yang menulisnya.")
    assert "Judul dari saya" not in office.words()


def test_a_value_of_a_case_that_left_cannot_be_put_back(office: Office, desk, uids, settle):
    a_title_overruled(desk, uids["late"])
    office.store(lambda work: work.cases.remove(uids["late"]))
    card = settle(office)
    office.key(Qt.Key.Key_P)
    assert "sudah pindah ke kantor lain" in office.words(card)
    office.key(Qt.Key.Key_S)
    office.see("Nilai yang berlaku dibiarkan.")


def test_a_refused_save_says_why_and_keeps_what_was_typed(office: Office, desk, uids, settle):
    note = WriteEntry(uids["late"], EntryKind.NOTE, "Sudah ditelepon dua kali.")
    write_entry(note, desk.context)
    refuse_last_save(desk, uids["late"], "NO_RIGHT")
    words = office.words(settle(office))
    assert "Catatan atau balasan" in words
    assert "Peran orang ini di server tidak mencakup langkah ini" in words
    assert "Sudah ditelepon dua kali." in words
    office.click("copy_typed")
    assert QGuiApplication.clipboard().text() == "Isi: Sudah ditelepon dua kali."


def test_l_sends_a_refused_save_again(office: Office, desk, uids, settle):
    write_entry(WriteEntry(uids["late"], EntryKind.NOTE, "Lagi."), desk.context)
    refuse_last_save(desk, uids["late"])
    settle(office)
    office.key(Qt.Key.Key_L)
    office.see("Masuk antrean lagi dan segera dikirim.")
    assert refused_saves(desk.context) == ()


def test_a_case_somebody_worked_on_asks_before_it_is_taken_back_again(
    office: Office, desk, uids, settle
):
    void_case(VoidCase(uids["late"], "Tercatat dua kali."), desk.context)
    refuse_last_save(desk, uids["late"], "EDITED_SINCE")
    office.store(lambda work: work.cases.set_voided(uids["late"], voided=False))
    words = office.words(settle(office))
    assert "dikerjakan orang lain sejak Anda membatalkannya" in words
    assert "Tercatat dua kali." in words
    office.key(Qt.Key.Key_B)
    office.see("Kasus dibatalkan lagi")
    with desk.context.open_read() as work:
        assert work.cases.is_voided(uids["late"])


def test_a_new_number_prints_its_receipt_with_p(office: Office, desk, uids, settle):
    tell(desk, NoticeKind.RENUMBERED, case_uid=uids["late"])
    words = office.words(settle(office))
    assert "BBS/26/A-000002-V. Cetak tanda terima baru" in words
    office.key(Qt.Key.Key_P)
    assert office.dialog(PrintPreview).pages.document.pageCount() == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (NoticeKind.REVIVED, "ada di daftar lagi"),
        (NoticeKind.IDENTITY_RENEWED, "huruf baru"),
        (NoticeKind.SERVER_RESTORED, "dipulihkan dari cadangan"),
    ],
)
def test_a_notice_stays_until_it_is_put_away(
    office: Office, desk, settle, kind: NoticeKind, words: str
):
    tell(desk, kind, case_uid=None)
    assert words in office.words(settle(office))
    office.key(Qt.Key.Key_S)
    office.see("Tidak ada yang perlu Anda putuskan")
    with desk.context.open_read() as work:
        assert work.notices.all() == []


def test_after_the_last_card_is_settled_the_keys_go_to_the_one_before(
    qtbot, office: Office, desk, uids, settle
):
    for name in ("late", "bridge"):
        a_title_overruled(desk, uids[name])
    first = settle(office).accessibleName()
    qtbot.waitUntil(lambda: len(office.page.findChildren(ConflictCard)) == 2)
    office.key(Qt.Key.Key_J)
    office.key(Qt.Key.Key_S)
    office.see("Nilai yang berlaku dibiarkan.")
    qtbot.waitUntil(lambda: len(conflicts_of(desk)) == 1)
    qtbot.waitUntil(lambda: len(office.page.findChildren(ConflictCard)) == 1)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ConflictCard))
    assert QApplication.focusWidget().accessibleName() == first


def test_a_long_list_is_built_while_keys_are_heard(qtbot, office: Office, desk, uids, settle):
    """No card takes the window's breath away, however many wait."""
    for _ in range(45):
        a_title_overruled(desk, uids["late"])
    settle(office)
    assert len(office.page.findChildren(ConflictCard)) < 40
    qtbot.waitUntil(lambda: len(office.page.findChildren(ConflictCard)) == 40)
    office.see("dan 5 lagi")
