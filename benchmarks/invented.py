"""Invents cases for an office from a seed: the same seed gives the same office."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from desktop_app import bundled
from desktop_app.domain.cases import Case, Channel, Classification, Status
from desktop_app.domain.deadlines import SP4N_PROFILE, WorkCalendar, due_dates
from desktop_app.domain.register_number import RegisterNumber
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import MOVES, MoveName
from desktop_app.services.context import DeskContext

SEED = 20261121
# Another device of the same office took them, so that this one's numbers stay free.
_DEVICE_LETTER = "Z"
_DAYS = 60
# The way each case has come, in the shares of a busy office; all of them are still open.
_PATHS = (
    (),
    (MoveName.VERIFY,),
    (MoveName.VERIFY, MoveName.ASSIGN),
    (MoveName.VERIFY, MoveName.ASSIGN, MoveName.START),
    (MoveName.VERIFY, MoveName.START, MoveName.FOLLOW_UP),
    (MoveName.ASK_REPORTER,),
)
_SHARES = (10, 20, 30, 25, 10, 5)


@dataclass(frozen=True, slots=True)
class InventedCase:
    """One case with all that belongs to it."""

    case: Case
    reporter: Reporter
    entries: tuple[TimelineEntry, ...]


def invented_cases(
    count: int, context: DeskContext, work_calendar: WorkCalendar, *, seed: int = SEED
) -> Iterator[InventedCase]:
    """Yield open cases of the office at hand, as if they had come from the server."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    samples = json.loads(bundled.read_text("demo", "cases.json"))
    villages = sorted(context.villages)
    for number in range(1, count + 1):
        sample = random.choice(samples)
        received_at = context.clock() - timedelta(minutes=random.randrange(_DAYS * 24 * 60))
        path = random.choices(_PATHS, _SHARES)[0]
        received_on = context.local(received_at).date()
        classification = Classification(sample["classification"])
        title = f"{sample['title']} ({number})"
        case = Case(
            uid=context.new_uid(),
            register_number=str(
                RegisterNumber(context.office.code, received_on.year, _DEVICE_LETTER, number)
            ),
            office_uid=context.office.uid,
            channel=Channel(sample["channel"]),
            classification=classification,
            reporter_title=title,
            reporter_words=sample["words"],
            title=title,
            category=sample["category"],
            village_code=random.choice(villages),
            place=sample["place"],
            happened_on=None,
            happened_words="",
            anonymous=False,
            confidential=False,
            complained_office_uid=None,
            complained_about="",
            status=MOVES[path[-1]].target if path else Status.RECEIVED,
            assigned_office_uid=context.office.uid if MoveName.ASSIGN in path else None,
            due=due_dates(SP4N_PROFILE, classification.value, received_on, work_calendar),
            paused_since=received_on if MoveName.ASK_REPORTER in path else None,
            received_at=received_at,
            registered_by=context.person.uid,
            version=1 + len(path),
            server_time=received_at,
        )
        reporter = Reporter(case.uid, f"Contoh Pelapor {number}", f"+62812{number:08d}")
        yield InventedCase(case, reporter, tuple(_story(case, path, context, random)))


def _story(
    case: Case, path: tuple[MoveName, ...], context: DeskContext, random: Random
) -> Iterator[TimelineEntry]:
    at = case.received_at
    yield _entry(case, EntryKind.REGISTERED, at, context, public=True)
    for name in path:
        at += timedelta(hours=random.randrange(1, 20))
        words = "Sudah diperiksa di lapangan, lihat catatan." if name is MoveName.FOLLOW_UP else ""
        yield _entry(case, EntryKind.MOVED, at, context, text=words, move=name)
    for _ in range(random.randrange(3)):
        at += timedelta(hours=random.randrange(1, 20))
        note = "Pelapor ditelepon; ia dapat ditemui di rumah sesudah pukul empat."
        yield _entry(case, EntryKind.NOTE, at, context, text=note)


def _entry(
    case: Case,
    kind: EntryKind,
    at: datetime,
    context: DeskContext,
    *,
    public: bool = False,
    text: str = "",
    move: MoveName | None = None,
) -> TimelineEntry:
    return TimelineEntry(
        uid=context.new_uid(),
        case_uid=case.uid,
        kind=kind,
        person_uid=context.person.uid,
        person_name=context.person.name,
        office_uid=context.office.uid,
        device_time=at,
        public=public,
        text=text,
        move=move.value if move else "",
        to_status=MOVES[move].target if move else None,
        to_office_uid=context.office.uid if move is MoveName.ASSIGN else None,
        server_time=at,
    )
