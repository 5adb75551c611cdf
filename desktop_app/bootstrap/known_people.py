"""Who may sign in at a profile; all that a start asks of it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile_folder import KEYS, has_database, is_profile


def known_people(folder: Path) -> list[KeyHolder] | None:
    """List who may sign in; None where there is no profile yet.

    ExpectedError KEYS_LOST where only the key file is gone or damaged, PROFILE_DAMAGED.
    """
    if not is_profile(folder):
        return None
    try:
        return KeyFile(folder / KEYS).holders()
    except ExpectedError as error:
        if error.trouble is Trouble.PROFILE_DAMAGED and has_database(folder):
            raise ExpectedError(Trouble.KEYS_LOST) from error
        raise
