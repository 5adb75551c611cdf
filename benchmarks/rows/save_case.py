"""From the key that saves to the painted card with the number."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from benchmarks.hands import part
from benchmarks.measurement import Measurement, alternate, medians, timed
from benchmarks.office import Office
from benchmarks.painted import Painted
from benchmarks.signed_in import SignedInWindow
from benchmarks.statements import Transcript, bare_connection, last_save, save_bare
from benchmarks.typed_report import typed_report
from benchmarks.waiting import rest
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.intake.saved_card import SavedCard

_TIMES = 30
_PAUSE_MS = 400
_UNTIL_DRAFT_IS_KEPT_MS = 1200
_CTRL = Qt.KeyboardModifier.ControlModifier


def measure(office: Office) -> Measurement:
    """Save reports one after the other; the bare limit writes the same rows into a copy."""
    with TemporaryDirectory() as folder:
        own, copy = (office.copy(Path(folder) / name) for name in ("own", "copy"))
        desk = SignedInWindow(own.profile)
        form, card = part(desk.window, IntakeScreen), part(desk.window, SavedCard)
        number = part(card, QLabel, "register_number")
        title = part(form, QLineEdit, "title")
        transcript = Transcript()
        desk.press(Qt.Key.Key_N, _CTRL)

        def ours() -> float:
            rest(_PAUSE_MS)
            desk.press(Qt.Key.Key_N, _CTRL)
            form.show_draft(typed_report(form.draft().uid))
            QTest.keyClicks(title, " lagi")
            rest(_UNTIL_DRAFT_IS_KEPT_MS)
            before = number.text()
            transcript.take()
            painted = Painted(number, lambda: number.text() != before)
            return desk.seconds_until(painted, Qt.Key.Key_S, _CTRL)

        with bare_connection(copy.database, copy.database_key) as connection:

            def bare() -> float:
                statements = last_save(transcript.take())
                return timed(lambda: save_bare(connection, statements))

            taken = alternate(ours, bare, times=_TIMES)
        transcript.close()
        desk.close()
    return medians(*taken, "Ctrl+S in an office of 10,000; bare runs the same transaction")
