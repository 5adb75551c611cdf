"""What crosses the line: bytes and requests, counted outside of both programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.sync.counted_line import CountedLine
from benchmarks.sync.notes import NoteWriter
from benchmarks.sync.raw_exchange import RawExchange, raw_exchange
from benchmarks.sync.regency import Regency, regency
from benchmarks.sync.round_parts import catch_up, seconds_of_round, seconds_to_send
from benchmarks.typed_report import typed_report
from desktop_app.domain.workflow import MoveName
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.ui.shell.doors import OpenDesk

COUNT = 10_000
FEW = 100


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes of both directions with all headers, requests, and the bytes of the bare body."""

    up: int
    down: int
    requests: int
    bare: int


def of_push() -> Traffic:
    """Count what 10,000 notes of 1 KB take to send."""
    with _place() as (place, line, raw):
        profile = place.enrolled("desk")
        with place.desk(profile, line=line.url) as desk:
            place.store_cases(COUNT, desk)
            catch_up(desk)
            case_uids = place.case_uids(COUNT)
            changes = NoteWriter(desk.context).queue(case_uids)
            sent = _sent(desk, line, COUNT)
        raw.push(changes)
        return replace(sent, bare=raw.sent_bytes)


def of_pull() -> Traffic:
    """Count what 10,000 cases take to reach a new desk that has signed in."""
    with _place() as (place, line, raw):
        profile = place.enrolled("desk")
        with place.desk(profile, line=line.url) as desk:
            catch_up(desk)
            place.store_cases(COUNT, desk)
            line.reset()
            seconds_of_round(desk, COUNT)
        raw.pull(COUNT)
        return _counted(line, raw.received_bytes)


def of_delta() -> Traffic:
    """Count what a whole round takes that sends 100 notes."""
    with _place() as (place, line, raw):
        profile = place.enrolled("desk")
        with place.desk(profile, line=line.url) as desk:
            place.store_cases(COUNT, desk)
            catch_up(desk)
            changes = NoteWriter(desk.context).queue(place.case_uids(FEW))
            line.reset()
            desk.run_round()
        raw.push(changes)
        return _counted(line, raw.sent_bytes)


def of_moves() -> Traffic:
    """Count what 100 changes of status take to send."""
    with _place() as (place, line, raw):
        profile = place.enrolled("desk")
        with place.desk(profile, line=line.url) as desk:
            moved = [_registered(desk) for _ in range(FEW)]
            catch_up(desk)
            for request in moved:
                move_case(request, desk.context)
            with desk.context.open_read() as work:
                changes = work.outbox.waiting(FEW)
            sent = _sent(desk, line, FEW)
        raw.push(changes)
        return replace(sent, bare=raw.sent_bytes)


def _registered(desk: OpenDesk) -> MoveCase:
    context = desk.context
    case = register_case(RegisterCase(typed_report(context.new_uid())), context).case
    return MoveCase(case.uid, MoveName.VERIFY)


@contextmanager
def _place() -> Iterator[tuple[Regency, CountedLine, RawExchange]]:
    with (
        TemporaryDirectory() as folder,
        regency(Path(folder)) as place,
        CountedLine(place.server.url) as line,
        raw_exchange(place.database, place.folder / "raw") as raw,
    ):
        yield place, line, raw


def _sent(desk: OpenDesk, line: CountedLine, changes: int) -> Traffic:
    """Send what waits and count until the last of it is settled."""
    counted: list[Traffic] = []
    line.reset()
    seconds_to_send(desk, changes, then=lambda: counted.append(_counted(line)))
    return counted[0]


def _counted(line: CountedLine, bare: int = 0) -> Traffic:
    return Traffic(line.up, line.down, line.requests, bare)
