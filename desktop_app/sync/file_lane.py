"""Carries files after the data, each from the byte where it stopped the last time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event
from uuid import UUID

from desktop_app.domain.attachments import MEBIBYTE
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import goes_on_after
from desktop_app.sync.report import Stage, Tally
from desktop_app.sync.server import CentralServer

FIRST_PART = MEBIBYTE // 4
LARGEST_PART = MEBIBYTE
# A line that was cut is worth another try at once when it had carried this much, in bytes.
WORTH_ANOTHER_TRY = MEBIBYTE // 16
_MOST_FRUITLESS = 2
# After a cut the server may still be storing what came before it: little is sent until that shows.
_PROBE = MEBIBYTE // 64

_LONGEST_REST = 2  # seconds; a server that asks for more is left in peace
_MOST_RESTS = 5  # for one file

FileOfCase = tuple[UUID, str]

_OF_THE_LINE = frozenset({Trouble.SERVER_UNREACHABLE, Trouble.SERVER_NONSENSE})


def send_files(
    desk: Desk, server: CentralServer, tally: Tally, files: Sequence[FileOfCase]
) -> None:
    """Send these files."""

    def send(file: FileOfCase) -> None:
        case_uid, sha256 = file
        if not _send(desk, server, case_uid, sha256):
            return
        with desk.open_work() as work:
            work.transfers.uploaded(case_uid, sha256)
            work.commit()
        tally.files_sent += 1

    _each(desk, tally, files, carry=send, stage=Stage.SENDING_FILES)


def receive_files(
    desk: Desk, server: CentralServer, tally: Tally, files: Sequence[FileOfCase]
) -> None:
    """Fetch these files, which this desk may have meanwhile; content must match its digest."""

    def receive(file: FileOfCase) -> None:
        case_uid, sha256 = file
        was_here = desk.files.has(sha256)
        if not was_here and not _receive(desk, server, case_uid, sha256):
            return
        with desk.open_work() as work:
            if not was_here and not work.transfers.is_named(sha256):
                desk.files.remove(sha256)  # it was erased on its way
                return
            work.transfers.received(sha256)
            work.commit()
        tally.files_received += 1
        tally.touched.add(case_uid)

    _each(desk, tally, files, carry=receive, stage=Stage.RECEIVING_FILES)


def files_to_send(work: UnitOfWork) -> list[FileOfCase]:
    """List the files that may go now: never before what is written of their case."""
    return [
        (case_uid, sha256)
        for case_uid, sha256 in work.transfers.uploads()
        if not work.outbox.of_case(case_uid)
    ]


def _send(desk: Desk, server: CentralServer, case_uid: UUID, sha256: str) -> bool:
    """Bring the server all of a file; False when somebody said stop before its end."""
    content = desk.files.read(sha256)
    size = len(content)
    # A file of one part is sent without asking.
    reached = server.file_reached(case_uid, sha256, size) if size > FIRST_PART else 0
    patience, part = _Patience(reached), FIRST_PART
    while True:
        piece = content[reached : reached + part]
        try:
            reached = server.send_part(case_uid, sha256, piece, offset=reached, size=size)
            part = max(FIRST_PART, min(2 * part, LARGEST_PART))
        except ExpectedError as error:
            if "offset" in error.facts:
                # Some of it was there already, or another desk is sending it too.
                reached, part = int(error.facts["offset"]), FIRST_PART
            elif error.trouble in _OF_THE_LINE:
                reached, part = server.file_reached(case_uid, sha256, size), _PROBE
            else:
                raise
            if not patience.goes_on(reached):
                raise
        if reached >= size:
            return True
        if desk.cancelled():
            return False


class _Patience:
    """How often a file is tried again at once: as long as it gets on, or did the time before."""

    def __init__(self, reached: int) -> None:
        self._reached = reached
        self._fruitless = 0

    def goes_on(self, reached: int) -> bool:
        """Take in how far a failed try came; say whether there should be another."""
        gets_on = reached - self._reached >= WORTH_ANOTHER_TRY
        self._fruitless = 0 if gets_on else self._fruitless + 1
        self._reached = reached
        return self._fruitless < _MOST_FRUITLESS


class _StoppedError(Exception):
    """Somebody said stop in the middle of a file."""


def _receive(desk: Desk, server: CentralServer, case_uid: UUID, sha256: str) -> bool:
    """Fetch all of a file; False when somebody said stop before its end."""
    arriving = _Arriving(desk, sha256)
    start = desk.files.size_of_parts(sha256)
    patience = _Patience(start)
    while True:
        try:
            server.fetch_file(case_uid, sha256, start=start, take=arriving.take)
            arriving.keep()
            break
        except _StoppedError:
            return False
        except ExpectedError as error:
            arriving.keep()
            start = desk.files.size_of_parts(sha256)
            if error.trouble not in _OF_THE_LINE or not patience.goes_on(start):
                raise
    if not desk.files.join_parts(sha256):
        raise ExpectedError(Trouble.SERVER_NONSENSE, facts={"reason": "digest"})
    return True


class _Arriving:
    """Bytes on their way into the store, kept part by part, the first ones small."""

    def __init__(self, desk: Desk, sha256: str) -> None:
        self._desk = desk
        self._sha256 = sha256
        self._part = FIRST_PART
        self._waiting = bytearray()

    def take(self, piece: bytes) -> None:
        """Take in what came; raises _StoppedError between two parts."""
        self._waiting += piece
        if len(self._waiting) >= self._part:
            self.keep()
            self._part = min(2 * self._part, LARGEST_PART)
            if self._desk.cancelled():
                raise _StoppedError

    def keep(self) -> None:
        """Keep what waits, also what a line brought before it was cut."""
        if self._waiting:
            self._desk.files.add_part(self._sha256, bytes(self._waiting))
            self._waiting.clear()


def _each(
    desk: Desk,
    tally: Tally,
    files: Sequence[FileOfCase],
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
            _in_step(carry, file)
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


def _in_step(carry: Callable[[FileOfCase], None], file: FileOfCase) -> None:
    """Carry a file at the pace of a server that counts requests: many files are many of them."""
    for _ in range(_MOST_RESTS):
        try:
            return carry(file)
        except ExpectedError as error:
            seconds = int(error.facts.get("retry_after", _LONGEST_REST + 1))
            if error.trouble is not Trouble.SERVER_BUSY or seconds > _LONGEST_REST:
                raise
        Event().wait(seconds)
    return carry(file)
