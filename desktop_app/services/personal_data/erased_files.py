"""Takes the bytes of files off the disk that were erased or left with their case.

After that itself is durable: a crash leaves the note.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.ports import FileStore, OpenWork, UnitOfWork

_ERASED = "erased_files"


def note_erased(digests: Iterable[str], work: UnitOfWork) -> None:
    """Remember files to be taken; in the transaction that erases what names them."""
    noted = {*(work.state.fact(_ERASED) or ()), *digests}
    work.state.set_fact(_ERASED, sorted(noted) or None)


def are_to_be_taken(work: UnitOfWork) -> bool:
    """Say whether any are noted."""
    return bool(work.state.fact(_ERASED))


def take_erased_files(open_work: OpenWork, open_read: OpenWork, files: FileStore) -> None:
    """Take what is noted, unless something else names it; harmless at any time.

    Raises ExpectedError where a file is held by another program: the note stays.
    """
    with open_read() as work:
        if not are_to_be_taken(work):
            return
    with open_work() as work:
        for sha256 in work.state.fact(_ERASED) or ():
            if not work.transfers.is_named(sha256):
                files.remove(sha256)
                work.transfers.dropped(sha256)
        work.state.set_fact(_ERASED, None)
        work.commit()
