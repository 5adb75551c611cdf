"""A hundred new records fetched by a desk that holds ten thousand cases."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.office import Office
from benchmarks.sync.delta import COUNT, Delta
from benchmarks.sync.raw_exchange import raw_exchange
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import catch_up

_STORED = 10_000
_TIMES = 12


def measure(_: Office) -> Measurement:
    """Fetch what another PC wrote; bare, a hundred cases come in one request."""
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder)) as place,
        place.new_desk("one") as one,
        place.new_desk("other") as other,
        raw_exchange(place.database, place.folder / "raw") as raw,
    ):
        place.store_cases(_STORED, one)
        catch_up(one)
        catch_up(other)
        delta = Delta(place, writing=other, reading=one)
        taken = alternate(delta.fetch, lambda: raw.pull(COUNT), times=_TIMES)
    return medians(*taken, "whole round, comparison in it")
