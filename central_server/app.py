"""The application: its parts, its paths and what stands in front of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from typing_extensions import override

from central_server import migrate
from central_server.api import audit, digests, enrolment, files, health, kurir, letters, sync
from central_server.api.access import Parts, wrong_shape
from central_server.body_limit import BodyLimit
from central_server.browser_headers import BrowserHeaders
from central_server.database import Database
from central_server.error_net import ErrorNet, no_such_path
from central_server.errors import OperatorError
from central_server.files import FileShelf
from central_server.lapsing import Lapses
from central_server.path_names import PathNames
from central_server.path_prefix import PathPrefix
from central_server.rate_limit import Turnstile
from central_server.server_card import find_card
from central_server.settings import Settings

_VERSION = "2"
_GZIP_LEVEL = 5  # 6 takes a sixth longer and saves one byte in a hundred


class Application(FastAPI):
    """FastAPI, but its contract names only errors that this server answers with."""

    @override
    def openapi(self) -> dict[str, Any]:
        contract = super().openapi()
        for methods in contract["paths"].values():
            for operation in methods.values():
                content = operation["responses"].get("422", {}).get("content", {})
                if "HTTPValidationError" in str(content):
                    del operation["responses"]["422"]
        for unused in ("HTTPValidationError", "ValidationError"):
            contract["components"]["schemas"].pop(unused, None)
        return contract


def now_utc() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


def create_app(settings: Settings, clock: Callable[[], datetime] = now_utc) -> FastAPI:
    """Build the application on a database that `init` has prepared; OperatorError else."""
    parts = open_parts(settings, clock)
    app = application(settings.root_path)
    app.state.parts = parts
    return app


def open_parts(settings: Settings, clock: Callable[[], datetime]) -> Parts:
    """Open what requests work with; OperatorError where `init` has not prepared the database."""
    database = Database(settings.database)
    try:
        migrate.demand_current(database)
        with database.read() as connection:
            card = find_card(connection)
        if card is None:
            raise OperatorError(migrate.NOT_PREPARED)
        lapses = Lapses(database)
        lapses.end_due(clock())
    except BaseException:
        database.close()
        raise
    return Parts(
        database,
        FileShelf(settings.files),
        card,
        clock,
        devices=Turnstile(settings.limits.device, clock),
        addresses=Turnstile(settings.limits.address, clock),
        lapses=lapses,
    )


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    yield
    parts: Parts = app.state.parts
    parts.database.close()


def application(root_path: str = "") -> FastAPI:
    """Put the paths together; requests need `state.parts` besides."""
    app = Application(
        title="Loket Aduan",
        summary="Keeps the desks of one regency in step; docs/sync-protocol.md says how.",
        version=_VERSION,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": root_path or "/"}],
        strict_content_type=False,
        lifespan=_life,
        exception_handlers={
            RequestValidationError: wrong_shape,
            HTTPException: no_such_path,
        },
    )
    paths = ["/openapi.json"]
    for module in (health, enrolment, sync, digests, letters, files, kurir, audit):
        app.include_router(module.router, prefix="/v1")
        routes = module.router.routes
        paths += [f"/v1{route.path}" for route in routes if isinstance(route, APIRoute)]
    # The last one added stands outermost.
    app.add_middleware(BodyLimit)
    app.add_middleware(
        GZipMiddleware,
        compresslevel=_GZIP_LEVEL,
        exclude_content_types=("application/octet-stream",),
    )
    app.add_middleware(ErrorNet, names=PathNames(paths))
    if root_path:
        app.add_middleware(PathPrefix, prefix=root_path)
    app.add_middleware(BrowserHeaders)
    return app
