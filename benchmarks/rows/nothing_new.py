"""A round that finds nothing to do."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.office import Office
from benchmarks.sync.counted_line import CountedLine
from benchmarks.sync.raw_exchange import raw_exchange
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import catch_up, pause, seconds_of_round

_STORED = 10_000
_TIMES = 30
_PAUSE = 0.25  # seconds; a desk may not ask more often for long


def measure(_: Office) -> Measurement:
    """Do rounds with nothing new; bare, the same web server answers nothing."""
    with TemporaryDirectory() as folder, regency(Path(folder)) as place:
        profile = place.enrolled("desk")
        with place.desk(profile) as desk:
            place.store_cases(_STORED, desk)
            catch_up(desk)

            def ours() -> float:
                pause(_PAUSE)
                return seconds_of_round(desk, 0)

            def bare() -> float:
                pause(_PAUSE)  # whoever has rested is slower, both of them
                return raw.empty()

            with raw_exchange(place.database, place.folder / "raw") as raw:
                taken = alternate(ours, bare, times=_TIMES)
        with (
            CountedLine(place.server.url) as line,
            place.desk(profile, line=line.url) as desk,
        ):
            catch_up(desk)
            line.reset()
            seconds_of_round(desk, 0)
            requests = line.requests
    if requests != 1:
        raise ValueError(f"{requests} requests instead of 1")
    return medians(*taken, "1 request; the desk holds 10,000 cases; the round is written down")
