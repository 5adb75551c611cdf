"""Joins a profile folder, the parts and the window into the running program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import site_data_path, user_data_path

# Qt's import hook keeps the source of whatever follows it, and the database library is large.
import desktop_app.storage.engine  # noqa: F401 - loaded before the window, used after it
from desktop_app.bootstrap import collector
from desktop_app.bootstrap.known_people import known_people
from desktop_app.bootstrap.logs import log_to
from desktop_app.bootstrap.temporary import keep_temporary_files_in_memory
from desktop_app.ui.shell.doors import Doors, WayBack

if TYPE_CHECKING:
    from desktop_app.bootstrap.opening import Opening

# What stands on others comes after them, so that each step is short.
_PARTS = (
    "desktop_app.domain.ports",
    "desktop_app.services.context",
    "desktop_app.storage.schema",
    "desktop_app.storage.unit_of_work",
    "desktop_app.storage.profile",
    "desktop_app.bootstrap.desk",
    "desktop_app.bootstrap.opening",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the program is started with; `server_url` stands in for the address of enrolment.

    `server_authority` is PEM text of the one that may vouch for a server at which this PC enrols.
    """

    folder: Path
    server_url: str = ""
    hint: str = ""
    server_authority: str = ""


def data_folder() -> Path:
    """Return the folder of this program's data; the accounts of a Windows PC share one."""
    if os.name == "nt":
        return site_data_path("loket-aduan", appauthor=False)
    return user_data_path("loket-aduan", appauthor=False)


def doors_of(options: Options) -> Doors:
    """Give the window what it may not open itself."""

    @cache
    def opening() -> Opening:
        # The sign-in page does not wait for it.
        from desktop_app.bootstrap.opening import Opening

        return Opening(
            options.folder, server_url=options.server_url, authority=options.server_authority
        )

    return Doors(
        known_people=partial(known_people, options.folder),
        enrol=lambda form: opening().enrol(form),
        open_desk=lambda person_uid, password: opening().open_desk(person_uid, password),
        people_of_code=lambda code: opening().people_of_code(code),
        choose_password=lambda form: opening().choose_password(form),
        code_is_on_paper=lambda: opening().code_is_on_paper(),
        keyring_secret=lambda person_uid: opening().keyring_secret(person_uid),
        open_desk_by_keyring=lambda person_uid, secret: opening().open_desk_by_keyring(
            person_uid, secret
        ),
        way_back=WayBack(
            find=lambda elsewhere: opening().find_copies(elsewhere),
            return_to=lambda form, *, tell, cancelled: opening().return_to_copy(
                form, tell=tell, cancelled=cancelled
            ),
        ),
        server_url=options.server_url,
        hint=options.hint,
        parts=_PARTS,
    )


def run(options: Options) -> int:
    """Show the window and work until it is closed; return the exit code."""
    log_to(options.folder)
    keep_temporary_files_in_memory()
    from desktop_app.ui.application import run_window

    collector.keep_what_is_loaded()
    return run_window(doors_of(options), instance=str(options.folder.resolve()))
