"""Ends a request at its deadline, whatever it waits for then: time-outs only bound each wait."""

from __future__ import annotations

import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from typing_extensions import override
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool


class Deadline:
    """Shuts the sockets that a request holds when its time is over; `is_over` says that it was.

    `at` is when, in seconds of the monotonic clock.
    """

    def __init__(self, at: float) -> None:
        self.at = at
        self.is_over = False
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()

    def hold(self, line: socket.socket) -> None:
        """Watch a socket too; a twin of it is kept, which outlives its being wrapped in TLS."""
        twin = socket.fromfd(line.fileno(), line.family, line.type)
        with self._lock:
            self._held.append(twin)
            if self.is_over:
                _shut(twin)

    def end(self) -> None:
        """Shut what is held: whoever waits for it is told that the line ended."""
        with self._lock:
            self.is_over = True
            for twin in self._held:
                _shut(twin)

    def release(self) -> None:
        """Let go of what is held, without touching the connections."""
        with self._lock:
            for twin in self._held:
                twin.close()
            self._held.clear()


_CURRENT: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class Watch:
    """Ends one request after the other at its deadline.

    Its thread sleeps from deadline to deadline: to begin one for each request, or to wake it, would
    take a good part of the time that a small request takes.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._deadline: Deadline | None = None
        self._wakes_at = math.inf
        self._thread: threading.Thread | None = None

    @contextmanager
    def ending_after(self, seconds: float) -> Iterator[Deadline]:
        """Hold the requests of this thread inside to so many seconds; one such at a time."""
        deadline = Deadline(time.monotonic() + seconds)
        before = _CURRENT.set(deadline)
        self._begin(deadline)
        try:
            yield deadline
        finally:
            with self._changed:
                self._deadline = None
            _CURRENT.reset(before)
            deadline.release()

    def close(self) -> None:
        """End the thread; another request begins a new one."""
        with self._changed:
            self._thread = None
            self._changed.notify_all()

    def _begin(self, deadline: Deadline) -> None:
        with self._changed:
            self._deadline = deadline
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            elif deadline.at < self._wakes_at:
                self._changed.notify_all()

    def _run(self) -> None:
        with self._changed:
            while self._thread is threading.current_thread():
                deadline, now = self._deadline, time.monotonic()
                if deadline is not None and deadline.at <= now:
                    deadline.end()
                    self._deadline = deadline = None
                self._wakes_at = math.inf if deadline is None else deadline.at
                self._changed.wait(None if deadline is None else deadline.at - now)


def _hold(line: socket.socket) -> None:
    deadline = _CURRENT.get()
    if deadline is not None:
        deadline.hold(line)


def _shut(line: socket.socket) -> None:
    with suppress(OSError):  # the other side may have hung up by itself
        line.shutdown(socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    """A connection whose socket is watched from the first byte, and by each further request."""

    @override
    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        _hold(line)
        return line

    @override
    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:
            _hold(self.sock)
        super().request(*args, **kwargs)


class WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


class PlainPool(HTTPConnectionPool):
    """Connections without TLS, as this machine alone may have them."""

    ConnectionCls = _Watched
