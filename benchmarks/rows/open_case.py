"""From the key that goes to the next case to its painted page."""

from __future__ import annotations

from itertools import cycle

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from benchmarks.hands import part
from benchmarks.measurement import Measurement, alternate, medians, timed
from benchmarks.office import Office
from benchmarks.painted import Painted
from benchmarks.signed_in import SignedInWindow
from benchmarks.statements import Transcript, bare_connection, read_bare, reads
from benchmarks.waiting import rest
from desktop_app.ui.case.case_header import CaseHeader
from desktop_app.ui.inbox.case_list_model import CaseListModel

_TIMES = 40
_PAUSE_MS = 150


def measure(office: Office) -> Measurement:
    """Go down the list with ↓ and J; the bare limit runs the SELECTs of each opening again."""
    desk = SignedInWindow(office.profile)
    line = part(part(desk.window, CaseHeader), QLabel, "case_line")
    model = part(desk.window, CaseListModel)
    keys = cycle((Qt.Key.Key_Down, Qt.Key.Key_J))
    transcript = Transcript()

    def ours() -> float:
        rest(_PAUSE_MS)
        row = model.row(desk.list.currentIndex().row() + 1)
        transcript.take()
        painted = Painted(line, lambda: row is not None and row.register_number in line.text())
        return desk.seconds_until(painted, next(keys))

    with bare_connection(office.database, office.database_key) as connection:

        def bare() -> float:
            statements = reads(transcript.take())
            return timed(lambda: read_bare(connection, statements))

        taken = alternate(ours, bare, times=_TIMES)
    transcript.close()
    desk.close()
    return medians(*taken, "↓ and J in a list of 10,000; bare runs the same SELECTs")
