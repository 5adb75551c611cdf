"""A confidential case asks why; who reported is masked; a higher office decides who may know."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop_app.domain.cases import Case
from desktop_app.domain.confidential import DisclosureReason
from desktop_app.domain.releases import ReleaseKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case
from tests.builders import DISTRICT_UID, VILLAGE_UID
from tests.desk import Desk
from tests.ui.inbox.stage import InboxStage, an_inbox

SECRET = "Judul yang dirahasiakan"
PHONE = "081299990000"
NIK = "3303990101900077"


def labels(stage: InboxStage, name: str) -> list[str]:
    found = stage.screen.findChildren(QLabel, name)
    return [one.text().replace("\u200b", "") for one in found if one.isVisible()]


def press(stage: InboxStage, name: str) -> None:
    stage.find(QPushButton, name).click()


def a_confidential_case(desk: Desk) -> Case:
    case = desk.registered(confidential=True, title=SECRET).case
    desk.clock.pass_days(1)
    return case


def test_a_confidential_case_shows_nothing_until_somebody_has_said_why(qtbot, theme, desk: Desk):
    case = a_confidential_case(desk)
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.screen.resize(1150, 700)
        stage.screen.show()
        stage.inbox.refresh()
        qtbot.waitUntil(lambda: bool(labels(stage, "reason_sentence")))
        assert case.register_number in labels(stage, "reason_sentence")[0]
        assert SECRET not in str([one.text() for one in stage.screen.findChildren(QLabel)])
        qtbot.keyClick(stage.find(QWidget, "reason"), Qt.Key.Key_2)
        press(stage, "tell_reason")
        qtbot.waitUntil(lambda: stage.shown() == case.uid)
        assert stage.text("case_title") == SECRET
    with desk.context.open_read() as work:
        told = work.disclosures.of_case(case.uid)[-1]
    assert told.reason is DisclosureReason.REPORTER_ASKS


def test_another_reason_is_said_in_words(qtbot, theme, desk: Desk):
    a_confidential_case(desk)
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.screen.show()
        stage.inbox.refresh()
        qtbot.waitUntil(lambda: bool(labels(stage, "reason_sentence")))
        press(stage, "other")
        press(stage, "tell_reason")
        assert labels(stage, "words_note")
        stage.find(QLineEdit, "words").setText("Diminta camat.")
        press(stage, "tell_reason")
        qtbot.waitUntil(lambda: stage.shown() is not None)


def test_telephone_and_nik_show_when_somebody_asks_and_hide_with_the_next_case(
    qtbot, theme, desk: Desk
):
    other = desk.registered(reporter_name="Rekaan Lain", reporter_phone="081200001111").case
    case = desk.registered(reporter_name="Rekaan", reporter_phone=PHONE, reporter_nik=NIK).case
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, case.uid)
        assert "0812-****-0000" in _said(stage)
        stage.case.reveal()
        qtbot.waitUntil(lambda: NIK in _said(stage))
        assert stage.find(QPushButton, "reveal").isHidden()
        stage.go_to(qtbot, other.uid)
        stage.go_to(qtbot, case.uid)
        assert NIK not in _said(stage)


def _said(stage: InboxStage) -> str:
    reporter = stage.find(QWidget, "reporter")
    return " ".join(one.text().replace("\u200b", "") for one in reporter.findChildren(QLabel))


def test_a_verifier_of_a_higher_office_releases_a_case_and_holds_it_again(qtbot, theme, desk: Desk):
    case = desk.registered(complained_office_uid=VILLAGE_UID).case
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        assert "Ditahan dari Desa Gandasuli" in labels(stage, "knowing_sentence")[0]
        press(stage, "knowing_released")
        assert stage.find(QLineEdit, "office").text() == "Desa Gandasuli"
        stage.find(QPlainTextEdit, "text").setPlainText("Diminta memberi penjelasan.")
        press(stage, "submit")
        qtbot.waitUntil(lambda: "Sudah dilepas" in str(labels(stage, "knowing_sentence")))
        press(stage, "knowing_withheld")
        press(stage, "submit")
        qtbot.waitUntil(lambda: bool(labels(stage, "text_note")))
        stage.find(QPlainTextEdit, "text").setPlainText("Sudah dijelaskan.")
        press(stage, "submit")
        qtbot.waitUntil(lambda: "Ditahan dari" in str(labels(stage, "knowing_sentence")))
    assert open_case(case.uid, desk.context).withheld_from == (VILLAGE_UID,)


def test_who_reported_is_let_known_for_as_long_as_somebody_chooses(qtbot, theme, desk: Desk):
    case = desk.registered(reporter_name="Rekaan").case
    for move, to in ((MoveName.VERIFY, None), (MoveName.ASSIGN, VILLAGE_UID)):
        move_case(MoveCase(case.uid, move, to_office_uid=to), desk.context)
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        press(stage, "knowing_identity_released")
        stage.find(QPlainTextEdit, "text").setPlainText("Mengirim balasan.")
        press(stage, "30")
        press(stage, "submit")
        qtbot.waitUntil(lambda: "dibuka untuk" in str(labels(stage, "knowing_sentence")))
    (release,) = open_case(case.uid, desk.context).releases
    assert release.kind is ReleaseKind.IDENTITY
    assert release.until == desk.context.today() + timedelta(days=30)


def test_who_took_a_case_about_their_own_office_is_told_what_follows(qtbot, theme, desk: Desk):
    desk.registered(complained_office_uid=DISTRICT_UID)
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        (sentence,) = labels(stage, "knowing_sentence")
        assert "hanya Anda yang melihatnya" in sentence
        assert not stage.screen.findChildren(QPushButton, "knowing_released")


def test_a_case_about_nobody_shows_no_card(qtbot, theme, desk: Desk):
    desk.registered()
    with an_inbox(theme, desk.context, desk.lookups) as stage:
        stage.open(qtbot)
        assert labels(stage, "knowing_sentence") == []
