"""The window outlives the references that the bindings of Qt lose."""

from __future__ import annotations

import subprocess
import sys

from tests.house.tree import ROOT

MANY_CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QWidget
import desktop_app.ui

app = QApplication(["test", "-platform", "offscreen"])
label, parent = QLabel(), QWidget()
for _ in range(20_000):
    label.setText("x")
    parent.parentWidget()
    label.isVisible()
print("alive")
"""


def test_many_thousand_calls_into_qt_do_not_end_the_program():
    run = subprocess.run(
        [sys.executable, "-c", MANY_CALLS],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "alive", "")
