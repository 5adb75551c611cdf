"""`serve`: answer desks until told to stop."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from central_server.app import create_app
from central_server.errors import OperatorError
from central_server.logs import log_to_stderr
from central_server.settings import Settings

_LAST_ANSWERS_SECONDS = 10


class _AnnouncingServer(uvicorn.Server):
    """Says at which port it listens, once it does."""

    def __init__(self, app: FastAPI, port_file: Path | None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
            )
        )
        self._port_file = port_file

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._port_file is not None and sockets:
            _write_at_once(self._port_file, str(sockets[0].getsockname()[1]))


def serve(settings: Settings, host: str, port: int, *, port_file: str | None) -> None:
    """Serve; SIGTERM and SIGINT finish what is being answered and stop."""
    log_to_stderr()
    app = create_app(settings)
    listening = _listen(host, port)
    # uvicorn stops in good order on these, then hands them on to whoever listened before.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    _AnnouncingServer(app, Path(port_file) if port_file else None).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise OperatorError(f"Cannot listen at {host}:{port}: {error.strerror}.") from error


def _write_at_once(target: Path, text: str) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_text(text, encoding="ascii")
    part.replace(target)


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)
