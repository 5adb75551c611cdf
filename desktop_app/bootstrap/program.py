"""Joins a profile folder, the parts and the window into the running program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from platformdirs import site_data_path, user_data_path

from desktop_app.bootstrap import collector

# Storage comes before the window: Qt's import hook keeps the source of whatever follows it.
from desktop_app.bootstrap.desk import (
    enrol_profile,
    open_desk,
    open_desk_by_keyring,
    system_clock,
)
from desktop_app.bootstrap.logs import log_to
from desktop_app.bootstrap.temporary import keep_temporary_files_in_memory
from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.bootstrap.way_in import (
    choose_password,
    code_is_on_paper,
    keyring_secret,
    known_people,
    people_of_code,
)
from desktop_app.ui.shell.doors import Doors, OpenDesk


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

    def unlock(person_uid: UUID, password: str) -> OpenDesk:
        return open_desk(
            options.folder, person_uid, password, server_url=options.server_url, clock=system_clock
        )

    def unlock_by_keyring(person_uid: UUID, secret: str) -> OpenDesk:
        return open_desk_by_keyring(
            options.folder, person_uid, secret, server_url=options.server_url, clock=system_clock
        )

    return Doors(
        known_people=partial(known_people, options.folder),
        enrol=partial(enrol_profile, options.folder, keys={}, authority=options.server_authority),
        open_desk=unlock,
        people_of_code=partial(people_of_code, options.folder),
        choose_password=partial(choose_password, options.folder),
        code_is_on_paper=partial(code_is_on_paper, options.folder),
        keyring_secret=partial(keyring_secret, options.folder),
        open_desk_by_keyring=unlock_by_keyring,
        way_back=way_back_of(options.folder, clock=system_clock),
        server_url=options.server_url,
        hint=options.hint,
    )


def run(options: Options) -> int:
    """Show the window and work until it is closed; return the exit code."""
    log_to(options.folder)
    keep_temporary_files_in_memory()
    from desktop_app.ui.application import run_window

    collector.keep_what_is_loaded()
    return run_window(doors_of(options), instance=str(options.folder.resolve()))
