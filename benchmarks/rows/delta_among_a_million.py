"""Whether a hundred new records cost more when the office has a million cases."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, medians
from benchmarks.office import Office
from benchmarks.sync.delta import Delta
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import catch_up

_FEW, _MANY = 10_000, 1_000_000
_TIMES = 20
_WARM_UP = 3


def measure(_: Office) -> Measurement:
    """Fetch among 10,000 cases (bare), then among 1,000,000 that both desks hold as well."""
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder)) as place,
        place.new_desk("one") as one,
        place.new_desk("other") as other,
    ):
        seconds = []
        for first, last in ((1, _FEW), (_FEW + 1, _MANY)):
            place.store_cases(last - first + 1, one, first=first)
            catch_up(one)
            catch_up(other)
            delta = Delta(place, writing=other, reading=one)
            seconds.append([delta.fetch() for _ in range(_WARM_UP + _TIMES)][_WARM_UP:])
    few, many = seconds
    return medians(many, few, "whole round; bare is the same among 10,000")
