"""`backup`: a copy of the database and of the files, tried before it gets its name.

loket-aduan-20261122T081500Z/    server.db or server.dump, manifest.json
files/<case>/<sha256>            the files of all copies, each once
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, make_url

from central_server.app import now_utc
from central_server.errors import OperatorError
from central_server.settings import Settings

MANIFEST = "manifest.json"
SQLITE_COPY = "server.db"
POSTGRES_COPY = "server.dump"
FILES = "files"
_PREFIX = "loket-aduan-"
_PART = ".part-"
_PAGES_AT_ONCE = 2000


def backup(settings: Settings, folder: Path) -> str:
    """Copy all into a new folder inside `folder`; the server may go on meanwhile."""
    try:
        made, told = _made(settings, folder, now_utc())
    except OSError as error:
        raise OperatorError(f"No copy was made: {error.strerror or error}.") from error
    return f"{made}\n{told}"


def _made(settings: Settings, folder: Path, now: datetime) -> tuple[Path, str]:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{_PART}{secrets.token_hex(4)}"
    part.mkdir(mode=0o700)
    try:
        name, counts = copy_database(make_url(settings.database), part)
        files = _copy_files(settings.files, folder / FILES)
        manifest = {
            "made_at": now.isoformat(),
            "database": name,
            "sha256": digest_of(part / name),
            "counts": dict(counts),
            "files": files,
        }
        _write(part / MANIFEST, json.dumps(manifest, indent=1).encode())
        final = folder / f"{_PREFIX}{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
        part.rename(final)
        sync(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    cases = f"{counts['case_record']} cases, " if counts else ""
    return final, f"Opened and checked: {cases}{files} files."


def copy_database(url: URL, folder: Path) -> tuple[str, Mapping[str, int]]:
    """Copy it as it stands at one moment; return the name of the copy and the rows by table."""
    if url.get_backend_name() == "sqlite":
        return SQLITE_COPY, _copy_sqlite(Path(str(url.database)), folder / SQLITE_COPY)
    copy = folder / POSTGRES_COPY
    run_postgres("pg_dump", url, "--format=custom", "--no-owner", f"--file={copy}")
    # PostgreSQL's own program reads the whole copy as it would to put it back.
    run_postgres("pg_restore", None, f"--file={os.devnull}", str(copy))
    sync(copy)
    return POSTGRES_COPY, {}


def _copy_sqlite(source: Path, target: Path) -> Mapping[str, int]:
    if not source.is_file():
        raise OperatorError(f"There is no database at {source}.")
    try:
        with closing(sqlite3.connect(source)) as old:
            # A transaction that only reads holds the moment; nobody who writes waits for it.
            old.execute("BEGIN")
            counts = counts_of(old)
            with closing(sqlite3.connect(target)) as new:
                old.backup(new, pages=_PAGES_AT_ONCE)
                new.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise OperatorError(f"The database cannot be copied: {error}.") from error
    sync(target)
    check_sqlite(target, counts)
    return counts


def check_sqlite(copy: Path, counts: Mapping[str, int]) -> None:
    """Open a copy by itself; OperatorError unless it is sound and has these rows."""
    try:
        with closing(sqlite3.connect(f"file:{copy.as_posix()}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            same = counts_of(connection) == counts
    except sqlite3.Error:
        sound = same = False
    if not (sound and same):
        raise OperatorError("The copy failed its trial and was not kept. Is the disk damaged?")


def counts_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of every table."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [str(name) for (name,) in connection.execute(listed)]
    counting = 'SELECT count(*) FROM "{name}"'
    return {
        name: int(connection.execute(counting.format(name=name)).fetchone()[0]) for name in names
    }


def run_postgres(program: str, url: URL | None, *options: str) -> None:
    """Run a program of PostgreSQL's own; OperatorError with its last words where it fails."""
    command, environment = postgres_call(program, url, *options)
    done = subprocess.run(  # noqa: S603 - a program found by name, options of our own
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise OperatorError(f"{program} failed: {last_words(done.stderr)}")


def postgres_call(
    program: str, url: URL | None, *options: str
) -> tuple[list[str], Mapping[str, str]]:
    """Write a call of such a program; the password goes by the environment, seen by nobody."""
    environment = dict(os.environ)
    place: list[str] = []
    if url is not None:
        environment["PGPASSWORD"] = url.password or ""
        plain = url.set(drivername="postgresql", password=None)
        place = [f"--dbname={plain.render_as_string(hide_password=False)}"]
    found = shutil.which(program)
    if found is None:
        raise OperatorError(f"{program} is not here. Install PostgreSQL's client programs.")
    return [found, *place, *options], environment


def last_words(said: str) -> str:
    """Return the last line that a program has said."""
    return (said.strip().splitlines()[-1:] or ["no reason given"])[0]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def whole_files(shelf: Path) -> Iterator[Path]:
    """List the files that have arrived whole, relative to their folder."""
    for path in shelf.glob("*/*"):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(shelf)


def _copy_files(shelf: Path, target: Path) -> int:
    """Bring what is not there yet: a file never changes, its name is the digest of it."""
    count = 0
    for name in whole_files(shelf):
        copy = target / name
        count += 1
        if copy.is_file() and copy.stat().st_size == (shelf / name).stat().st_size:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = copy.with_name(f"{_PART}{copy.name}")
        shutil.copyfile(shelf / name, part)
        sync(part)
        if digest_of(part) != copy.name:
            part.unlink()
            raise OperatorError(f"The file {name} is damaged; the copy was not kept.")
        part.rename(copy)
    return count


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sync(path)


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
