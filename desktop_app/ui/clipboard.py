"""Takes back what was copied in this program: words about people do not wait in the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QClipboard

KEPT_SECONDS = 60  # long enough to paste a reply elsewhere


class CopiedWords(QObject):
    """Empties the clipboard a while after a copy, unless another program has copied since.

    Whatever is copied here counts, however it was: by a key, a menu, or a button.
    """

    def __init__(
        self,
        clipboard: QClipboard,
        parent: QObject,
        *,
        is_ours: Callable[[], bool] | None = None,
        kept_seconds: float = KEPT_SECONDS,
    ) -> None:
        """Watch a clipboard; `is_ours` stands in where a platform does not know whose it is."""
        super().__init__(parent)
        self._clipboard = clipboard
        self._is_ours = is_ours or clipboard.ownsClipboard
        self._wait = QTimer(self, singleShot=True, interval=round(kept_seconds * 1000))
        self._wait.timeout.connect(self.take_back)
        clipboard.dataChanged.connect(self._begin)
        clipboard.selectionChanged.connect(self._begin)

    @Slot()
    def take_back(self) -> None:
        """Empty the clipboard now if it still holds what was copied or marked here."""
        self._wait.stop()
        if self._is_ours():
            self._clipboard.clear()
        if self._is_marked_here():
            self._clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _begin(self) -> None:
        if self._is_ours() or self._is_marked_here():
            self._wait.start()
        else:
            self._wait.stop()

    def _is_marked_here(self) -> bool:
        """Say whether the middle button would paste our words, on desktops where it does."""
        return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
