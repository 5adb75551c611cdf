"""Waits for windows as long as a busy machine may need; what never comes still fails in time."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

_LONGEST_MS = 45_000  # below the time-out of a test, which tells less


class PatientBot(QtBot):
    """Waits for an event, never for a while."""

    @override
    def waitUntil(self, callback: Any, *, timeout: int = _LONGEST_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = _LONGEST_MS, **wishes: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **wishes)

    @override
    def waitActive(self, widget: Any, *, timeout: int = _LONGEST_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    @override
    def waitExposed(self, widget: Any, *, timeout: int = _LONGEST_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The one of pytest-qt, with more patience."""
    return PatientBot(request)
