"""A hundred changes sent by a desk that holds ten thousand cases."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.office import Office
from benchmarks.sync.notes import NoteWriter
from benchmarks.sync.raw_exchange import raw_exchange
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import catch_up, pause, seconds_to_send

_STORED = 10_000
_COUNT = 100
_TIMES = 12
_PAUSE = 0.8  # seconds; a desk may not ask more often for long


def measure(_: Office) -> Measurement:
    """Send a hundred notes, and the same hundred bare."""
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder)) as place,
        place.new_desk("desk") as desk,
        raw_exchange(place.database, place.folder / "raw") as raw,
    ):
        place.store_cases(_STORED, desk)
        catch_up(desk)
        case_uids = place.case_uids(_COUNT)
        writer = NoteWriter(desk.context)

        def ours() -> float:
            writer.queue(case_uids)
            seconds = seconds_to_send(desk, _COUNT)
            catch_up(desk)
            pause(_PAUSE)
            return seconds

        def bare() -> float:
            return raw.push(writer.changes(case_uids))

        taken = alternate(ours, bare, times=_TIMES)
    return medians(*taken, "100 notes of 1 KB among 10,000 cases, read to settled")
