"""Puts a copy in the place of a database of PostgreSQL in one transaction, of whatever revision."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import URL

from central_server.broken_return import MARK_TABLE
from central_server.commands.backup import last_words, postgres_call
from central_server.errors import OperatorError
from central_server.schema import metadata

# What a later revision has added and the copy does not know has to go too. Inside `DO` psql fills
# in nothing, hence the setting.
_BEFORE = b"""
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT set_config('loket.tables', :'tables', true);
DO $$
DECLARE
    ours text[] := string_to_array(current_setting('loket.tables'), ',');
    one text;
BEGIN
    FOR one IN
        SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger
        JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND relname = ANY (ours)
        AND relnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE 'DROP FUNCTION ' || one || ' CASCADE';
    END LOOP;
    FOREACH one IN ARRAY ours LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', one);
    END LOOP;
END $$;
"""
_AFTER = b"""
RESET search_path;
CREATE TABLE :"mark" (begun_at timestamptz NOT NULL DEFAULT now());
COMMIT;
"""


def put_copy_in(copy: Path, url: URL) -> None:
    """Exchange the tables for those of the copy, and mark that it is not ready yet.

    All of it or nothing: without the last word, which is said when the copy was read to its end,
    PostgreSQL takes everything back.
    """
    tables = ",".join([*metadata.tables, "alembic_version", MARK_TABLE])
    reading, own = postgres_call(
        "pg_restore", None, "--clean", "--if-exists", "--no-owner", "--file=-", str(copy)
    )
    writing, environment = postgres_call(
        "psql", url, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
        f"--set=tables={tables}", f"--set=mark={MARK_TABLE}",
    )  # fmt: skip
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(reading, env=own, stdout=pipe, stderr=pipe) as source,  # noqa: S603 - a program found by name, options of our own
        subprocess.Popen(  # noqa: S603 - a program found by name, options of our own
            writing, env=environment, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe
        ) as target,
    ):
        try:
            is_read = _carry(source, target.stdin)
        finally:
            source.kill()  # it has ended, or nobody listens any more
        _demand("psql", target)
        if not is_read:
            _demand("pg_restore", source)


def _carry(source: subprocess.Popen[bytes], into: IO[bytes] | None) -> bool:
    """Say whether the copy was read to its end; whether it was taken, psql tells."""
    if into is None or source.stdout is None:
        raise RuntimeError("no pipe")
    is_read = False
    with suppress(BrokenPipeError):
        into.write(_BEFORE)
        shutil.copyfileobj(source.stdout, into)
        is_read = source.wait() == 0
        if is_read:
            into.write(_AFTER)
    with suppress(BrokenPipeError):
        into.close()
    return is_read


def _demand(program: str, called: subprocess.Popen[bytes]) -> None:
    said = b"" if called.stderr is None else called.stderr.read()
    if called.wait():
        told = last_words(said.decode(errors="replace"))
        raise OperatorError(f"{program} failed, and the database is as it was: {told}")
