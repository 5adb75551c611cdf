"""Judges what became of those who were erased: nobody is named any more where that was promised.

Promised is: the block is empty everywhere; no text names them any more, whoever wrote it and when,
by the name and telephone of the block as it stood at the server and at the desk which erased; no
entry that the server had by then names them as they were ever called there; and files that went
with them are gone. Where several desks wrote the block, which of its values stood at the server is
not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.erasure import NO_FILE
from desktop_app.domain.phone import shown_phone
from tests.soak.chronicle import Chronicle, Promise
from tests.soak.deeds import Act
from tests.soak.desk_view import DeskView
from tests.soak.findings import Finding, Kind
from tests.soak.order import Span
from tests.soak.server_view import Held, Record, ServerView

ERASED = "erased"
_FIELDS = ("reporter_name", "reporter_phone")
_BLOCK = ("name", "phone", "address", "nik")
_TEXTS = (
    "reporter_title",
    "reporter_words",
    "title",
    "place",
    "happened_words",
    "complained_about",
)


@dataclass(frozen=True)
class Erasure:
    """One that the server took: who erased, when it arrived, and what names them."""

    promise: Promise
    at: Span
    names: tuple[str, ...]

    @property
    def case_uid(self) -> UUID:
        return self.promise.saved.case_uid

    def is_named_in(self, text: str) -> bool:
        return any(name.casefold() in text.casefold() for name in self.names)


def erased_cases(chronicle: Chronicle, server: ServerView) -> set[UUID]:
    """Name the cases of which somebody erased who reported, whether the server knows or not."""
    promised = {p.saved.case_uid for p in chronicle.promises if p.saved.act is Act.ERASE}
    unheard = {one.case_uid for _, one in chronicle.unheard if one.operation == "reporter.erase"}
    return promised | unheard | {uid for uid, case in server.cases.items() if _is_erased(case)}


def erasures_without_effect(
    chronicle: Chronicle,
    server: ServerView,
    desks: Mapping[str, DeskView],
    accepted: Mapping[UUID, Span],
) -> Iterator[Finding]:
    """Find who was erased and is still somewhere; `desks` are those that may sync, by seat."""
    for promise in chronicle.promises:
        if promise.saved.act is Act.ERASE and set(promise.saved.entries) <= server.entries.keys():
            yield from _blocks(promise, server, desks)
            yield from _files(promise, server, desks)
            erasure = _erasure(promise, chronicle, server, accepted)
            if erasure is not None:
                yield from _texts_on_server(erasure, server)
                yield from _left_on_desks(erasure, desks)
            yield from _former_names(promise, chronicle, server, accepted)


# --- the block and the files ------------------------------------------------------------------


def _blocks(
    promise: Promise, server: ServerView, desks: Mapping[str, DeskView]
) -> Iterator[Finding]:
    uid = promise.saved.case_uid
    if not _is_erased(server.cases[uid]):
        yield _found(promise, "the server does not know of it")
    block = server.reporters.get(uid)
    holders = {"the server": block.record if block else {}}
    holders |= {name: view.reporters.get(uid, {}) for name, view in desks.items()}
    for name, record in holders.items():
        if any(record.get(field) for field in _BLOCK):
            yield _found(promise, f"{name} knows who reported")


def _files(
    promise: Promise, server: ServerView, desks: Mapping[str, DeskView]
) -> Iterator[Finding]:
    uid = promise.saved.case_uid
    for file in promise.saved.gone:
        held = server.attachments.get(file.record_uid)
        if held is not None and held.record["sha256"] != NO_FILE:
            yield _found(promise, "the server has the record of an erased file")
        named = {
            one.record["sha256"]
            for one in (*server.attachments.values(), *server.letters.values())
            if one.case_uid == uid
        }
        if (uid, file.sha256) in server.files and file.sha256 not in named:
            yield _found(promise, "the server has the bytes of an erased file")
        for name, view in desks.items():
            if uid not in view.cases and any(file.sha256 in str(one.body) for one in view.queued):
                continue  # of a case that has left: the server may ask for it again
            if file.sha256 in view.stored_files and file.sha256 not in view.named_files:
                yield _found(promise, f"{name} has the bytes of an erased file")


# --- texts ------------------------------------------------------------------------------------


def _erasure(
    promise: Promise, chronicle: Chronicle, server: ServerView, accepted: Mapping[UUID, Span]
) -> Erasure | None:
    """Say what names them for sure; None where that cannot be told."""
    (entry,) = promise.saved.entries
    at = accepted.get(entry)
    if at is None or _unheard_of(chronicle, promise.saved.case_uid):
        return None
    names: set[str] = set()
    for field in _FIELDS:
        values = _written_before(promise, field, chronicle)
        if any(one.disk != promise.disk or one.excused for one, _ in values):
            return None
        if len(values) > 1 and chronicle.server_restored:
            return None
        entries = {uid for one, _ in values for uid in one.saved.entries}
        if (entries & server.entries.keys()) - accepted.keys():
            return None  # nobody saw when the server took it
        taken = [
            value for one, value in values if _all_before(one.saved.entries, at, accepted, server)
        ]
        names |= {value for value in (*taken[-1:], *(new for _, new in values[-1:])) if value}
    return Erasure(promise, at, tuple(spelling for name in names for spelling in _spelled(name)))


def _unheard_of(chronicle: Chronicle, case_uid: UUID) -> bool:
    """Say whether a program died over a save about who reported, and nobody was told of it."""
    about_them = {"case.create", "reporter.set", "reporter.erase"}
    return any(
        one.case_uid == case_uid and one.operation in about_them for _, one in chronicle.unheard
    )


def _written_before(
    promise: Promise, field: str, chronicle: Chronicle
) -> list[tuple[Promise, str]]:
    """Return who wrote a field of the block, and what; those who wrote after the erasure too."""
    return [
        (one, value.new)
        for one in chronicle.promises
        if one.saved.case_uid == promise.saved.case_uid
        for value in one.saved.values
        if value.name == field
    ]


def _all_before(
    uids: tuple[UUID, ...], at: Span, accepted: Mapping[UUID, Span], server: ServerView
) -> bool:
    return all(uid in server.entries and _is_before(uid, at, accepted) for uid in uids)


def _is_before(uid: UUID, at: Span, accepted: Mapping[UUID, Span]) -> bool:
    span = accepted.get(uid)
    return span is not None and span.ended < at.began


def _spelled(name: str) -> tuple[str, ...]:
    return (name, shown_phone(name)) if name.startswith("+62") else (name,)


def _texts_on_server(erasure: Erasure, server: ServerView) -> Iterator[Finding]:
    for kind, held, field in (
        ("an entry", server.entries, "text"),
        ("a release", server.releases, "reason"),
    ):
        for one in held.values():
            if one.case_uid == erasure.case_uid and erasure.is_named_in(one.record[field]):
                yield _found(erasure.promise, f"{kind} names them: {one.record[field]}")
    case = server.cases[erasure.case_uid].record
    for field in _TEXTS:
        if erasure.is_named_in(case[field]):
            yield _found(erasure.promise, f"{field} names them: {case[field]}")


def _former_names(
    promise: Promise, chronicle: Chronicle, server: ServerView, accepted: Mapping[UUID, Span]
) -> Iterator[Finding]:
    """Look through what the server had, for what any desk had told it that they are called."""
    (entry,) = promise.saved.entries
    at = accepted.get(entry)
    if at is None or chronicle.server_restored:
        return
    names = tuple(
        spelling
        for field in _FIELDS
        for one, value in _written_before(promise, field, chronicle)
        if value and _all_before(one.saved.entries, at, accepted, server)
        for spelling in _spelled(value)
    )
    erasure = Erasure(promise, at, names)
    for uid, held in server.entries.items():
        if held.case_uid != erasure.case_uid or not _is_before(uid, at, accepted):
            continue
        if erasure.is_named_in(held.record["text"]):
            yield _found(promise, f"an entry has their former name: {held.record['text']}")


def _left_on_desks(erasure: Erasure, desks: Mapping[str, DeskView]) -> Iterator[Finding]:
    """Look through what only a desk has: what it queued, what did not stand, what was refused."""
    view = desks.get(erasure.promise.seat)
    if view is None or erasure.promise.disk.rpartition(" ")[0] != erasure.promise.seat:
        return
    for change in view.queued:
        if change.case_uid == erasure.case_uid and erasure.is_named_in(_words(change.body)):
            yield _found(erasure.promise, f"{change.operation} ({change.state}) names them there")
    for lost in view.conflicts:
        told = f"{lost.mine} {lost.theirs}"
        if lost.case_uid == erasure.case_uid and erasure.is_named_in(told):
            yield _found(erasure.promise, f"a value of {lost.field} that did not stand names them")


def _words(body: Record) -> str:
    return str(body)


def _is_erased(case: Held) -> bool:
    return case.record.get("identity_state") == ERASED


def _found(promise: Promise, words: str) -> Finding:
    return Finding(Kind.UNEXPLAINED, f"erased {promise.saved.token} at {promise.seat}: {words}")
