"""A PC that the server has forgotten finds in the window where its new code goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.ui.shell.doors import CheckedStep, ConnectionStep, RoundEnd
from desktop_app.ui.sync.sync_page import SyncTab
from tests.ui.office import Office

FORGOTTEN = RoundEnd(trouble=ExpectedError(Trouble.DEVICE_UNKNOWN))
CODE = "ABCD-EFGH-JKLM"


def forgotten(qtbot, office: Office) -> QLineEdit:
    """Open the connection tab after a round that met a server without memory of this PC."""
    office.outside.ends.append(FORGOTTEN)
    office.open_sync()
    office.see("tidak lagi mengenal komputer ini")
    office.page.open_tab(SyncTab.CONNECTION)
    field = office.find(QLineEdit, "new_code")
    qtbot.waitUntil(field.hasFocus)
    return field


def test_a_forgotten_pc_is_enrolled_again_by_keyboard_and_syncs_at_once(qtbot, office: Office):
    field = forgotten(qtbot, office)
    rounds = len(office.outside.rounds)
    qtbot.keyClicks(field, CODE)
    office.key(Qt.Key.Key_Return)
    office.see("Komputer ini terdaftar lagi.")
    assert office.outside.codes == [CODE]
    qtbot.waitUntil(lambda: len(office.outside.rounds) > rounds)
    assert not office.find(QWidget, "enrol_again_card").isVisible()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (ExpectedError(Trouble.CODE_UNKNOWN), "tidak dikenal atau sudah dipakai"),
        (ExpectedError(Trouble.CODE_OF_ANOTHER_OFFICE), "Kode ini milik kantor lain."),
        (ExpectedError(Trouble.SERVER_UNREACHABLE), "Server tidak dapat dihubungi."),
        (
            ExpectedError(
                Trouble.PROBLEMS, problems=(Problem("code", ProblemCode.CODE_UNREADABLE),)
            ),
            "tiga kelompok empat huruf",
        ),
    ],
)
def test_what_hinders_it_is_said_and_the_code_stays(
    qtbot, office: Office, trouble: ExpectedError, words: str
):
    field = forgotten(qtbot, office)
    office.outside.trouble = trouble
    qtbot.keyClicks(field, CODE)
    office.click("enrol_again")
    office.see(words, office.find(QWidget, "enrol_again_card"))
    assert field.text() == CODE
    office.outside.trouble = None
    office.click("enrol_again")
    office.see("Komputer ini terdaftar lagi.")


def test_the_test_of_the_connection_offers_it_too(office: Office):
    trouble = ExpectedError(Trouble.DEVICE_UNKNOWN)
    office.outside.steps = [CheckedStep(ConnectionStep.SIGN_IN, trouble)]
    office.open_sync()
    office.key(Qt.Key.Key_U)
    office.see("Kode pendaftaran baru")


def test_a_pc_that_the_server_knows_is_not_asked_for_a_code(office: Office):
    office.open_sync()
    office.page.open_tab(SyncTab.CONNECTION)
    assert not office.find(QWidget, "enrol_again_card").isVisible()
