"""Two hundred desks syncing at one moment on PostgreSQL behind two server processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement
from benchmarks.office import Office
from benchmarks.sync.many_desks import at_once, registrations
from benchmarks.sync.regency import regency
from benchmarks.sync.round_parts import pause
from benchmarks.sync.wire_desks import WireDesk, seat_desks
from tests.builders import a_case
from tests.server_process import ServerProcess

_DESKS = 200
_CHANGES = 10
_TIMES = 3
_PAUSE = 2.0  # seconds
_P95 = 94  # of the 99 cuts


def measure(_: Office) -> Measurement:
    """Let every desk push ten changes and pull until there is no more; bare, one desk alone."""
    with TemporaryDirectory() as folder, regency(Path(folder) / "one") as place:
        second = Path(folder) / "two"
        second.mkdir()
        with ServerProcess(second, place.database) as other:
            other.start()
            desks = seat_desks(place.database, _DESKS)
            urls = (place.server.url, other.url)
            for number, desk in enumerate(desks):
                desk.meet(urls[number % len(urls)])
                desk.skip_to_end(place.database)
            alone = [at_once([_round(desks[0])])[0] for _ in range(_TIMES)]
            together: list[float] = []
            for _time in range(_TIMES):
                pause(_PAUSE)
                together += at_once([_round(desk) for desk in desks])
            for desk in desks:
                desk.close()
    p95 = quantiles(together, n=100)[_P95]
    note = (
        f"n = {_TIMES} x {_DESKS} rounds begun at one moment, no error; median "
        f"{median(together) * 1000:.0f} ms, slowest {max(together) * 1000:.0f} ms; value is p95, "
        "bare is one desk alone; the desks speak the protocol and store nothing"
    )
    return Measurement(p95, median(alone), note)


def _round(desk: WireDesk) -> Callable[[], None]:
    changes = registrations(desk, a_case(assigned_office_uid=None), _CHANGES)

    def round_() -> None:
        desk.push(changes)
        desk.pull()

    return round_
