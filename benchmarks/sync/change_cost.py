"""What one change costs the server, beside any number of stored cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measurement import Measurement, timed
from benchmarks.sync.regency import Regency, regency
from benchmarks.sync.round_parts import pause
from benchmarks.sync.wire_desks import WireDesk, seat_desk_of

_CHANGES = 10  # in one push
_TIMES = 40
_WARM_UP = 5
_PAUSE = 0.25  # seconds; a desk may not ask more often for long


def cost_among(stored: Sequence[int]) -> Measurement:
    """Measure pushes of ten notes, and what is read after each, beside ever more cases."""
    costs = []
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder)) as place,
        place.new_desk("desk") as desk,
    ):
        there = 0
        for count in stored:
            place.store_cases(count - there, desk, first=there + 1)
            there = count
            costs.append(_cost(place, seat_desk_of(place.database, desk.context)))
    words = ", ".join(
        f"{count:,}: {cost * 1000:.2f} ms" for count, cost in zip(stored, costs, strict=True)
    )
    note = f"a change in a push of {_CHANGES} with the pull after it, by stored cases: {words}"
    return Measurement(costs[-1], costs[0], note)


def _cost(place: Regency, desk: WireDesk) -> float:
    """Return the median seconds of one change."""
    desk.meet(place.server.url)
    desk.skip_to_end(place.database)
    case_uids = place.case_uids(_CHANGES)

    def once() -> None:
        desk.push([desk.note(case_uid) for case_uid in case_uids])
        desk.pull()

    seconds = []
    for _ in range(_WARM_UP + _TIMES):
        pause(2 * _PAUSE)
        seconds.append(timed(once))
    desk.close()
    return median(seconds[_WARM_UP:]) / _CHANGES
