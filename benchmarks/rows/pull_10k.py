"""Ten thousand cases from a durable PostgreSQL to a new encrypted desk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.office import Office
from benchmarks.sync.raw_exchange import raw_exchange
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import catch_up, seconds_of_round

_COUNT = 10_000
_TIMES = 3


def measure(_: Office) -> Measurement:
    """Do the first round of a new desk; bare, the same cases come in one request."""
    with TemporaryDirectory() as folder, regency(Path(folder)) as place:
        fresh = place.enrolled("fresh")
        with place.new_desk("desk") as desk:
            catch_up(desk)
            place.store_cases(_COUNT, desk)
            others = place.reference_rows()

        def ours() -> float:
            with place.copied_desk(fresh, "copy") as new:
                return seconds_of_round(new, _COUNT + others)

        with raw_exchange(place.database, place.folder / "raw") as raw:
            taken = alternate(ours, lambda: raw.pull(_COUNT), times=_TIMES, warm_up=1)
    note = "first round of a new desk, sign-in and comparison in it; as many indexes, no FTS yet"
    return medians(*taken, note)
