"""Reads what a push touches, in a few statements however many changes it brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from central_server import case_store, directory, erasing, feed, identity, scope
from central_server.database import among
from central_server.devices import lineage
from central_server.feed import Holding
from central_server.letter_blocks import next_number
from central_server.push.bodies import (
    Body,
    Correction,
    Erasure,
    IdentityCorrection,
    IssuedLetter,
    LinkedFile,
    NewCase,
    Releasing,
    Restriction,
    SpoiltNumber,
    Step,
    TakingBack,
    WhoReported,
    Writing,
)
from central_server.push.change import Author, Change
from central_server.push.standing import Block, Standing, Timeline
from central_server.schema import (
    attachment,
    case_record,
    entry,
    field_author,
    letter,
    letter_block,
    letter_void,
    person,
    release,
)
from central_server.scope import Onlookers
from central_server.tokens import SignedIn
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import release_from

ReadChange = tuple[Change, Body]

# What may be used once in the whole database, by the word `Standing.used` has for it.
_COLUMNS: Mapping[str, ColumnElement[Any]] = {
    "entry": entry.c.uid,
    "attachment": attachment.c.uid,
    "letter": letter.c.uid,
    "letter void": letter_void.c.uid,
    "release": release.c.uid,
    "register": case_record.c.register_number,
}
# Fields of a case that a correction may change who knows who reported by.
DECIDE_WHO_KNOWS = frozenset({"anonymous", "complained_office_uid"})
_CORRECTING = (Correction, IdentityCorrection)
_OPENING = (WhoReported, IdentityCorrection, Erasure)
_OF_REPORTER = (Restriction, *_OPENING)
_ONLY_ADDING = (Writing, LinkedFile, IssuedLetter, WhoReported, SpoiltNumber)


@dataclass(frozen=True, slots=True)
class LeasedBlock:
    """Letter numbers of the office that were leased to a device."""

    device_uid: UUID
    year: int
    first: int
    last: int
    expires_on: date

    def holds(self, year: int, sequence: int) -> bool:
        """Say whether a number is one of these."""
        return self.year == year and self.first <= sequence <= self.last


@dataclass(frozen=True, slots=True)
class Known:
    """What a push is judged by.

    `people` may act for the office now; `registrars` are the names of those who registered the
    cases that are corrected; `blocks` are of the years that letters are numbered in. Where numbers
    were spoilt, `lineage` is that of the device, and `next_numbers` has what the next block of each
    of their years begins with. `officials` says at which offices those complained about work, and
    `hierarchy` has every office where one is to be found above another.
    """

    home: Office
    lineage: Sequence[UUID]
    people: Mapping[UUID, Person]
    registrars: Mapping[UUID, str]
    blocks: Sequence[LeasedBlock]
    next_numbers: Mapping[int, int]
    who: Onlookers
    standing: Standing
    officials: Mapping[UUID, UUID]
    hierarchy: Mapping[UUID, Office]


def load(
    connection: Connection,
    sender: SignedIn,
    read: Sequence[ReadChange],
    case_uids: Collection[UUID],
) -> Known:
    """Read what these changes touch, and hold their cases until the transaction ends."""
    standing = Standing()
    standing.cases.update(case_store.locked_cases(connection, case_uids))
    handed_on = _may_be_handed_on(standing, sender.office, read, case_uids)
    standing.holdings.update(dict.fromkeys(handed_on, Holding()))
    standing.holdings.update(feed.holdings(connection, handed_on))
    corrected = {change.case_uid for change, body in read if isinstance(body, _CORRECTING)}
    taken_back = {change.case_uid for change, body in read if isinstance(body, TakingBack)}
    identified = {change.case_uid for change, body in read if isinstance(body, _OF_REPORTER)}
    opened = {change.case_uid for change, body in read if isinstance(body, _OPENING)}
    erased = {change.case_uid for change, body in read if isinstance(body, Erasure)}
    retold = {change.case_uid for change, body in read if _alters_who_knows(body)}
    if identified | retold:
        found = identity.items(connection, identified | retold)
        standing.blocks.update((uid, Block(item)) for uid, item in found)
    standing_open = opened & standing.blocks.keys()
    if standing_open:
        for reporter, former in identity.blocks(connection, standing_open):
            block = standing.blocks[reporter.case_uid]
            standing.blocks[reporter.case_uid] = replace(block, reporter=reporter, former=former)
    if erased:
        standing.not_standing.extend(erasing.who_did_not_stand(connection, erased))
        standing.hanging.update((uid, []) for uid in erased)
        for hanging in case_store.stored_items(connection, erased):
            standing.hanging[hanging.case_uid].append(hanging)
    _load_authors(connection, standing, corrected)
    _load_timelines(connection, standing, corrected | taken_back)
    _load_releases(connection, standing, retold)
    _load_used(connection, standing, read, sender.office.uid)
    spoilt_in = {body.year for _, body in read if isinstance(body, SpoiltNumber)}
    home = sender.office
    return Known(
        home=home,
        lineage=lineage(connection, sender.device_uid) if spoilt_in else (),
        people=directory.active_people_of(connection, home.uid),
        registrars=_registrars(connection, standing, read),
        blocks=_leased(connection, home.uid, read),
        next_numbers={year: next_number(connection, home, year) for year in spoilt_in},
        who=scope.onlookers(connection, _offices(standing, read) | {home.uid}),
        standing=standing,
        officials=_officials(connection, read),
        hierarchy=_hierarchy(connection, read),
    )


def _alters_who_knows(body: Body) -> bool:
    """Say whether a change may alter who may know who reported."""
    match body:
        case Releasing() | Restriction():
            return True
        case Correction(wanted=wanted):
            return not wanted.keys().isdisjoint(DECIDE_WHO_KNOWS)
        case _:
            return False


def _load_releases(connection: Connection, standing: Standing, uids: Collection[UUID]) -> None:
    records = _scalars(connection, select(release.c.record), release.c.case_uid, uids)
    standing.releases.update((one.uid, one) for one in map(release_from, records))


def _officials(connection: Connection, read: Iterable[ReadChange]) -> Mapping[UUID, UUID]:
    named = {body.case.complained_person_uid for _, body in read if isinstance(body, NewCase)}
    named.discard(None)
    if not named:
        return {}
    query = select(person.c.uid, person.c.office_uid)
    rows = connection.execute(query.where(among(connection, person.c.uid, named)))
    return {row.uid: row.office_uid for row in rows}


def _hierarchy(connection: Connection, read: Iterable[ReadChange]) -> Mapping[UUID, Office]:
    asked = any(
        isinstance(body, Releasing)
        or (isinstance(body, Correction) and "complained_office_uid" in body.wanted)
        for _, body in read
    )
    return {one.uid: one for one in directory.offices(connection)} if asked else {}


def _may_be_handed_on(
    standing: Standing, home: Office, read: Iterable[ReadChange], case_uids: Iterable[UUID]
) -> set[UUID]:
    """Return the cases whose holders count: all but those to which something is only added."""
    found = {change.case_uid for change, body in read if not isinstance(body, _ONLY_ADDING)}
    for uid in case_uids:
        case = standing.cases.get(uid)
        if case is None or case.voided_at is not None or not scope.sees(home, case):
            found.add(uid)
    return found


def _load_authors(connection: Connection, standing: Standing, uids: Collection[UUID]) -> None:
    if not uids:
        return
    query = select(field_author).where(among(connection, field_author.c.case_uid, uids))
    for row in connection.execute(query):
        author = Author(row.person_name, row.office_uid, row.at)
        standing.authors[row.case_uid, row.field] = author


def _load_timelines(connection: Connection, standing: Standing, uids: Collection[UUID]) -> None:
    if not uids:
        return
    counted = select(entry.c.case_uid, func.count(), func.min(entry.c.server_time))
    query = counted.where(among(connection, entry.c.case_uid, uids)).group_by(entry.c.case_uid)
    for uid, count, began_at in connection.execute(query):
        standing.timelines[uid] = Timeline(count, began_at)


def _load_used(
    connection: Connection, standing: Standing, read: Iterable[ReadChange], office_uid: UUID
) -> None:
    named: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for change, body in read:
        for word, *rest in _named(change, body):
            named[word].append(tuple(rest))
    for word, column in _COLUMNS.items():
        wanted = [value for (value,) in named[word]]
        for value in _scalars(connection, select(column), column, wanted):
            standing.used[word, value] = True
    if named["number"] or named["sequence"]:
        _load_letters(connection, standing, office_uid, named["number"], named["sequence"])


def _named(change: Change, body: Body) -> Iterator[tuple[Any, ...]]:
    """Say what a change wants to use that others may have used."""
    for one in body.entries:
        yield "entry", one.uid
    match body:
        case NewCase(case=new):
            yield "register", new.register_number
        case LinkedFile(attachment=linked):
            yield "attachment", linked.uid
        case IssuedLetter(letter=issued):
            yield "letter", issued.uid
            yield "number", issued.year, issued.number
            yield "sequence", issued.year, issued.sequence or 0
        case Releasing(release=written):
            yield "release", written.uid
        case SpoiltNumber(year=year, sequence=sequence):
            yield "letter void", change.entity_uid
            yield "sequence", year, sequence


def _load_letters(
    connection: Connection,
    standing: Standing,
    office_uid: UUID,
    numbers: Collection[tuple[Any, ...]],
    sequences: Collection[tuple[Any, ...]],
) -> None:
    used = standing.used
    years = {year for year, _ in (*numbers, *sequences)}
    of_numbers = among(connection, letter.c.number, {number for _, number in numbers})
    of_sequences = {sequence for _, sequence in sequences}
    issued = select(letter.c.year, letter.c.number, letter.c.sequence).where(
        letter.c.office_uid == office_uid,
        letter.c.year.in_(years),
        or_(of_numbers, among(connection, letter.c.sequence, of_sequences)),
    )
    for year, number, sequence in connection.execute(issued):
        used["number", year, number] = True
        used["issued", year, sequence] = True
    spoilt = select(letter_void.c.year, letter_void.c.sequence).where(
        letter_void.c.office_uid == office_uid,
        letter_void.c.year.in_(years),
        among(connection, letter_void.c.sequence, of_sequences),
    )
    for year, sequence in connection.execute(spoilt):
        used["spoilt", year, sequence] = True


def _registrars(
    connection: Connection, standing: Standing, read: Iterable[ReadChange]
) -> dict[UUID, str]:
    corrected = {change.case_uid for change, body in read if isinstance(body, _CORRECTING)}
    if not corrected:
        return {}
    uids = {case.case.registered_by for uid, case in standing.cases.items() if uid in corrected}
    uids |= {body.case.registered_by for _, body in read if isinstance(body, NewCase)}
    people = _scalars(connection, select(person.c.record), person.c.uid, uids)
    return {UUID(record["uid"]): record["name"] for record in people}


def _leased(
    connection: Connection, office_uid: UUID, read: Iterable[ReadChange]
) -> list[LeasedBlock]:
    years = {body.year for _, body in read if isinstance(body, SpoiltNumber)}
    years |= {body.letter.year for _, body in read if isinstance(body, IssuedLetter)}
    if not years:
        return []
    block = letter_block.c
    query = select(block.device_uid, block.year, block.first, block.last, block.expires_on)
    rows = connection.execute(query.where(block.office_uid == office_uid, block.year.in_(years)))
    return [LeasedBlock(*row) for row in rows]


def _offices(standing: Standing, read: Iterable[ReadChange]) -> set[UUID]:
    """Return the offices that the changes, or the cases they touch, name."""
    named: set[UUID | None] = {uid for case in standing.cases.values() for uid in case.offices}
    for _, body in read:
        match body:
            case NewCase(case=new):
                named.add(new.complained_office_uid)
            case Correction(wanted=wanted):
                named.add(_uid(wanted.get("complained_office_uid")))
            case Step(standing=fields):
                named.add(_uid(fields.get("assigned_office_uid")))
            case Releasing(release=written):
                named.add(written.to_office_uid)
    return {uid for uid in named if uid is not None}


def _uid(value: object) -> UUID | None:
    """Return what a field names; nothing for what its reader will refuse."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _scalars(
    connection: Connection,
    query: Select[Any],
    column: ColumnElement[Any],
    wanted: Collection[object],
) -> Sequence[Any]:
    return (
        connection.scalars(query.where(among(connection, column, wanted))).all() if wanted else ()
    )
