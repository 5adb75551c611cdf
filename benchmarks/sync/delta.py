"""A hundred new records fetched by a desk that holds many."""

from __future__ import annotations

from benchmarks.sync.notes import NoteWriter
from benchmarks.sync.regency import Regency
from benchmarks.sync.round_parts import catch_up, pause, seconds_of_round, seconds_to_send
from desktop_app.ui.shell.doors import OpenDesk

COUNT = 100
_PAUSE = 0.8  # seconds; a desk may not ask more often for long


class Delta:
    """One PC of the office writes, the other one fetches."""

    def __init__(self, place: Regency, writing: OpenDesk, reading: OpenDesk) -> None:
        self._case_uids = place.case_uids(COUNT)
        self._writing = writing
        self._reading = reading
        self._notes = NoteWriter(writing.context)

    def fetch(self) -> float:
        """Return the seconds of the whole round that brings a hundred notes."""
        self._notes.queue(self._case_uids)
        seconds_to_send(self._writing, COUNT)
        seconds = seconds_of_round(self._reading, COUNT)
        catch_up(self._writing)
        pause(_PAUSE)
        return seconds
