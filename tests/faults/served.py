"""The server's application on loopback inside the test, where its database can be hurt."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from tests.server.world import World


class Served:
    """Listens from entry to exit."""

    def __init__(self, app: ASGIApp) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


class ServedWorld(Served):
    """The same of a test's own world, from which desks can be enrolled."""

    def __init__(self, world: World) -> None:
        super().__init__(world.app)
        self._world = world

    def cli(self, *arguments: str) -> str:
        """Do as the operator's command line does with `code --office CODE --person UID`."""
        verb, _, office_code, _, person_uid = arguments
        assert verb == "code"
        people = self._world.people(office_code).values()
        return self._world.code_for(next(one for one in people if str(one.uid) == person_uid))
