"""Leaves no window of somebody's work behind them, and no question."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

_MOST_WINDOWS = 50  # a dialog that will not go must not hold the lock up


def close_all_but(window: QWidget) -> None:
    """Close every other window of the program, the one on top first, as Esc would.

    The keys go to `window` if one of them had them; another program keeps them.
    """
    had_keys = QApplication.activeWindow() is not None
    QToolTip.hideText()
    for _ in range(_MOST_WINDOWS):
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top is None or top is window:
            break
        _close(top)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            _close(other)
    if had_keys:
        window.activateWindow()


def _close(window: QWidget) -> None:
    if isinstance(window, QDialog):
        window.reject()
    else:
        window.close()
    window.hide()  # whatever it thinks of being closed
