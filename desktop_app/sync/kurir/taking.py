"""Takes in the answer to a bundle, as a round does with what a line brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import msgspec

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.kurir_frame import (
    LARGEST_CONTENT,
    FrameContent,
    FrameError,
    Kind,
    read_frame,
)
from desktop_app.domain.rounds import RoundRecord
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.engine import remember as remember_round
from desktop_app.sync.failures import refusal
from desktop_app.sync.kurir.outstanding import Outstanding, find, remember
from desktop_app.sync.kurir.sealing import answer_cipher
from desktop_app.sync.kurir.stick import opened_bundle
from desktop_app.sync.letter_supply import keep_blocks
from desktop_app.sync.receiving import Reading
from desktop_app.sync.renewing import meet_restored_server
from desktop_app.sync.report import RoundReport, Tally
from desktop_app.sync.settling import Settling


class _Refused(msgspec.Struct, frozen=True):
    """What stands where an answer to the push would: the error of the whole request."""

    error: wire.ErrorDetail | None = None


class _Answer(msgspec.Struct, frozen=True):
    """What the server did with a bundle; its parts are read on their own."""

    push: msgspec.Raw
    pull: list[msgspec.Raw]
    files: list[str]
    letters: list[wire.LetterBlocksAnswer] = []


def take_answer(desk: Desk, path: Path, *, may_remove_many: bool = False) -> RoundReport:
    """Settle what a bundle brought; an answer that comes late or twice changes nothing newer.

    Raises ExpectedError BUNDLE_UNREADABLE (fact `reason` "outward": that is a bundle still to be
    carried), BUNDLE_FOREIGN (an answer to a bundle that this desk did not write); then nothing has
    changed. What the server said of the whole bundle stands in the report as trouble. The report
    of an answer that was taken before has no `record`.
    """
    with desk.open_read() as work:
        identity, marks = work.state.identity(), work.state.sync_marks()
    if identity is None:
        raise ExpectedError(Trouble.NOT_ENROLLED)
    with opened_bundle(path) as source:
        bundle, outstanding, answer = _opened(desk, identity, source)
    tally, started_at = Tally(), desk.clock()
    # Where the server was restored since, what it had taken then is offered anew.
    if marks.epoch == outstanding.marks.epoch:
        try:
            is_newest = marks.mark == outstanding.marks.mark
            _take_push(desk, bytes(answer.push), tally, is_newest=is_newest)
            for leased in answer.letters:
                keep_blocks(desk, leased.blocks)
            _take_files(desk, answer.files, outstanding, tally)
            reading = Reading(desk, identity, tally, late=True)
            is_level = _take_pages(reading, answer.pull, outstanding)
            reading.finish(may_remove_many=may_remove_many)
            _note_times(desk, tally, is_level=is_level)
        except ExpectedError as error:
            tally.note(error)
    if outstanding.taken and tally.record(started_at, started_at) == RoundRecord(
        started_at, started_at
    ):
        return tally.report()
    if tally.trouble is None:
        with desk.open_work() as work:
            remember(work, bundle, replace(outstanding, taken=True))
            work.commit()
    return tally.report(record=remember_round(desk, tally, started_at))


def _opened(
    desk: Desk, identity: DeviceIdentity, source: BinaryIO
) -> tuple[UUID, Outstanding, _Answer]:
    """Prove and read all of an answer before any of it counts."""
    try:
        frame = read_frame(source)
        header = frame.header
        if header.kind is not Kind.ANSWER:
            raise ExpectedError(Trouble.BUNDLE_UNREADABLE, facts={"reason": "outward"})
        with desk.open_read() as work:
            outstanding = find(work, header.bundle)
        if outstanding is None or header.server_id != identity.server_id:
            raise ExpectedError(Trouble.BUNDLE_FOREIGN)
        cipher = answer_cipher(outstanding.answer_key, header)
        content = FrameContent(source, frame, cipher)
        line = content.line(LARGEST_CONTENT)
        if content.left:
            raise FrameError
    except FrameError as error:
        raise ExpectedError(Trouble.BUNDLE_UNREADABLE) from error
    return header.bundle, outstanding, wire.read(_Answer, line)


def _take_push(desk: Desk, written: bytes, tally: Tally, *, is_newest: bool) -> None:
    if wire.read(_Refused, written).error is not None:
        error = refusal(HTTPStatus.CONFLICT, written)
        if error.trouble is Trouble.SERVER_RESTORED:
            meet_restored_server(desk, error)
        elif is_newest:
            # A desk that has pushed since knows better how it stands than a bundle from before.
            raise error
        return
    answered = wire.read(wire.PushAnswer, written)
    told = {answer.uid for answer in answered.answers}
    with desk.open_read() as work:
        waiting = work.outbox.waiting(work.outbox.count_waiting())
    changes = [change for change in waiting if change.uid in told]
    at = wire.moment_of(answered.time)
    settling = Settling(desk, changes, answered.answers, tally, mark=None, at=at)
    settling.settle_first()
    settling.settle_rest()


def _take_files(desk: Desk, kept: Sequence[str], outstanding: Outstanding, tally: Tally) -> None:
    """Let files wait no more that the server keeps; it names them without their cases."""
    sent = Counter(sha256 for _, sha256 in outstanding.files)
    whole = {sha256 for sha256, times in Counter(kept).items() if times == sent[sha256]}
    with desk.open_work() as work:
        waiting = set(work.transfers.uploads())
        for case_uid, sha256 in outstanding.files:
            if sha256 in whole and (case_uid, sha256) in waiting:
                work.transfers.uploaded(case_uid, sha256)
                tally.files_sent += 1
        work.commit()


def _take_pages(reading: Reading, written: Sequence[msgspec.Raw], outstanding: Outstanding) -> bool:
    """Keep the pages; return whether this desk now knows all that the server knew then."""
    # Where this desk has begun to read anew since, the pages would leave a gap.
    gaps = {
        scope
        for scope, seq in outstanding.marks.cursors.items()
        if seq > reading.cursors.read.get(scope, 0)
    }
    more = True
    for raw in written:
        page = wire.read(wire.PullAnswer, bytes(raw))
        reading.take(_without(gaps, page))
        more = page.more
    return not more and not gaps


def _note_times(desk: Desk, tally: Tally, *, is_level: bool) -> None:
    """Keep of the server's time only what is news."""
    with desk.open_read() as work:
        last_round, last_time = work.state.last_round_at(), work.state.last_server_time()
    told = tally.server_time
    if told is None:
        return
    if is_level and tally.trouble is None and (last_round is None or last_round < told):
        tally.level_at = told
    if last_time is not None and told < last_time:
        tally.server_time = None


def _without(gaps: set[str], page: wire.PullAnswer) -> wire.PullAnswer:
    if not gaps:
        return page
    rows = [row for row in page.rows if row.scope not in gaps]
    cursors = {scope: seq for scope, seq in page.cursors.items() if scope not in gaps}
    return msgspec.structs.replace(page, rows=rows, cursors=cursors)
