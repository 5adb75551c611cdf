"""The page shows the case asked for last, and nothing that is not for these eyes."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QImage

from tests.desk import Desk
from tests.ui.case.hands import text_field, words_of
from tests.ui.inbox.stage import InboxStage


def test_a_case_that_left_the_desk_is_told_as_gone(qtbot, stage: InboxStage, desk: Desk, uids):
    with desk.context.open_work() as work:
        work.cases.remove(uids["received"])
        work.commit()
    stage.case.show_case(uids["received"])
    qtbot.waitUntil(lambda: not stage.page.sheet.isVisible())
    assert "tidak ada lagi di komputer ini" in words_of(stage.page)


def test_an_answer_about_a_case_no_longer_wanted_is_dropped(qtbot, stage: InboxStage, uids):
    shown: list[UUID | None] = []
    stage.case.show_case(uids["late"])
    stage.case.show_case(uids["bridge"])
    stage.case.show_case(uids["closed"])
    while stage.shown() != uids["closed"]:
        shown.append(stage.shown())
        qtbot.wait(1)
    assert uids["bridge"] not in shown
    assert uids["late"] not in shown


def test_without_a_case_keys_do_nothing(qtbot, stage: InboxStage):
    stage.case.clear()
    for press in (stage.case.verify, stage.case.note, stage.case.letter, stage.case.receipt):
        press()
    assert stage.heard.of("letter_wanted") == []
    assert not text_field(stage).isVisible()


def test_letters_and_receipts_are_asked_for_by_case(qtbot, stage: InboxStage, uids):
    stage.case.show_case(uids["closed"])
    qtbot.waitUntil(lambda: stage.shown() == uids["closed"])
    stage.case.letter()
    stage.case.receipt()
    assert stage.heard.of("letter_wanted") == [(uids["closed"],)]
    assert stage.heard.of("receipt_wanted") == [(uids["closed"],)]


def test_a_null_picture_is_never_shown(qtbot, stage: InboxStage):
    stage.page.sheet.tabs.files.show_picture("00" * 32, QImage())
    assert not stage.page.sheet.tabs.files.close_picture()
