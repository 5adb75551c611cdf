"""The database as a verb of the command line uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from central_server import migrate, stamping
from central_server.database import Database, is_trouble
from central_server.errors import OperatorError
from central_server.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Open the database; what an operator can put right becomes OperatorError."""
    database = Database(settings.database)
    try:
        yield database
    except DBAPIError as error:
        if not is_trouble(error):
            raise
        # The first line says what is wrong; a database may tell details of rows below it.
        told = str(error.orig).partition("\n")[0]
        raise OperatorError(f"The database cannot be used: {told}") from error
    finally:
        database.close()


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """Look into a prepared database."""
    with opened(settings) as database:
        migrate.demand_current(database)
        with database.read() as connection:
            yield connection


@contextmanager
def writing(settings: Settings) -> Iterator[Connection]:
    """Change a prepared database; the desks hear of it at their next round."""
    with opened(settings) as database:
        migrate.demand_current(database)
        with database.write() as connection:
            yield connection
        stamping.stamp(database)
