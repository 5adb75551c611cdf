"""Ten thousand changes of one kilobyte from an encrypted desk to a durable PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.office import Office
from benchmarks.sync.notes import NoteWriter
from benchmarks.sync.raw_exchange import raw_exchange
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import catch_up, seconds_to_send

_COUNT = 10_000
_TIMES = 3


def measure(_: Office) -> Measurement:
    """Send one note to each of 10,000 cases; bare, the same notes go in one request by COPY."""
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder)) as place,
        place.new_desk("desk") as desk,
        raw_exchange(place.database, place.folder / "raw") as raw,
    ):
        place.store_cases(_COUNT, desk)
        catch_up(desk)
        case_uids = place.case_uids(_COUNT)
        writer = NoteWriter(desk.context)

        def ours() -> float:
            writer.queue(case_uids)
            seconds = seconds_to_send(desk, _COUNT)
            catch_up(desk)
            return seconds

        def bare() -> float:
            return raw.push(writer.changes(case_uids))

        taken = alternate(ours, bare, times=_TIMES, warm_up=1)
    return medians(*taken, "10,000 notes to 10,000 cases, read to settled; bare is one COPY")
