"""`serve`: answer desks until told to stop, in one process or in several on one socket."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from fastapi import FastAPI
from typing_extensions import override
from uvicorn.supervisors import Multiprocess

from central_server import uploads
from central_server.api.access import Parts
from central_server.app import create_app
from central_server.errors import OperatorError
from central_server.logs import log_to_stderr
from central_server.settings import Settings

_LAST_ANSWERS_SECONDS = 10
_SEARCHES = (100_000, 20, 20)  # objects made, searches of the youngest, of the middle generation
_SILENT_WORKER_SECONDS = 30  # a busy machine is slow, not dead


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve; port 0 is any free one, told in `port_file`.

    Only `trusted_proxies` (addresses or networks) are believed who it is that asks through them.
    """

    host: str
    port: int
    port_file: str | None = None
    workers: int = 1
    trusted_proxies: tuple[str, ...] = ()


class _AnnouncingServer(uvicorn.Server):
    """Says at which port it listens, once it does."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()


class _AnnouncingSupervisor(Multiprocess):
    """Says at which port its workers listen, once they were begun: who comes early waits."""

    def __init__(
        self, config: uvicorn.Config, sockets: list[socket.socket], announce: Callable[[], None]
    ) -> None:
        super().__init__(config, sockets)
        self._announce = announce

    @override
    def init_processes(self) -> None:
        super().init_processes()
        self._announce()


def serve(settings: Settings, serving: Serving) -> None:
    """Serve; SIGTERM and SIGINT finish what is being answered and stop."""
    if serving.workers < 1:
        raise OperatorError("At least one worker is needed.")
    log_to_stderr()
    app = create_app(settings)
    parts: Parts = app.state.parts
    uploads.tidy(parts.database, parts.files, parts.clock())
    listening = listen(serving.host, serving.port)
    _settle_memory()
    announce = partial(_announce, listening, serving.port_file)
    if serving.workers == 1:
        # uvicorn stops in good order on these, then hands them on to whoever listened before.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _leave)
        _AnnouncingServer(_config(serving, app), announce).run(sockets=[listening])
    else:
        parts.database.close()  # it was opened only to see that it can be
        config = _config(serving, partial(_worker_app, settings), factory=True)
        _AnnouncingSupervisor(config, [listening], announce).run()


def _config(serving: Serving, app: Callable[..., Any], *, factory: bool = False) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=factory,
        workers=serving.workers,
        proxy_headers=bool(serving.trusted_proxies),
        forwarded_allow_ips=list(serving.trusted_proxies),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
        timeout_worker_healthcheck=_SILENT_WORKER_SECONDS,
    )


def _worker_app(settings: Settings) -> FastAPI:
    """Make the application of one worker; called in its process."""
    log_to_stderr()
    Thread(target=_follow_parent, daemon=True).start()
    app = create_app(settings)
    _settle_memory()
    return app


def _follow_parent() -> None:
    """Stop when the process that began this one was killed, or the port would stay taken."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)


def _settle_memory() -> None:
    """Leave what stays for good out of the search for garbage, and search less often.

    A push makes tens of thousands of objects that all go with it; looking for circles among them
    again and again took a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SEARCHES)


def listen(host: str, port: int) -> socket.socket:
    """Take a port, any free one for 0; raises OperatorError."""
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise OperatorError(f"Cannot listen at {host}:{port}: {error.strerror}.") from error
    # Head and body of an answer are sent one after the other: the body must not wait until the
    # other side has confirmed the head. What is accepted here takes this on.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _announce(listening: socket.socket, port_file: str | None) -> None:
    if port_file is None:
        return
    target = Path(port_file)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_text(str(listening.getsockname()[1]), encoding="ascii")
    part.replace(target)


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)
