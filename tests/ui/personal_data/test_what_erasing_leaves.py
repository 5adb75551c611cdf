"""An erasure takes what waits on this PC as well, and is done although a file will not go yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from desktop_app.domain.drafts import IDENTITY, UnfinishedText
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import FileStore
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.keep_text import keep_text, kept_texts
from desktop_app.services.open_case import open_case
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.desk import Desk


class Held:
    """Files that another program holds, as Windows lets it: they are read, and do not go."""

    def __init__(self, files: FileStore) -> None:
        self._files = files

    def remove(self, _sha256: str) -> None:
        raise ExpectedError(Trouble.FOLDER_READ_ONLY)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def test_nobodys_unsaved_text_names_who_was_erased(desk: Desk) -> None:
    uid = desk.registered(reporter_name="Wagiman Contoh").case.uid
    for task, words in (
        (IDENTITY, {"name": "Wagimin Contoh"}),
        (EntryKind.REPLY.value, {"text": "Yth. Wagiman Contoh, laporan Bapak sudah selesai."}),
    ):
        keep_text(UnfinishedText(uid, task, words), desk.context)
    erase_reporter(EraseReporter(uid, "Diminta pelapor."), desk.context)
    (left,) = kept_texts(desk.context)
    assert left.task == EntryKind.REPLY.value
    assert left.words == {"text": "Yth. [dihapus], laporan Bapak sudah selesai."}


def test_a_file_that_cannot_be_taken_yet_does_not_undo_the_erasure(desk: Desk) -> None:
    uid = desk.registered().case.uid
    kept = keep_file(b"kartu tanda penduduk", "ktp.txt", desk.context)
    write_entry(WriteEntry(uid, EntryKind.NOTE, "Dari pelapor.", (kept,)), desk.context)
    (file,) = open_case(uid, desk.context).attachments
    held = replace(desk.context, files=cast("FileStore", Held(desk.context.files)))
    done = erase_reporter(EraseReporter(uid, "Diminta.", frozenset({file.uid})), held)
    assert done.touched == {uid}
    assert open_case(uid, desk.context).case.identity_state is IdentityState.ERASED
