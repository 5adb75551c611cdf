"""A question may be answered and closed at the counter in the save that registers it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.domain.cases import Classification, Status
from tests.ui.intake.counter import CTRL, Counter

ENTER = Qt.Key.Key_Return


def ask(counter: Counter) -> None:
    counter.fill()
    counter.click("information_request")


def test_only_a_question_has_room_for_an_answer(counter):
    assert not counter.find("answer").isVisible()
    ask(counter)
    assert counter.find("answer").isVisible()
    counter.click("aspiration")
    assert not counter.find("answer").isVisible()


def test_an_answered_question_is_closed_in_the_same_save(counter, qtbot):
    ask(counter)
    counter.write("answer", "KTP dan KK asli, tanpa biaya.")
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    view = counter.saved_case()
    assert view.case.classification is Classification.INFORMATION_REQUEST
    assert view.case.status is Status.CLOSED
    assert "KTP dan KK asli, tanpa biaya." in [entry.text for entry in view.entries]
    assert counter.shown("saved_then") == "Dijawab dan selesai di loket."
    assert counter.receipts == [view.case.uid]


def test_a_question_without_an_answer_waits_like_any_report(counter, qtbot):
    ask(counter)
    with qtbot.waitSignal(counter.presenter.case_saved):
        counter.press(ENTER, CTRL)
    assert counter.saved_case().case.status is Status.RECEIVED
    assert "Diverifikasi paling lambat" in counter.shown("saved_then")
