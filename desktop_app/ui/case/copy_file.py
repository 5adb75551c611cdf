"""Writes a copy of a case's file where a person wants it, marked as coming from a stranger."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.file_cautions import may_run_something
from desktop_app.services.context import DeskContext
from desktop_app.services.open_case import read_file

# What Windows and Office ask before they open: the zone of the internet.
_FROM_OUTSIDE = "[ZoneTransfer]\r\nZoneId=3\r\n"


def write_copy(sha256: str, path: Path, context: DeskContext) -> bool:
    """Write the plain bytes and say whether opening them may run something; call it in a lane.

    Raises FOLDER_READ_ONLY and what reading a file raises.
    """
    content = read_file(sha256, context)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ExpectedError(Trouble.FOLDER_READ_ONLY) from error
    if sys.platform == "win32":
        with suppress(OSError):  # a stick in an old format takes no marks
            path.with_name(f"{path.name}:Zone.Identifier").write_text(_FROM_OUTSIDE, "ascii")
    return may_run_something(content, path.name)
