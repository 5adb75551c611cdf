"""What a change says, read from its body: by itself, without looking at what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from central_server.push import refusals
from central_server.push.change import Change, RefusedError
from central_server.push.reading import WRONG_SHAPE, fields_of, refuse_unstorable
from desktop_app.domain.attachments import Attachment
from desktop_app.domain.brief_changes import full_body
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation
from desktop_app.domain.erasure import MOST_KNOWN
from desktop_app.domain.letters import Letter
from desktop_app.domain.records import (
    attachment_from,
    case_from,
    entry_from,
    letter_from,
    moment,
    release_from,
    reporter_from,
)
from desktop_app.domain.releases import REASON_LENGTH, Release
from desktop_app.domain.reporters import IDENTITY_FIELDS, Reporter
from desktop_app.domain.timeline import TEXT_LENGTH, TimelineEntry
from desktop_app.domain.workflow import MOVES, Move, MoveName

_YEARS = range(2000, 10_000)
_LARGEST_SEQUENCE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Body:
    """What every change may bring: entries for the timeline, most of them one."""

    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class NewCase(Body):
    """`case.create`."""

    case: Case
    reporter: Reporter | None


@dataclass(frozen=True, slots=True)
class Correction(Body):
    """`case.set`: fields of the record of a case, as they shall be and as the desk saw them."""

    wanted: Mapping[str, Any]
    base: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step(Body):
    """`case.move`: `standing` is what the desk says of the case after it."""

    move: Move
    standing: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TakingBack(Body):
    """`case.void`: `seen` counts the entries of the case that the desk knows."""

    seen: int


@dataclass(frozen=True, slots=True)
class BringingBack(Body):
    """`case.revive`."""


@dataclass(frozen=True, slots=True)
class Writing(Body):
    """`entry.add`."""


@dataclass(frozen=True, slots=True)
class WhoReported(Body):
    """`reporter.put`."""

    reporter: Reporter


@dataclass(frozen=True, slots=True)
class IdentityCorrection(Body):
    """`reporter.set`: fields of who reported, as they shall be and as the desk saw them."""

    wanted: Mapping[str, str]
    base: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Restriction(Body):
    """`reporter.restrict`: who reported is kept and not used, or used again."""

    restricted: bool


@dataclass(frozen=True, slots=True)
class Erasure(Body):
    """`reporter.erase`: who reported, and these of the files of the case, for good.

    `known` is who they are as the desk knows them, which may be more than the server does.
    """

    attachments: frozenset[UUID]
    known: tuple[Reporter, ...]


@dataclass(frozen=True, slots=True)
class LinkedFile(Body):
    """`attachment.link`."""

    attachment: Attachment


@dataclass(frozen=True, slots=True)
class IssuedLetter(Body):
    """`letter.issue`."""

    letter: Letter


@dataclass(frozen=True, slots=True)
class Releasing(Body):
    """`release.give` and `release.end`."""

    release: Release


@dataclass(frozen=True, slots=True)
class SpoiltNumber(Body):
    """`letter.void`."""

    year: int
    sequence: int
    reason: str


def read_body(change: Change, office_uid: UUID) -> Body | RefusedError:
    """Read a change of this office; a refusal when it is none that this server can read."""
    read = _READERS.get((change.op, change.op_version))
    if read is None:
        return refusals.operation_unknown()
    try:
        refuse_unstorable(change.body)
        moment(change.made_at)
        return read(full_body(change.head, fields_of(change.body), office=office_uid))
    except RefusedError as refusal:
        return refusal
    except WRONG_SHAPE:
        return refusals.unreadable()


def _new_case(body: Any) -> Body:
    block = body.get("reporter")
    return NewCase(
        tuple(entry_from(record) for record in body["entries"]),
        case_from(body["case"]),
        None if block is None else reporter_from(block),
    )


def _correction(body: Any) -> Body:
    return Correction(_entry(body), fields_of(body["set"]), fields_of(body["base"]))


def _step(body: Any) -> Body:
    return Step(_entry(body), MOVES[MoveName(body["move"])], fields_of(body["set"]))


def _taking_back(body: Any) -> Body:
    return TakingBack(_entry(body), _whole(body["entries"], range(_LARGEST_SEQUENCE)))


def _bringing_back(body: Any) -> Body:
    return BringingBack(_entry(body))


def _writing(body: Any) -> Body:
    return Writing((entry_from(body),))


def _who_reported(body: Any) -> Body:
    return WhoReported((), reporter_from(body))


def _identity_correction(body: Any) -> Body:
    wanted, base = (_identity_fields(body[name]) for name in ("set", "base"))
    if not wanted or wanted.keys() != base.keys():
        raise ValueError("each field with what it was")
    return IdentityCorrection(_entry(body), wanted, base)


def _identity_fields(fields: object) -> Mapping[str, str]:
    told = fields_of(fields)
    if not told.keys() <= set(IDENTITY_FIELDS):
        raise ValueError("a field of who reported expected")
    if not all(isinstance(value, str) for value in told.values()):
        raise TypeError("text expected")
    return told


def _restriction(body: Any) -> Body:
    restricted = body["restricted"]
    if not isinstance(restricted, bool):
        raise TypeError("true or false expected")
    return Restriction(_reasoned(body), restricted)


def _erasure(body: Any) -> Body:
    attachments = body["attachments"]
    if not isinstance(attachments, list):
        raise TypeError("a list expected")
    told = body.get("known", [])
    if not isinstance(told, list) or len(told) > MOST_KNOWN:
        raise TypeError("a short list expected")
    (entry,) = _reasoned(body)
    case_uid = entry.case_uid
    known = tuple(Reporter(case_uid, **_identity_fields(fields)) for fields in told)
    return Erasure((entry,), frozenset(map(UUID, attachments)), known)


def _reasoned(body: Any) -> tuple[TimelineEntry]:
    (entry,) = _entry(body)
    if not entry.text.strip() or len(entry.text) > REASON_LENGTH or entry.public:
        raise ValueError("a reason expected")
    return (entry,)


def _linked_file(body: Any) -> Body:
    return LinkedFile(_entry(body), attachment_from(body["attachment"]))


def _issued_letter(body: Any) -> Body:
    letter = letter_from(body["letter"])
    _whole(letter.year, _YEARS)
    _whole(letter.sequence or 0, range(_LARGEST_SEQUENCE + 1))
    return IssuedLetter(_entry(body), letter)


def _giving(body: Any) -> Body:
    return _releasing(body, gives=True)


def _ending(body: Any) -> Body:
    return _releasing(body, gives=False)


def _releasing(body: Any, *, gives: bool) -> Body:
    release = release_from(body["release"])
    if (release.ends is None) != gives:
        raise ValueError("another operation")
    if not release.reason.strip() or len(release.reason) > REASON_LENGTH:
        raise ValueError("a reason expected")
    return Releasing(_entry(body), release)


def _spoilt_number(body: Any) -> Body:
    reason = body["reason"]
    if not isinstance(reason, str) or not reason.strip() or len(reason) > TEXT_LENGTH:
        raise ValueError("a reason expected")
    sequences = range(1, _LARGEST_SEQUENCE + 1)
    return SpoiltNumber(
        (), _whole(body["year"], _YEARS), _whole(body["sequence"], sequences), reason
    )


def _entry(body: Any) -> tuple[TimelineEntry]:
    return (entry_from(body["entry"]),)


def _whole(value: object, allowed: range) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
        raise ValueError("a whole number expected")
    return value


# By operation and its version: a new meaning gets a new row, an old one stays as it is.
_READERS: Mapping[tuple[str, int], Callable[[Any], Body]] = {
    (Operation.CASE_CREATE.value, 1): _new_case,
    (Operation.CASE_SET.value, 1): _correction,
    (Operation.CASE_MOVE.value, 1): _step,
    (Operation.CASE_VOID.value, 1): _taking_back,
    (Operation.CASE_REVIVE.value, 1): _bringing_back,
    (Operation.REPORTER_PUT.value, 1): _who_reported,
    (Operation.REPORTER_SET.value, 1): _identity_correction,
    (Operation.REPORTER_RESTRICT.value, 1): _restriction,
    (Operation.REPORTER_ERASE.value, 1): _erasure,
    (Operation.ENTRY_ADD.value, 1): _writing,
    (Operation.ATTACHMENT_LINK.value, 1): _linked_file,
    (Operation.LETTER_ISSUE.value, 1): _issued_letter,
    (Operation.LETTER_VOID.value, 1): _spoilt_number,
    (Operation.RELEASE_GIVE.value, 1): _giving,
    (Operation.RELEASE_END.value, 1): _ending,
}
