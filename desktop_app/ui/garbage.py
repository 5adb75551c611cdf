"""Garbage is collected in the thread of the window alone.

Python would collect it in whatever thread happens to make one object too many. What belongs to Qt
among it would be destroyed in a lane while the window still draws it, and the program would end
there and then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS = 1000


class GarbageCollector(QObject):
    """Looks once a second whether enough has gathered, as Python itself would count it."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python; make it on the GUI thread."""
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_LOOK_MS)

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [number for number, (count, most) in enumerate(due) if count > most]
        if generations:
            gc.collect(generations[-1])
