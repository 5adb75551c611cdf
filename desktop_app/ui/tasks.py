"""Work away from the window: lanes of one thread each, answers given on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class _Told:
    owner: QObject
    news: Any
    on_told: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class _Finished:
    owner: QObject
    future: Future[Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class TaskRunner(QObject):
    """One lane: does one piece of work after the other, in the order asked."""

    _finished = Signal(object)
    _told = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start an empty lane; `name` is what its thread is called. Make it on the GUI thread."""
        super().__init__(parent)
        self.setObjectName(name)
        self._is_closed = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        # Queued even for work that is done at once, so that no answer arrives inside `run`.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Queue `work`; exactly one callback gets its answer, none once `owner` is destroyed.

        A closed lane takes no work and gives no answers: the window is going away.
        """
        if self._is_closed:
            return

        def announce(done: Future[T]) -> None:
            self._finished.emit(_Finished(owner, done, on_done, on_error))

        self._pool.submit(work).add_done_callback(announce)

    def run_telling(
        self,
        owner: QObject,
        work: Callable[[Callable[[N], None]], T],
        *,
        on_told: Callable[[N], None],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Queue long work that tells how it goes on; what it tells arrives before its answer."""

        def tell(news: N) -> None:
            self._told.emit(_Told(owner, news, on_told))

        self.run(owner, partial(work, tell), on_done=on_done, on_error=on_error)

    def close(self, *, drop_waiting: bool) -> None:
        """Wait for the work at hand, and for what still waits unless it may be dropped."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=drop_waiting)

    @Slot(object)
    def _pass_on(self, item: _Told) -> None:
        if not self._is_closed and shiboken6.isValid(item.owner):
            item.on_told(item.news)

    @Slot(object)
    def _deliver(self, item: _Finished) -> None:
        if self._is_closed or item.future.cancelled() or not shiboken6.isValid(item.owner):
            return
        error = item.future.exception()
        if error is None:
            item.on_done(item.future.result())
        elif isinstance(error, Exception):
            item.on_error(error)
        else:
            raise error


@dataclass(frozen=True, slots=True)
class Lanes:
    """One writer, one reader beside it, network, copies; and the keyring, which may not answer."""

    write: TaskRunner
    read: TaskRunner
    network: TaskRunner
    keyring: TaskRunner
    copies: TaskRunner

    @classmethod
    def start(cls, parent: QObject) -> Lanes:
        return cls(
            write=TaskRunner("write", parent),
            read=TaskRunner("read", parent),
            network=TaskRunner("network", parent),
            keyring=TaskRunner("keyring", parent),
            copies=TaskRunner("copies", parent),
        )

    def close(self) -> None:
        """Finish every queued write and copy; drop what only waits to be read or sent."""
        self.keyring.close(drop_waiting=True)
        self.network.close(drop_waiting=True)
        self.read.close(drop_waiting=True)
        self.copies.close(drop_waiting=False)
        self.write.close(drop_waiting=False)
