"""Asks an ASGI application without a socket; one event loop serves a whole run."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any

from starlette.types import ASGIApp
from starlette.types import Message as Part

from tests.soak.messages import Answer, Request


class DeadServerError(Exception):
    """The process is gone; nothing of what it had not committed stays."""


class EventLoop:
    """A loop in a thread of its own; the threads that handlers run in stay from call to call."""

    def __init__(self) -> None:
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="soak server", daemon=True)
        self._thread.start()
        self._started.wait()

    def ask(self, app: ASGIApp, request: Request) -> Answer:
        """Have the application answer a request."""
        return self._do(asked(app, request))

    def close(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._waiting.put_nowait, None)
        self._thread.join()

    def _do(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        done: Future[Answer] = Future()
        self._loop.call_soon_threadsafe(self._waiting.put_nowait, (work, done))
        return done.result()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Queue[tuple[Coroutine[Any, Any, Answer], Future[Answer]] | None]
        self._waiting = asyncio.Queue()
        self._started.set()
        while (waiting := await self._waiting.get()) is not None:
            work, done = waiting
            try:
                done.set_result(await work)
            except Exception as error:  # noqa: BLE001 - handed on to whoever asked
                done.set_exception(error)


async def asked(app: ASGIApp, request: Request) -> Answer:
    """Ask an application within a loop that runs."""
    path, _, query = request.path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in request.headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    given = False
    sent: list[Part] = []

    async def receive() -> Part:
        nonlocal given
        if given:
            await asyncio.Event().wait()
        given = True
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(part: Part) -> None:
        sent.append(part)

    try:
        await app(scope, receive, send)
    except Exception:
        if not sent:  # else it failed over what it had left for after the answer
            raise
    return Answer(
        status=sent[0]["status"],
        headers={name.decode().lower(): value.decode() for name, value in sent[0]["headers"]},
        body=b"".join(part.get("body", b"") for part in sent[1:]),
    )
