"""How many pushes the server takes when eight desks of two hundred offices send at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import psycopg

from benchmarks.measurement import Measurement, alternate
from benchmarks.office import Office
from benchmarks.sync.many_desks import registrations
from benchmarks.sync.regency import Regency, one_more, regency
from benchmarks.sync.stored_cases import plain_url
from benchmarks.sync.wire_desks import WireDesk, seat_desks
from tests.builders import a_case

_CLIENTS = 8
_OFFICES = 200
_CHANGES = 10
_TIMES = 3
# The unsafe way: a number is taken when a row is written, long before it is committed. A reader
# may pass a number whose row is not there yet, and never sees it.
_NUMBER_AT_ONCE = """
    CREATE SEQUENCE unsafe_number;
    CREATE FUNCTION number_at_once() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.seq := nextval('unsafe_number') + 1000000; RETURN NEW; END $$;
    CREATE TRIGGER number_at_once BEFORE INSERT OR UPDATE ON feed
        FOR EACH ROW EXECUTE FUNCTION number_at_once();
"""


def measure(_: Office) -> Measurement:
    """Push ten changes from each office; bare, the same server numbers its feed unsafely."""
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder) / "safe") as safe,
        one_more(safe.cluster, Path(folder) / "unsafe") as unsafe,
    ):
        ours, bare = _Crowd(safe), _Crowd(unsafe)
        with psycopg.connect(plain_url(unsafe.database), autocommit=True) as connection:
            connection.execute(_NUMBER_AT_ONCE)
        taken = alternate(ours.push_all, bare.push_all, times=_TIMES, warm_up=1)
        ours.close()
        bare.close()
    value, limit = (median(seconds) / _OFFICES for seconds in taken)
    note = (
        f"n = {_TIMES} x {_OFFICES} pushes of {_CHANGES} changes, {_CLIENTS} at a time: "
        f"{1 / value:.0f} pushes/s; bare is the same server with a bigserial feed: "
        f"{1 / limit:.0f}"
    )
    return Measurement(value, limit, note)


class _Crowd:
    """Desks of two hundred offices, shared out among the clients."""

    def __init__(self, place: Regency) -> None:
        desks = seat_desks(place.database, _OFFICES)
        for desk in desks:
            desk.meet(place.server.url)
            desk.skip_to_end(place.database)
        self._shares = [desks[number::_CLIENTS] for number in range(_CLIENTS)]

    def push_all(self) -> float:
        """Return the seconds until every office has pushed once."""
        pattern = a_case(assigned_office_uid=None)
        pushes = [
            [(desk, registrations(desk, pattern, _CHANGES)) for desk in share]
            for share in self._shares
        ]
        begun = perf_counter()
        with ThreadPoolExecutor(_CLIENTS) as pool:
            list(pool.map(_push, pushes))
        return perf_counter() - begun

    def close(self) -> None:
        for share in self._shares:
            for desk in share:
                desk.close()


def _push(pushes: Sequence[tuple[WireDesk, list[dict[str, object]]]]) -> None:
    for desk, changes in pushes:
        desk.push(changes)
