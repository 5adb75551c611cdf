"""What the processes of a history are forked from: one that has read what they read late.

A program reads much of itself only once it needs it; a history starts one some thirty times.
"""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.context import ForkServerContext

_STARTED = ("tests.soak.crashes", "tests.soak.desk_process", "tests.soak.process_server")
_READ_LATE = (
    "anyio._backends._asyncio",
    "desktop_app.letters.official_letter",
    "desktop_app.letters.receipt",
    "desktop_app.sync.audit_lane",
    "desktop_app.sync.enrolment",
    "desktop_app.sync.file_lane",
    "desktop_app.sync.leftovers",
    "desktop_app.sync.letter_supply",
    "desktop_app.sync.receiving",
    "desktop_app.sync.renewing",
    "desktop_app.sync.sending",
    "desktop_app.sync.verifying",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)


def forking() -> ForkServerContext:
    """Return how to start a process; all of this one are forked from the same."""
    context = get_context("forkserver")
    context.set_forkserver_preload([*_STARTED, *_READ_LATE])
    return context
