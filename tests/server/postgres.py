"""A throw-away PostgreSQL cluster, reached by a socket in its own folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import psycopg

_PATIENCE = 60.0  # seconds
_USER = "loket"
# A test may lose its database with the power; what is measured may not.
_FORGETFUL = ("-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
_DURABLE = (
    "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "shared_buffers=512MB",
    "-c", "max_connections=200",
)  # fmt: skip


class PostgresCluster:
    """Made and started on entry, stopped and removed on exit.

    PostgreSQL refuses to run as root, so root lends it the system's `postgres` user. A `durable`
    one waits for the disk at each commit, as an office's server does.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._programs = _programs()
        self._settings = _DURABLE if durable else _FORGETFUL
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._as_server: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
            self._as_server = [
                "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups",
            ]  # fmt: skip
        self._made = 0

    def __enter__(self) -> Self:
        data = self._folder / "data"
        self._run("initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        log = (self._folder / "log").open("wb")
        with log:
            self._process = subprocess.Popen(
                [
                    *self._as_server, self._programs / "postgres", "-D", data,
                    "-k", self._folder, "-h", "", *self._settings,
                ],
                stdout=log, stderr=log,
            )  # fmt: skip
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGQUIT)  # at once; nothing in it is wanted
        self._process.wait(_PATIENCE)
        shutil.rmtree(self._folder)

    def create(self) -> str:
        """Make an empty database and return its name."""
        self._made += 1
        name = f"made_{self._made}"
        self._execute(f'CREATE DATABASE "{name}"')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever still looks at it."""
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str) -> str:
        """Return the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{_USER}@/{name}?host={self._folder}"

    def _execute(self, statement: str) -> None:
        with self._connect() as connection:
            connection.execute(statement)

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self._folder), user=_USER, dbname="postgres", autocommit=True
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connect().close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self._folder / "log").read_text()
                assert time.monotonic() < deadline
                os.sched_yield()
            else:
                return

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [*self._as_server, self._programs / program, *arguments],
            check=True,
            capture_output=True,
        )


def _programs() -> Path:
    """Find the newest PostgreSQL of the system, as Debian and Ubuntu lay it out."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name)
    )
    if found:
        return found[-1]
    program = shutil.which("postgres")
    assert program, "PostgreSQL is not installed: dev.py test installs it or names the package"
    return Path(program).resolve().parent
