"""What waits to be sent, written as it travels, and read ahead while the line is at work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.changes import PendingChange
from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.packing import Packing
from desktop_app.sync.plan import Parcel, next_batch

_A_FEW = 20  # are written in a millisecond


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole saves that are sent together, in writing."""

    parcels: Sequence[Parcel]
    packing: Packing


class Queue:
    """The changes that wait, oldest first, up to the sequence number `newest`.

    Reading ahead takes it that all before is settled as sent: whoever finds that something was not
    says so with `read_anew`.
    """

    def __init__(self, desk: Desk, newest: int) -> None:
        self._desk = desk
        self._newest = newest
        self._ahead: list[Parcel] = []
        self._read_to = 0
        self._ready: Batch | None = None

    @property
    def is_read(self) -> bool:
        return self._read_to >= self._newest

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left that was not sent once."""
        return self.is_read and not self._ahead and self._ready is None

    def batch(self, most: int, held: Collection[UUID]) -> tuple[Batch, SyncMarks]:
        """Return what goes next, without the cases that are held, and how this desk stands.

        What was made ready goes as it is: there are no cases held then, and no failure since.
        """
        with self._desk.open_read() as work:
            marks = work.state.sync_marks()
            if held:
                self.read_anew()
                # Held changes are the oldest: looking only at the first few would see nothing else.
                self._read(work, max(wire.MOST_CHANGES, work.outbox.count_waiting()))
            elif self._ready is None and len(self._ahead) < most:
                self._read(work, most)
        batch = self._ready or self._taken(most, held)
        self._ready = None
        return batch, marks

    def make_ready(self, most: int) -> None:
        """Have the next batch ready, while the last one is on its way."""
        if len(self._ahead) < wire.MOST_CHANGES:
            with self._desk.open_read() as work:
                self._read(work, wire.MOST_CHANGES)
        if self._ahead:
            self._ready = self._taken(most, ())

    def read_anew(self) -> None:
        """Forget what was read ahead."""
        self._ahead = []
        self._read_to = 0
        self._ready = None

    def _taken(self, most: int, held: Collection[UUID]) -> Batch:
        parcels = next_batch(self._ahead, most, most_bytes=wire.MOST_BYTES_OF_CHANGES, held=held)
        self._ahead = self._ahead[len(parcels) :]
        numbered = [parcel.numbered for parcel in parcels]
        return Batch(parcels, Packing(wire.push_beginning(numbered)))

    def _read(self, work: UnitOfWork, limit: int) -> None:
        if self.is_read:
            return
        found = work.outbox.waiting(limit, after=self._read_to)
        if len(found) == limit < wire.MOST_CHANGES and _is_one_save(found):
            found = work.outbox.waiting(wire.MOST_CHANGES, after=self._read_to)
        due = [change for change in found if change.sequence <= self._newest]
        self._ahead += self._written(due, work)
        is_all = len(due) < len(found) or not found
        self._read_to = self._newest if is_all else found[-1].sequence

    def _written(self, changes: Sequence[PendingChange], work: UnitOfWork) -> list[Parcel]:
        # In the moment in which they were read, or what is said of one might not be so.
        erased = work.cases.erased({change.case_uid for change in changes})
        parcels: list[Parcel] = []
        for number, change in enumerate(changes):
            if number % _A_FEW == 0:
                self._desk.counter.give_way()
            knows_erased = change.case_uid in erased
            parcels.append(Parcel(change, wire.written_change(change, knows_erased=knows_erased)))
        return parcels


def _is_one_save(changes: Sequence[PendingChange]) -> bool:
    """Say so of one that may have been cut too."""
    return len({change.transaction for change in changes}) == 1
