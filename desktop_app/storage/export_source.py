"""All rows of a profile as they stand at one moment, and the folder they are written into."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Select, func, or_, select

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import explained_file_errors, replace_patiently, sync_folder
from desktop_app.storage.metadata import METADATA
from desktop_app.storage.repositories.kept_cases import KeptCases

_AT_ONCE = 500
_UNFINISHED = ".belum-selesai-"


class _Rows:
    """See `domain.export_tables.AllRows`."""

    def __init__(self, connection: Connection, reader_uid: UUID) -> None:
        self._connection = connection
        # Cases that complain about whoever exports are not there for them.
        self._kept = KeptCases(connection, reader_uid).uids()

    def count(self, table: str) -> int:
        wanted = select(func.count()).select_from(METADATA.tables[table])
        return int(self._connection.execute(self._seen(wanted, table)).scalar_one())

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        wanted = self._seen(select(METADATA.tables[table]), table)
        found = self._connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
        for row in found.mappings():
            yield dict(row)

    def _seen(self, wanted: Select[Any], table: str) -> Select[Any]:
        columns = METADATA.tables[table].c
        case = columns.uid if table == "case" else columns.get("case_uid")
        if case is None or not self._kept:
            return wanted
        return wanted.where(or_(case.is_(None), case.not_in(self._kept)))


class _Folder:
    """See `domain.export_tables.NewFolder`."""

    def __init__(self, path: Path, final: Path) -> None:
        self.path = path
        self._final = final

    def finish(self) -> Path:
        replace_patiently(self.path, self._final)
        sync_folder(self._final.parent)
        return self._final


class ProfileExport:
    """See `domain.export_tables.ExportSource`; reads in a lane of the reader."""

    def __init__(self, reader: Engine) -> None:
        self._reader = reader

    @contextmanager
    def rows(self, reader_uid: UUID) -> Iterator[_Rows]:
        with self._reader.connect() as connection, connection.begin():
            yield _Rows(connection, reader_uid)

    @contextmanager
    def new_folder(self, inside: Path, name: str) -> Iterator[_Folder]:
        part = inside / f"{_UNFINISHED}{secrets.token_hex(4)}"
        with explained_file_errors():
            try:
                part.mkdir()
                yield _Folder(part, inside / name)
            except FileNotFoundError as error:
                raise ExpectedError(Trouble.BACKUP_PLACE_GONE) from error
            finally:
                shutil.rmtree(part, ignore_errors=True)
