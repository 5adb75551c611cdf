"""Work away from the window: lanes of one thread each, answers given on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
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
class _Asked:
    owner: QObject
    work: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class TaskRunner(QObject):
    """One lane: does one piece of work after the other, in the order asked.

    What was asked is held here under a number until the answer was given, so that the lane never
    lets go of the last reference to something of Qt's, which would destroy it there.
    """

    _finished = Signal(int, object)  # number, Future
    _told = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start an empty lane; `name` is what its thread is called. Make it on the GUI thread."""
        super().__init__(parent)
        self.setObjectName(name)
        self._is_closed = False
        self._asked: dict[int, _Asked] = {}
        self._numbers = count()
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

        number = next(self._numbers)
        self._asked[number] = _Asked(owner, work, on_done, on_error)
        done = self._pool.submit(self._do, number)
        done.add_done_callback(partial(self._finished.emit, number))

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

    def _do(self, number: int) -> Any:
        return self._asked[number].work()

    def close(self, *, drop_waiting: bool) -> None:
        """Wait for the work at hand, and for what still waits unless it may be dropped."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=drop_waiting)

    @Slot(object)
    def _pass_on(self, item: _Told) -> None:
        if not self._is_closed and shiboken6.isValid(item.owner):
            item.on_told(item.news)

    @Slot(int, object)
    def _deliver(self, number: int, future: Future[Any]) -> None:
        asked = self._asked.pop(number)
        if self._is_closed or future.cancelled() or not shiboken6.isValid(asked.owner):
            return
        error = future.exception()
        if error is None:
            asked.on_done(future.result())
        elif isinstance(error, Exception):
            asked.on_error(error)
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
