"""A clerk at work in a process of their own, until it is killed: run with a folder.

Says "kept" on standard output as soon as the screen says that the draft is kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.fonts import install_interface_font
from desktop_app.ui.theme.theme import SchemeChoice, Theme
from tests.desk import a_desk
from tests.ui.intake.counter import Counter

TYPED = "Lampu jalan padam sejak hujan kemarin"


def main(folder: str) -> None:
    app = QApplication([sys.argv[0]])
    install_interface_font(app)
    theme = Theme(app)
    theme.choose(SchemeChoice.LIGHT)
    with a_desk(Path(folder)) as desk:
        counter = Counter(theme, desk)
        counter.screen.show()
        counter.screen.activateWindow()
        QTest.qWaitForWindowActive(counter.screen)
        counter.presenter.start()
        counter.write("words", TYPED)
        counter.write("reporter_name", "Wagiman Contoh")

        def look() -> None:
            if counter.shown("draft_state"):
                print("kept", flush=True)
                looking.stop()

        looking = QTimer(interval=10)
        looking.timeout.connect(look)
        looking.start()
        app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
