"""The last net: an error that nobody expected is logged and said once, and the work goes on."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

_LOG = logging.getLogger(__name__)


class CrashNet(QObject):
    """Takes every uncaught exception, of the window and of threads, and shows one message.

    Ctrl+C in the terminal that the program was started from closes the window.
    """

    _caught = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown = False
        self._caught.connect(self.show)
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread

    @Slot(object)
    def show(self, error: Exception) -> None:
        """Log an error without its data, and say that it happened."""
        _LOG.error("unexpected", exc_info=error)
        if self._shown:
            return
        self._shown = True
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Ada kesalahan program"))
        box.setText(
            self.tr(
                "Program menemui kesalahan. Yang sudah tersimpan tetap aman dan formulir yang "
                "sedang diisi tersimpan sebagai draf. Ulangi langkah terakhir; bila berulang, "
                "tutup dan buka lagi program ini."
            )
        )
        box.finished.connect(self._closed)
        box.open()

    @Slot()
    def _closed(self) -> None:
        self._shown = False

    def _catch(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            self._caught.emit(error)
        elif isinstance(error, KeyboardInterrupt):
            self._window.close()
        else:
            sys.__excepthook__(kind, error, trace)

    def _catch_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if isinstance(caught.exc_value, Exception):
            self._caught.emit(caught.exc_value)
