"""Takes a case that has left this office off the desk, with its files."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from desktop_app.domain.erasure import NO_FILE
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.personal_data.erased_files import note_erased
from desktop_app.services.personal_data.struck_changes import linked_file


def take_away(case_uids: Iterable[UUID], work: UnitOfWork) -> None:
    """Take away cases and note their files, whose bytes go after the commit.

    What this desk has added itself stays as long as its queue knows of it: a server that is set
    back asks for it again.
    """
    leaving: set[str] = set()
    for case_uid in case_uids:
        linked = map(linked_file, work.outbox.all_of_case(case_uid))
        added_here = {file.sha256 for file in linked if file is not None}
        files = {file.sha256 for file in work.attachments.of_case(case_uid)}
        leaving |= files - added_here
        work.cases.remove(case_uid)
    leaving.discard(NO_FILE)
    if leaving:
        note_erased(leaving, work)
