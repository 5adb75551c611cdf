"""A server on PostgreSQL that waits for its disk, and encrypted desks enrolled at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from benchmarks.office import PASSWORD
from benchmarks.sync.stored_cases import plain_url, store_cases
from desktop_app import bundled
from desktop_app.bootstrap.desk import enrol_profile, open_desk, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.demo.program import DESKS
from desktop_app.ui.shell.doors import EnrolForm, OpenDesk, RoundEnd
from tests.server.postgres import PostgresCluster
from tests.server_process import ServerProcess

_DESK = "bobotsari"


@dataclass(frozen=True, slots=True)
class Regency:
    """A running server; `database` is its URL for SQLAlchemy."""

    cluster: PostgresCluster
    server: ServerProcess
    database: str
    folder: Path

    def enrolled(self, name: str) -> Path:
        """Enrol a new PC of the district's desk; return its profile."""
        office, person = DESKS[_DESK]
        code = self.server.cli("code", "--office", office, "--person", person).strip()
        profile = self.folder / name
        enrol_profile(profile, EnrolForm(self.server.url, code, PASSWORD))
        return profile

    @contextmanager
    def desk(self, profile: Path, *, line: str = "") -> Iterator[OpenDesk]:
        """Sign in; `line` is another address the server is reached at."""
        (person,) = known_people(profile) or []
        desk = open_desk(profile, person.uid, PASSWORD, server_url=line, clock=system_clock)
        try:
            yield desk
        finally:
            desk.close()

    @contextmanager
    def new_desk(self, name: str) -> Iterator[OpenDesk]:
        """Enrol a PC and sign in at it."""
        with self.desk(self.enrolled(name)) as desk:
            yield desk

    @contextmanager
    def copied_desk(self, profile: Path, name: str, *, line: str = "") -> Iterator[OpenDesk]:
        """Sign in at a copy of a PC that has not talked to the server yet; it is thrown away."""
        copy = self.folder / name
        shutil.copytree(profile, copy)
        try:
            with self.desk(copy, line=line) as desk:
                yield desk
        finally:
            shutil.rmtree(copy)

    def store_cases(self, count: int, desk: OpenDesk, *, first: int = 1) -> None:
        """Put cases of this desk's office on the server, as years of rounds would have."""
        store_cases(self.database, desk.context, range(first, first + count))

    def case_uids(self, count: int) -> list[UUID]:
        """Name that many of the cases stored."""
        with psycopg.connect(plain_url(self.database)) as connection:
            rows = connection.execute("SELECT uid FROM case_record LIMIT %s", (count,))
            return [uid for (uid,) in rows]

    def reference_rows(self) -> int:
        """Count what every desk is told beside cases: offices and people."""
        with psycopg.connect(plain_url(self.database)) as connection:
            row = connection.execute(
                "SELECT count(*) FROM feed WHERE scope = 'reference'"
            ).fetchone()
            return row[0] if row else 0


@contextmanager
def regency(folder: Path) -> Iterator[Regency]:
    """Start PostgreSQL and one server on it."""
    folder.mkdir(parents=True, exist_ok=True)
    with PostgresCluster(durable=True) as cluster, one_more(cluster, folder) as made:
        yield made


@contextmanager
def one_more(cluster: PostgresCluster, folder: Path) -> Iterator[Regency]:
    """Start one server on a database of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    database = cluster.url(cluster.create())
    with ServerProcess(folder, database) as server:
        server.cli("init", "--from", str(bundled.path("demo", "purbalingga.json")))
        server.start()
        yield Regency(cluster, server, database, folder)


def good(end: RoundEnd) -> RoundEnd:
    """Return a round that ended well; raises its trouble."""
    if end.trouble is not None:
        raise end.trouble
    return end
