"""The bare limit: the same bytes in one request, decoded once, one transaction, nothing checked."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
import requests

from benchmarks.fresh_process import ROOT
from benchmarks.statements import bare_connection
from benchmarks.sync.notes import as_sent
from benchmarks.sync.raw_messages import GZIP_LEVEL, RawChange, RawPull, RawPush
from benchmarks.sync.stored_cases import plain_url
from desktop_app.domain.changes import PendingChange

_KEY = bytes(range(32))
_PATIENCE = 30.0  # seconds
_OUTBOX = "CREATE TABLE outbox (n INTEGER PRIMARY KEY, head TEXT, body TEXT)"
# The indexes that the desk has on its cases; what searches stands in one of its own (0046).
_CASES = """
    CREATE TABLE cases (
        key INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, number TEXT, status TEXT, due_on TEXT,
        received_at TEXT, search_text TEXT, version INTEGER, server_time TEXT, body TEXT
    );
    CREATE UNIQUE INDEX unsent ON cases (number) WHERE server_time IS NULL;
    CREATE INDEX listed ON cases (status, due_on, received_at);
    CREATE INDEX searched ON cases (status, search_text, due_on, received_at);
"""


class RawExchange:
    """Pushes and pulls between one encrypted file and one bare server."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder
        self._session = requests.Session()
        self._session.trust_env = False
        self._made = 0
        self.sent_bytes = 0
        self.received_bytes = 0
        self.empty()

    def close(self) -> None:
        self._session.close()

    def empty(self) -> float:
        """Ask for nothing; return the seconds."""
        begun = perf_counter()
        self._ask("GET", "/")
        return perf_counter() - begun

    def push(self, changes: Sequence[PendingChange]) -> float:
        """Send changes from an encrypted file; return the seconds from reading to the answer."""
        with self._file() as connection:
            connection.execute(_OUTBOX)
            rows = [
                (msgspec.json.encode({**as_sent(change), "body": {}}), _text(change.body))
                for change in changes
            ]
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO outbox (head, body) VALUES (?, ?)", rows)
            connection.execute("COMMIT")
            begun = perf_counter()
            written = connection.execute("SELECT head, body FROM outbox ORDER BY n").fetchall()
            push = RawPush([_change(head, body) for head, body in written])
            packed = gzip.compress(msgspec.json.encode(push), GZIP_LEVEL)
            self._ask("POST", "/push", packed)
            seconds = perf_counter() - begun
        self.sent_bytes = len(packed)
        return seconds

    def pull(self, count: int) -> float:
        """Fetch cases into an encrypted file; return the seconds."""
        with self._file() as connection:
            connection.executescript(_CASES)
            begun = perf_counter()
            packed = self._ask("GET", f"/pull/{count}")
            pulled = msgspec.json.decode(gzip.decompress(packed), type=RawPull)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO cases (uid, number, status, due_on, received_at, search_text, version,"
                " server_time, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_row(row.id, row.version, row.time, row.body) for row in pulled.rows],
            )
            connection.execute("COMMIT")
            seconds = perf_counter() - begun
        if len(pulled.rows) != count:
            raise ValueError(f"{len(pulled.rows)} cases came instead of {count}")
        self.received_bytes = len(packed)
        return seconds

    @contextmanager
    def _file(self) -> Iterator[Any]:
        self._made += 1
        path = self._folder / f"raw-{self._made}.db"
        with bare_connection(path, _KEY) as connection:
            yield connection
        path.unlink()

    def _ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        answer = self._session.request(method, self._url + path, data=body, timeout=_PATIENCE)
        answer.raise_for_status()
        return answer.content


@contextmanager
def raw_exchange(database: str, folder: Path) -> Iterator[RawExchange]:
    """Start the bare server in a process of its own, on the same database."""
    folder.mkdir(parents=True, exist_ok=True)
    port_file = folder / "raw-port"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "benchmarks.programs.raw_server"]
    with (folder / "raw.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, plain_url(database), str(port_file)],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        port = _port(port_file, process)
        with closing(RawExchange(f"http://127.0.0.1:{port}", folder)) as exchange:
            yield exchange
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _port(port_file: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = perf_counter() + _PATIENCE
    while perf_counter() < deadline and process.poll() is None:
        if port_file.exists() and port_file.read_text(encoding="ascii").endswith("\n"):
            return int(port_file.read_text(encoding="ascii"))
        os.sched_yield()
    raise TimeoutError("the bare server did not start")


def _text(body: dict[str, Any]) -> bytes:
    return msgspec.json.encode(body)


def _change(head: bytes, body: bytes) -> RawChange:
    whole = msgspec.json.decode(head)
    whole["body"] = msgspec.json.decode(body)
    return RawChange(**whole)


def _row(uid: str, version: int, time: str, body: dict[str, Any]) -> tuple[Any, ...]:
    return (
        uid, body["register_number"], body["status"], body["due"]["resolution"],
        body["received_at"], f"{body['register_number']}\n{body['title']}".casefold(), version,
        time, msgspec.json.encode(body),
    )  # fmt: skip
