"""`kurir`: the operator answers a bundle that came on a stick."""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path

from central_server import migrate
from central_server.app import now_utc
from central_server.commands.context import opened
from central_server.database import Database
from central_server.errors import OperatorError, RequestError, unreadable
from central_server.files import FileShelf
from central_server.kurir.answering import KurirPost
from central_server.server_card import find_card
from central_server.settings import Settings
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE

_WORDS = {
    "UNREADABLE": "The bundle is cut off or altered, or none. Nothing was done.",
    "FOREIGN": "The bundle is for another server. Nothing was done.",
    "DEVICE_REVOKED": "The desk that wrote the bundle was shut out. Nothing was done.",
}


def complete(kurir: argparse.ArgumentParser) -> None:
    """Give the verb its options."""
    kurir.add_argument("bundle", metavar="IN", help="the bundle that a desk wrote")
    kurir.add_argument("answer", metavar="OUT", help="where to write the answer for that desk")
    kurir.set_defaults(run=_answer)


def _answer(settings: Settings, arguments: argparse.Namespace) -> str:
    """Do what a bundle asks and write its answer; OperatorError says why not."""
    source, answered = Path(arguments.bundle), Path(arguments.answer)
    part = answered.with_name(f".{answered.name}.part")
    try:
        if source.stat().st_size > LARGEST_BUNDLE:
            raise unreadable()
        with opened(settings) as database, source.open("rb") as coming:
            post = _post(settings, database)
            with part.open("wb") as going:
                post.answer(coming, going)
                going.flush()
                os.fsync(going.fileno())
        part.replace(answered)
    except RequestError as error:
        raise OperatorError(_WORDS.get(error.code, error.message)) from error
    except OSError as error:
        raise OperatorError(f"{error.filename or answered}: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return f"Answered: {answered}"


def _post(settings: Settings, database: Database) -> KurirPost:
    migrate.demand_current(database)
    with database.read() as connection:
        card = find_card(connection)
    if card is None:
        raise OperatorError(migrate.NOT_PREPARED)
    return KurirPost(database, FileShelf(settings.files), card, now_utc)
