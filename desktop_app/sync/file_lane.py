"""Carries files after the data: up once the server knows their case, down until none is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from uuid import UUID

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import goes_on_after
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.server import CentralServer

FileOfCase = tuple[UUID, str]


def send_files(desk: Desk, server: CentralServer, tally: Tally) -> None:
    """Send the files of cases of which nothing waits any more."""
    with desk.open_work() as work:
        ready = [
            (case_uid, sha256)
            for case_uid, sha256 in work.transfers.uploads()
            if not work.outbox.of_case(case_uid)
        ]

    def send(file: FileOfCase) -> None:
        case_uid, sha256 = file
        server.upload(case_uid, sha256, desk.files.read(sha256))
        with desk.open_work() as work:
            work.transfers.uploaded(case_uid, sha256)
            work.commit()
        tally.files_sent += 1

    _each(desk, tally, ready, carry=send, stage=Stage.SENDING_FILES)


def receive_files(desk: Desk, server: CentralServer, tally: Tally) -> None:
    """Fetch the files that records name and this desk lacks; content must match its digest."""
    with desk.open_work() as work:
        missing = work.transfers.missing()

    def receive(file: FileOfCase) -> None:
        case_uid, sha256 = file
        if not desk.files.has(sha256):
            content = server.download(case_uid, sha256)
            if hashlib.sha256(content).hexdigest() != sha256:
                raise ExpectedError(Trouble.SERVER_NONSENSE, facts={"reason": "digest"})
            desk.files.keep(content)
        with desk.open_work() as work:
            work.transfers.received(sha256)
            work.commit()
        tally.files_received += 1
        tally.touched.add(case_uid)

    _each(desk, tally, missing, carry=receive, stage=Stage.RECEIVING_FILES)


def _each(
    desk: Desk,
    tally: Tally,
    files: list[FileOfCase],
    *,
    carry: Callable[[FileOfCase], None],
    stage: Stage,
) -> None:
    """Carry one file after the other; one that fails is noted and does not stop the others."""
    failed_in_a_row = 0
    for number, file in enumerate(files):
        if desk.cancelled():
            return
        tally.tell(stage, number, len(files))
        try:
            carry(file)
            failed_in_a_row = 0
        except ExpectedError as error:
            if error.facts.get("code") == "NOT_FOUND":
                # Down: the desk that has it sends files after data. Up: the record that names it
                # was refused, or its case has left this office. It stays for the next round.
                continue
            failed_in_a_row += 1
            if not goes_on_after(error, failed_in_a_row):
                raise
            tally.note(error)
