"""Notes in which threads something happened."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QThread


@dataclass
class ThreadNotes:
    """To be connected to a signal."""

    seen: list[QThread] = field(default_factory=list)

    def note(self) -> None:
        self.seen.append(QThread.currentThread())
