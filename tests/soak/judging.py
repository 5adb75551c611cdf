"""Judges a healed history: is every promise kept, and once, and does everybody hold their due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from desktop_app.domain.erasure import NO_FILE, STRUCK
from desktop_app.domain.reporters import IDENTITY_FIELDS
from tests.soak.chronicle import Chronicle, Promise, uids_in, uids_of, uids_on
from tests.soak.deeds import NAMING
from tests.soak.desk_view import DeskView, Queued
from tests.soak.findings import Finding, Kind
from tests.soak.judging_erasures import erased_cases, erasures_without_effect
from tests.soak.order import Span
from tests.soak.server_view import Entitled, Held, Record, ServerView

_OF_REPORTER = frozenset(f"reporter_{name}" for name in IDENTITY_FIELDS)


@dataclass(frozen=True)
class Desk:
    """A desk as it stands at the end; one that is cut off may not sync any more."""

    name: str
    disk: str
    view: DeskView
    cut_off: bool


@dataclass(frozen=True)
class Evidence:
    """All that is judged."""

    chronicle: Chronicle
    server: ServerView
    desks: tuple[Desk, ...]
    accepted: Mapping[UUID, Span] = field(default_factory=dict)


def judge(evidence: Evidence) -> list[Finding]:
    """Return everything that is wrong."""
    return [
        *_lost(evidence),
        *_lost_values(evidence),
        *_lost_files(evidence),
        *_doubled(evidence),
        *_printed_twice(evidence),
        *_refused_without_reason(evidence),
        *_notices_without_reason(evidence),
        *_digests(evidence),
        *_not_erased(evidence),
        *(found for desk in evidence.desks if not desk.cut_off for found in _held(desk, evidence)),
    ]


# --- lost -------------------------------------------------------------------------------------


def _lost(evidence: Evidence) -> Iterator[Finding]:
    on_server = uids_on(evidence.server)
    kept = _kept_on_desks(evidence) | evidence.chronicle.replaced()
    for promise in evidence.chronicle.promises:
        missing = uids_of(promise.saved) - on_server - kept
        if missing and not promise.excused:
            yield Finding(Kind.LOST, f"{_named(promise)}: {_kinds(missing, promise)}")


def _kinds(missing: set[UUID], promise: Promise) -> str:
    saved = promise.saved
    entries = sum(uid in missing for uid in saved.entries)
    return f"{entries} entries and {len(missing) - entries} records are nowhere"


def _lost_values(evidence: Evidence) -> Iterator[Finding]:
    """A value stands, was replaced by somebody who saw it, or waits in a list of its author.

    One that was put back waits in the save that did so. Where that list lay on a disk that was set
    back since, the server still has the value. Where who reported was erased, nothing is left of
    the block, and of other values what does not name them.
    """
    erased = erased_cases(evidence.chronicle, evidence.server)

    def told(case_uid: UUID, name: str, value: str) -> tuple[UUID, str, str]:
        return case_uid, name, value.split(NAMING, maxsplit=1)[0] if case_uid in erased else value

    listed = {
        told(lost.case_uid, lost.field, lost.mine)
        for desk in evidence.desks
        for lost in desk.view.conflicts
    }
    refused = _kept_on_desks(evidence)
    promises = evidence.chronicle.promises
    waiting = {
        told(promise.saved.case_uid, value.name, value.new)
        for promise in promises
        if refused & set(promise.saved.entries)
        for value in promise.saved.values
    }
    built_upon = evidence.chronicle.built_upon() | evidence.chronicle.decided()
    known = {told(*one) for one in built_upon} | listed | waiting
    written = {value.new for _, value in evidence.chronicle.values()}
    disks = {desk.disk for desk in evidence.desks}
    for promise in promises:
        case = evidence.server.cases.get(promise.saved.case_uid)
        if promise.excused or case is None or refused & set(promise.saved.entries):
            continue
        for value in promise.saved.values:
            if value.name in _OF_REPORTER and case.case_uid in erased:
                continue
            stands = _standing(value.name, case, evidence.server)
            wanted = told(case.case_uid, value.name, value.new)
            # A save that ended with its desk may have been kept; nobody was told.
            by_nobody = stands not in written and stands != value.base
            kept = {wanted, (case.case_uid, value.name, STRUCK)}
            is_kept = not kept.isdisjoint(evidence.server.conflicts)
            if is_kept and promise.disk not in disks:
                continue
            does_stand = told(case.case_uid, value.name, stands) == wanted
            if not does_stand and wanted not in known and not by_nobody:
                yield Finding(
                    Kind.LOST, f"{_named(promise)}: {value.name} {value.new!r}, {stands!r} stands"
                )


def _standing(name: str, case: Held, server: ServerView) -> str:
    if name not in _OF_REPORTER:
        return str(case.record[name])
    block = server.reporters.get(case.case_uid)
    return "" if block is None else str(block.record[name.removeprefix("reporter_")])


def _kept_on_desks(evidence: Evidence) -> set[UUID]:
    """Name what lies in a quarantine, or on a desk that is cut off.

    There it waits; what a server that was set back has forgotten lies in the outbox as taken, and
    nothing is struck from it while no server answers.
    """
    kept: set[UUID] = set()
    for desk in evidence.desks:
        changes = desk.view.refused
        if desk.cut_off:
            changes += desk.view.waiting
        if desk.cut_off and evidence.chronicle.server_restored:
            changes = desk.view.queued
        for change in changes:
            kept |= uids_in(change)
    return kept


def _lost_files(evidence: Evidence) -> Iterator[Finding]:
    """The server has every file that a record names and that any desk could have sent."""
    server = evidence.server
    for desk in evidence.desks:
        if desk.cut_off:
            continue
        for uid, record in (*desk.view.attachments.items(), *desk.view.letters.items()):
            if uid not in server.attachments and uid not in server.letters:
                continue
            file = (UUID(record["case_uid"]), record["sha256"])
            is_own = record["office_uid"] == str(desk.view.office_uid)
            holds = record["sha256"] in desk.view.held_files
            if is_own and holds and file not in server.files:
                sent = "waits" if file in desk.view.uploads else "is marked as sent"
                yield Finding(Kind.LOST, f"a file of {desk.name} {sent}, the server has none")


# --- doubled ----------------------------------------------------------------------------------


def _doubled(evidence: Evidence) -> Iterator[Finding]:
    server = evidence.server
    for what, values in {
        "register number": [case.record["register_number"] for case in server.cases.values()],
        "title at intake": [case.record["reporter_title"] for case in server.cases.values()],
        "text of an entry": [
            entry.record["text"]
            for entry in server.entries.values()
            if entry.record["kind"] in {"note", "reply", "progress", "moved", "voided"}
        ],
        "letter number": [_number(letter) for letter in server.letters.values()],
        "letter sequence": [
            (letter.office_uid, letter.record["year"], letter.record["sequence"])
            for letter in server.letters.values()
            if letter.record["sequence"] is not None
        ],
        "subject of a letter": [letter.record["subject"] for letter in server.letters.values()],
        "file of a case": [
            (file.case_uid, file.record["sha256"])
            for file in server.attachments.values()
            if file.record["sha256"] != NO_FILE
        ],
    }.items():
        for value, times in Counter(values).items():
            if times > 1 and value:
                yield Finding(Kind.DOUBLED, f"{what} {value} stands {times} times")


def _printed_twice(evidence: Evidence) -> Iterator[Finding]:
    """No PC hands out a number twice; two copies of one PC may, before they know of each other."""
    printed = Counter(
        (promise.disk, promise.saved.printed)
        for promise in evidence.chronicle.promises
        if promise.saved.printed
    )
    for (disk, number), times in printed.items():
        if times > 1:
            yield Finding(Kind.DOUBLED, f"{disk} printed {number} {times} times")


def _number(letter: Held) -> tuple[UUID, int, str]:
    return letter.office_uid, letter.record["year"], letter.record["number"]


# --- unexplained ------------------------------------------------------------------------------


def _refused_without_reason(evidence: Evidence) -> Iterator[Finding]:
    for desk in evidence.desks:
        unknown_cases = {
            change.case_uid for change in desk.view.refused if change.operation == "case.create"
        }
        for change in desk.view.refused:
            if not _is_explained(change, desk, evidence.chronicle, unknown_cases):
                yield Finding(
                    Kind.UNEXPLAINED,
                    f"{desk.name}: {change.operation} was refused as {change.code}",
                )


_WHERE_OTHERS_WORK = frozenset(
    {
        "MOVE_NOT_ALLOWED",
        "NO_RIGHT",
        "NOT_IN_SCOPE",
        "EDITED_SINCE",
        "COMPLAINED_OFFICE",
        "RELEASE_OUTDATED",
        "IDENTITY_CLOSED",
    }
)


def _is_explained(
    change: Queued, desk: Desk, chronicle: Chronicle, unknown_cases: set[UUID]
) -> bool:
    disturbed = chronicle.forked or chronicle.server_restored
    if change.code in _WHERE_OTHERS_WORK:
        return disturbed or len(chronicle.seats_that_touched(change.case_uid)) > 1
    explained = {
        "PERSON_UNKNOWN": change.person_uid in chronicle.revoked_people,
        "CASE_UNKNOWN": change.case_uid in unknown_cases or chronicle.server_restored,
        "NUMBER_TAKEN": disturbed,
        "NUMBER_NOT_LEASED": chronicle.server_restored,
        "RELEASE_DATE": chronicle.clock_was_wrong,
    }
    return explained.get(str(change.code), False)


def _notices_without_reason(evidence: Evidence) -> Iterator[Finding]:
    chronicle = evidence.chronicle
    disturbed = chronicle.forked or chronicle.server_restored
    allowed = {
        "renumbered": disturbed,
        "identity_renewed": disturbed,
        "server_restored": chronicle.server_restored,
        "revived": True,
    }
    for desk in evidence.desks:
        for kind in desk.view.notices:
            if not allowed[kind]:
                yield Finding(Kind.UNEXPLAINED, f"{desk.name}: notice {kind}")


def _not_erased(evidence: Evidence) -> Iterator[Finding]:
    desks = {desk.name: desk.view for desk in evidence.desks if not desk.cut_off}
    yield from erasures_without_effect(
        evidence.chronicle, evidence.server, desks, evidence.accepted
    )


def _digests(evidence: Evidence) -> Iterator[Finding]:
    server = evidence.server
    if server.unstamped:
        yield Finding(Kind.UNEXPLAINED, f"{server.unstamped} rows of the feed have no number")
    for desk in evidence.desks:
        if desk.cut_off:
            continue
        scope = f"office:{desk.view.office_uid}"
        wanted = server.entitled(desk.view.office_uid).digest()
        stamped = server.stamped.get(scope, desk.view.digests[scope])
        if not wanted == stamped == desk.view.digests[scope]:
            yield Finding(
                Kind.UNEXPLAINED,
                f"{desk.name}: digest of tables {wanted}, of server {stamped}, "
                f"of desk {desk.view.digests[scope]}",
            )
        if desk.view.digests["reference"] != server.reference:
            yield Finding(Kind.UNEXPLAINED, f"{desk.name}: offices and people differ")
        if not desk.view.verified or desk.view.trouble:
            yield Finding(
                Kind.UNEXPLAINED, f"{desk.name}: not verified at the end {desk.view.trouble}"
            )


def _held(desk: Desk, evidence: Evidence) -> Iterator[Finding]:
    """Compare what lies on a desk with what its office is entitled to, both ways."""
    entitled = evidence.server.entitled(desk.view.office_uid)
    own = _own_refused(desk.view) | evidence.chronicle.replaced()
    erased = erased_cases(evidence.chronicle, evidence.server)
    known_at_all = uids_on(evidence.server)
    known = {"reporter": evidence.server.reporters.keys()}  # with the uid of its case
    view = desk.view
    for kind, here, due in (
        ("case", view.cases, entitled.cases),
        ("entry", view.entries, entitled.entries),
        ("attachment", view.attachments, entitled.attachments),
        ("letter", view.letters, entitled.letters),
        ("reporter", view.reporters, entitled.reporters),
        ("release", view.releases, entitled.releases),
    ):
        for uid, held in due.items():
            differing = _differing(kind, here.get(uid), held)
            if differing:
                yield Finding(Kind.UNEXPLAINED, f"{desk.name}: {kind} {differing}")
        for uid in here.keys() - due.keys():
            if evidence.chronicle.server_restored and uid not in known.get(kind, known_at_all):
                continue  # the server has forgotten it: absence never means deletion
            if kind == "reporter" and uid in erased and not _names_anybody(here[uid]):
                continue  # offered again without a block, where the server had forgotten the case
            if uid not in own and not _is_own_letter(kind, here[uid], view):
                yield Finding(
                    Kind.UNEXPLAINED,
                    f"{desk.name} holds a {kind} it may not: {_why(uid, evidence)}",
                )


def _names_anybody(block: Record) -> bool:
    return any(block[name] for name in IDENTITY_FIELDS)


def _own_refused(view: DeskView) -> set[UUID]:
    """Name what only this desk has, because the server refused it."""
    own: set[UUID] = set()
    for change in view.refused:
        own |= uids_in(change)
        if change.operation == "case.create":
            own.add(change.case_uid)
    return own


def _is_own_letter(kind: str, record: Record, view: DeskView) -> bool:
    """An office keeps the letters it wrote when their case leaves."""
    return kind == "letter" and record["office_uid"] == str(view.office_uid)


def _differing(kind: str, here: Mapping[str, object] | None, due: Held) -> str:
    if here is None:
        return "is not there"
    wanted = dict(due.record)
    if kind == "case":
        wanted |= {"version": due.version, "voided": False}
    if kind == "entry":
        wanted |= {"refused": False}
    names = [name for name in wanted if wanted[name] != here.get(name)]
    told = ", ".join(f"{name} {here.get(name)!r} not {wanted[name]!r}" for name in names)
    return f"differs: {told}" if names else ""


def _why(uid: UUID, evidence: Evidence) -> str:
    server = evidence.server
    held = server.cases.get(uid) or server.entries.get(uid) or server.attachments.get(uid)
    if held is None:
        return "the server does not know it"
    return "its case was taken back" if held.case_uid in server.voided else "not in its scope"


def _named(promise: Promise) -> str:
    return f"{promise.saved.act.value} {promise.saved.token} at {promise.seat}"


__all__ = ["Desk", "Entitled", "Evidence", "judge"]
