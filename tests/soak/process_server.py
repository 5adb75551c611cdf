"""The server as two processes on one PostgreSQL database, killed and set back for real."""

from __future__ import annotations

import http.client
import logging
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from uuid import UUID

from central_server.commands.serve import Serving, serve
from central_server.database import Database
from central_server.settings import Settings, settings_from
from tests.soak.copying_cluster import CopyingCluster
from tests.soak.faults import DIES_AT, LineCutError
from tests.soak.messages import Answer, Request
from tests.soak.operating import Operator
from tests.soak.site import Clock

_PATIENCE = 60.0  # seconds
_PROCESSES = 2
_BEFORE_IT_DIES = 0.012  # seconds, for each commit it may still make


class ProcessServer:
    """Two processes of the program on a database of the cluster; requests go to each in turn."""

    def __init__(
        self,
        folder: Path,
        cluster: CopyingCluster,
        context: ForkServerContext,
        *,
        prepared: str,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._cluster = cluster
        self._context = context
        self._clock = clock
        self._name = cluster.copy(prepared)
        self._running: list[tuple[ForkServerProcess, int]] = []
        self._backups: dict[Path, str] = {}
        self._ends: list[str] = [self._name]
        self._closed = False
        self._restarting = threading.Lock()
        folder.mkdir(exist_ok=True)
        self.files.mkdir(exist_ok=True)
        self._open()

    @property
    def files(self) -> Path:
        return self._folder / "files"

    @property
    def database(self) -> Database:
        return self._database

    def answer(self, request: Request, meanwhile: Sequence[Request] = ()) -> Answer:
        """Bring a request to one of the processes; what came meanwhile goes to the other."""
        if DIES_AT in request.headers:
            return self._answer_and_die(request)
        others = [threading.Thread(target=self._ask_in_vain, args=(late,)) for late in meanwhile]
        for other in others:
            other.start()
        try:
            return self._ask(request)
        finally:
            for other in others:
                other.join()

    def copy_to(self, backup: Path) -> None:
        with self._standing_still():
            self._backups[backup] = self._cluster.copy(self._name)
            self._ends.append(self._backups[backup])
            shutil.copytree(self.files, backup)

    def restore_from(self, backup: Path, *, by_the_book: bool) -> None:
        with self._standing_still():
            self._cluster.drop(self._name)
            self._name = self._cluster.copy(self._backups[backup])
            self._ends.append(self._name)
            shutil.rmtree(self.files)
            shutil.copytree(backup, self.files)
        if by_the_book:
            Operator(self._database, self._clock).tell_of_restore()

    def revoke(self, device_uid: UUID) -> None:
        Operator(self._database, self._clock).revoke(device_uid)

    def revoke_person(self, person_uid: UUID) -> None:
        Operator(self._database, self._clock).revoke_person(person_uid)

    def close(self) -> None:
        with self._restarting:
            self._closed = True
            self._shut()
        for name in self._ends:
            self._cluster.drop(name)

    @contextmanager
    def _standing_still(self) -> Iterator[None]:
        """Stop everything that looks at the database, and start it again afterwards.

        A request that outlived its desk may be killing the server at this moment: it waits.
        """
        with self._restarting:
            self._shut()
            yield
            self._open()

    def _open(self) -> None:
        self._database = Database(self._cluster.url(self._name))
        starting = [self._started(number) for number in range(_PROCESSES)]
        self._running = [(process, _port(path, process)) for process, path in starting]
        self._turns = cycle(range(_PROCESSES))

    def _shut(self) -> None:
        self._database.close()
        for process, _ in self._running:
            process.kill()
            process.join()
        self._running = []

    def _started(self, number: int) -> tuple[ForkServerProcess, Path]:
        port_file = self._folder / f"port-{number}"
        port_file.unlink(missing_ok=True)
        url = self._cluster.url(self._name)
        process = self._context.Process(target=_serve, args=(url, self.files, port_file))
        process.start()
        return process, port_file

    def _answer_and_die(self, request: Request) -> Answer:
        """Kill both processes while they answer; a moment decides what they have committed."""
        commits = int(request.headers[DIES_AT])
        asking = threading.Thread(target=self._ask_in_vain, args=(request,))
        asking.start()
        asking.join(_BEFORE_IT_DIES * (commits + 1))
        with self._restarting:
            if self._closed:
                raise LineCutError
            for process, _ in self._running:
                process.kill()
                process.join()
            asking.join()
            starting = [self._started(number) for number in range(_PROCESSES)]
            self._running = [(process, _port(path, process)) for process, path in starting]
        raise LineCutError

    def _ask_in_vain(self, request: Request) -> None:
        try:
            self._ask(request)
        except LineCutError:
            return

    def _ask(self, request: Request) -> Answer:
        with self._restarting:
            if self._closed:
                raise LineCutError
            _, port = self._running[next(self._turns)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        headers = {name: value for name, value in request.headers.items() if name != DIES_AT}
        try:
            connection.request(request.method, request.path, request.body or None, headers)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise LineCutError from error
        finally:
            connection.close()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, body)


def _serve(url: str, files: Path, port_file: Path) -> None:
    """Be one process of the server; what it logs is nobody's to read."""
    logging.disable(logging.CRITICAL)
    settings: Settings = settings_from({"LOKET_RATE_LIMIT": "off"}, url, str(files))
    serve(settings, Serving("127.0.0.1", 0, port_file=str(port_file)))


def _port(path: Path, process: ForkServerProcess) -> int:
    deadline = time.monotonic() + _PATIENCE
    while not path.exists():
        assert process.is_alive(), "the server does not start"
        assert time.monotonic() < deadline, "the server does not start"
        process.join(0.01)
    return int(path.read_text(encoding="ascii"))
