"""The program outlives a fault of the bindings of Qt that would end it after some minutes."""

from __future__ import annotations

import subprocess
import sys

MANY_CALLS = """
import desktop_app.ui
from PySide6.QtCore import QObject, Signal

class Speaker(QObject):
    spoke = Signal(int)

speaker = Speaker()
speaker.spoke.connect(lambda number: None)
for number in range(200_000):
    speaker.setObjectName("a")
    speaker.spoke.emit(number)
"""


def test_hundreds_of_thousands_of_calls_do_not_end_the_interpreter() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
