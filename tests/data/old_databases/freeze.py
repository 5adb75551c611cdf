"""Keeps one small real profile of today's revision, so that every later program must open it.

Run once before a release that changed the schema, from the top of the source tree:
python -m tests.data.old_databases.freeze
"""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from desktop_app.domain.cases import Status
from desktop_app.domain.ports import UnitOfWork
from desktop_app.storage.migrate import REVISIONS
from desktop_app.storage.profile import Profile
from tests import builders
from tests.storage.secrets_for_tests import CHEAP, PASSWORD

FOLDER = Path(__file__).resolve().parent
TITLES = {
    Status.RECEIVED: "Lampu jalan padam di tikungan",
    Status.IN_PROGRESS: "Saluran air mampat dekat sekolah",
    Status.CLOSED: "Jalan berlubang di depan pasar",
}
PHOTO = b"\xff\xd8\xff foto rekaan"


def main() -> None:
    """Write the profile of the current revision anew."""
    folder = FOLDER / REVISIONS[-1]
    shutil.rmtree(folder, ignore_errors=True)
    made = Profile.create(folder, builders.CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)
    with closing(made):
        sha256 = made.files.keep(PHOTO)
        with made.write() as work:
            fill(work, sha256)
            work.commit()
    (folder / "lock").unlink()


def fill(work: UnitOfWork, sha256: str) -> None:
    """Put at least one row into every table."""
    work.directory.put_office(builders.an_office())
    work.directory.put_person(builders.a_person())
    work.reference.put_category(builders.a_category())
    work.reference.put_free_day(builders.TODAY, "Libur rekaan", "holiday")
    work.reference.set_calendar_version("2026-1")
    work.state.set_identity(builders.an_identity())
    work.state.set_last_entry_at(builders.NOW)
    work.numbers.put_letter_block(builders.a_letter_block())
    for hours, (status, title) in enumerate(TITLES.items()):
        work.numbers.next_register_sequence(builders.TODAY.year)
        received_at = builders.NOW - timedelta(hours=hours)
        case = builders.a_case(status=status, title=title, received_at=received_at)
        work.cases.put(case)
        work.reporters.put(builders.a_reporter(case_uid=case.uid))
        work.timeline.put(builders.an_entry(case_uid=case.uid))
        work.attachments.put(builders.an_attachment(case_uid=case.uid, sha256=sha256))
        work.transfers.queue_upload(case.uid, sha256)
        work.letters.put(builders.a_letter(case_uid=case.uid))
        work.outbox.add(builders.a_change(case_uid=case.uid))
        work.conflicts.add(builders.a_conflict(case_uid=case.uid))
        work.releases.put_all([builders.a_release(case_uid=case.uid)])
        work.disclosures.add(builders.a_disclosure(case_uid=case.uid))
        work.feed.put([builders.a_delivered_row(case_uid=case.uid)])
    work.numbers.void_letter_number(builders.a_letter_void())
    work.notices.add(builders.a_notice())
    work.rounds.add(builders.a_round())
    work.audit.note(builders.a_note())
    work.drafts.keep(builders.CLERK_UID, builders.a_draft(), builders.NOW)


if __name__ == "__main__":
    main()
