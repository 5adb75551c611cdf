"""The real server application in the process of the history, on a database that can be set back."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import Connection, event

from central_server.app import open_parts
from central_server.commands.prepare import prepare
from central_server.database import Database
from central_server.settings import Settings
from tests.soak.faults import DIES_AT
from tests.soak.loop import DeadServerError, asked
from tests.soak.machinery import Machinery
from tests.soak.messages import Answer, Request
from tests.soak.office import DIRECTORY
from tests.soak.operating import Operator

_DATABASE = "server.db"
_FILES = "files"


class SoakServer:
    """One server on SQLite in `folder`; desks ask it through `answer`."""

    def __init__(
        self,
        folder: Path,
        machinery: Machinery,
        clock: Callable[[], datetime],
    ) -> None:
        self._folder = folder
        self._machinery = machinery
        self._clock = clock
        self._commits_left: int | None = None
        self._meanwhile: list[Request] = []
        self._came_meanwhile = 0
        self._writes_begun = 0
        self._start()

    @classmethod
    def prepared(
        cls, folder: Path, machinery: Machinery, clock: Callable[[], datetime]
    ) -> SoakServer:
        """Prepare a new one, as the operator does on the first day."""
        prepare(Settings(_url(folder), folder / _FILES), str(DIRECTORY))
        return cls(folder, machinery, clock)

    @property
    def files(self) -> Path:
        """The folder of the files of cases."""
        return self._folder / _FILES

    @property
    def database(self) -> Database:
        """The database, for those who look at it afterwards."""
        return self._parts.database

    @property
    def app(self) -> FastAPI:
        return self._app

    def answer(self, request: Request, meanwhile: Sequence[Request] = ()) -> Answer:
        """Answer a request; a server that is to die at a commit answers nothing of worth.

        What arrives `meanwhile` comes between two transactions of this request, as through
        another process of the server.
        """
        dies_at = request.headers.get(DIES_AT)
        if dies_at is None:
            self._meanwhile, self._writes_begun = list(meanwhile), 0
            self._came_meanwhile += len(meanwhile)
            answer = self._machinery.loop.ask(self._app, request)
            for late in self._taken_meanwhile():
                self._machinery.loop.ask(self._app, late)
            return answer
        self._commits_left = int(dies_at)
        try:
            return self._machinery.loop.ask(self._app, request)
        finally:
            self._commits_left = None
            self._stop()
            self._start()

    def copy_to(self, backup: Path) -> None:
        """Back up the database and the files, as an operator does at night."""
        shutil.copytree(self._folder, backup, dirs_exist_ok=True)

    def restore_from(self, backup: Path, *, by_the_book: bool) -> None:
        """Put an older copy in place; `by_the_book` runs the operator's verb for it."""
        self._stop()
        shutil.rmtree(self._folder)
        shutil.copytree(backup, self._folder)
        self._start()
        if by_the_book:
            Operator(self.database, self._clock).tell_of_restore()

    def revoke(self, device_uid: UUID) -> None:
        """Shut a desk out."""
        Operator(self.database, self._clock).revoke(device_uid)

    def revoke_person(self, person_uid: UUID) -> None:
        """Let somebody leave the service."""
        Operator(self.database, self._clock).revoke_person(person_uid)

    def close(self) -> None:
        self._stop()

    def _start(self) -> None:
        self._parts = open_parts(Settings(_url(self._folder), self.files), self._clock)
        self._app = self._machinery.application_on(self._parts)
        self._machinery.statements.share_with(self._parts.database.engine)
        event.listen(self._parts.database.engine, "commit", self._die_when_due)
        # Told before a transaction begins, unlike "begin".
        engine = self._parts.database.engine
        event.listen(engine, "set_connection_execution_options", self._let_others_in)

    def _stop(self) -> None:
        with suppress(DeadServerError):
            self._parts.database.close()

    def _taken_meanwhile(self) -> list[Request]:
        waiting, self._meanwhile = self._meanwhile, []
        return waiting

    def _let_others_in(self, _: Connection, options: Mapping[str, Any]) -> None:
        """Answer what came meanwhile before the first or second writing transaction begins.

        In turn, not by what it holds: a history must come back by its number.
        """
        if not self._meanwhile or not options.get("writes", False):
            return
        if self._came_meanwhile % 2 and self._writes_begun == 0:
            self._writes_begun += 1
            return
        for late in self._taken_meanwhile():
            asyncio.run(asked(self._app, late))

    def _die_when_due(self, connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        if self._commits_left is None or not writes:
            return
        if self._commits_left == 0:
            raise DeadServerError
        self._commits_left -= 1


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / _DATABASE).as_posix()}"
