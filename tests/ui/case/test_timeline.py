"""The story of a case: who, which office, when, for whose eyes, and what has not been sent."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.timeline import EntryKind
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.case.case_tabs import CaseTab
from desktop_app.ui.case.timeline_lines import Journey, LineLook, TimelineLine
from desktop_app.ui.case.timeline_tab import TimelineModel
from tests import builders
from tests.desk import Desk
from tests.ui.inbox.stage import InboxStage


def lines_of(stage: InboxStage) -> list[TimelineLine]:
    model = stage.page.sheet.tabs.timeline.view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def open_story(qtbot, stage: InboxStage, uid: UUID) -> None:
    stage.go_to(qtbot, uid)
    stage.page.sheet.tabs.open_tab(CaseTab.TIMELINE)


def test_every_line_says_who_of_which_office_and_when(qtbot, stage: InboxStage, uids):
    open_story(qtbot, stage, uids["assigned"])
    lines = lines_of(stage)
    assert [line.heading for line in lines] == [
        "Laporan diterima",
        "Diverifikasi",
        "Diteruskan ke Desa Gandasuli",
        "Catatan internal",
        "Balasan untuk pelapor",
        "Berkas ditambahkan: lampu padam.jpg",
    ]
    assert lines[0].byline == "Sari Rekaan · Kecamatan Bobotsari · Sab, 14 Nov 2026 · 09.30"


def test_notes_replies_and_moves_look_different_and_say_so(qtbot, stage: InboxStage, uids):
    open_story(qtbot, stage, uids["assigned"])
    looks = {line.heading: (line.look, line.reach) for line in lines_of(stage)}
    assert looks["Catatan internal"] == (LineLook.INTERNAL, "internal")
    assert looks["Balasan untuk pelapor"] == (LineLook.PUBLIC, "dapat dibaca pelapor")
    assert looks["Diverifikasi"] == (LineLook.SLIM, "")


def test_what_is_not_sent_yet_is_marked_until_the_server_has_it(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    open_story(qtbot, stage, uids["received"])
    (line,) = lines_of(stage)
    assert line.journey is Journey.UNSENT
    assert line.detail == "Belum sampai di server"
    sent = builders.an_entry(
        case_uid=uids["received"], server_time=builders.NOW + timedelta(minutes=3)
    )
    with desk.context.open_work() as work:
        work.timeline.put(sent)
        work.commit()
    stage.case.refresh_if_shown(frozenset({uids["received"]}))
    qtbot.waitUntil(lambda: len(lines_of(stage)) == 2)
    told = next(line for line in lines_of(stage) if line.journey is Journey.ARRIVED)
    assert told.detail == "Waktu server: Jum, 20 Nov 2026 · 09.33"


def test_a_long_story_opens_at_its_end_and_the_rest_is_one_press_away(
    qtbot, stage: InboxStage, desk: Desk, uids
):
    for number in range(80):
        note = WriteEntry(uids["received"], EntryKind.NOTE, f"Catatan ke-{number}")
        write_entry(note, desk.context)
    open_story(qtbot, stage, uids["received"])
    stage.case.refresh_if_shown(frozenset({uids["received"]}))
    qtbot.waitUntil(lambda: len(lines_of(stage)) == 50)
    bar = stage.page.sheet.tabs.timeline.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    earlier = stage.find(QPushButton, "earlier_entries")
    assert earlier.text() == "Tampilkan 31 sebelumnya"
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert len(lines_of(stage)) == 81
    assert not earlier.isVisible()


def test_what_was_written_is_copied_as_it_was_written(qtbot, stage: InboxStage, uids):
    open_story(qtbot, stage, uids["assigned"])
    view = stage.page.sheet.tabs.timeline.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(3, 0))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Pelapor sudah ditelepon, bersedia menunjukkan lokasi."
    )


def test_a_screen_reader_hears_for_whose_eyes_a_line_is(qtbot, stage: InboxStage, uids):
    open_story(qtbot, stage, uids["assigned"])
    model = stage.page.sheet.tabs.timeline.view.model()
    spoken = model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Catatan internal, internal, Pelapor sudah ditelepon")
    assert spoken.endswith("belum terkirim")


def test_the_model_keeps_the_rules_of_qt(qapp):
    model = TimelineModel(qapp)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    first, second = a_line("satu"), a_line("dua")
    model.show_lines([first])
    model.show_lines([first, second])
    model.show_lines([second])
    model.show_lines([])
    assert tester.model() is model


def a_line(heading: str) -> TimelineLine:
    return TimelineLine(
        icon="lock",
        heading=heading,
        reach="internal",
        text="teks",
        byline="Sari",
        detail="",
        journey=Journey.UNSENT,
        look=LineLook.INTERNAL,
    )
