"""Watches on the line when changes arrive, and whether those of a case come as they were made."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from tests.soak.findings import Finding, Kind
from tests.soak.messages import Answer, Request

_PUSH = "/v1/push"
_OK = 200


@dataclass(frozen=True)
class Span:
    """When a push was with the server, counted in requests: between these it was taken."""

    began: int
    ended: int


class Order:
    """Looks at every push the server answered.

    `accepted` says of changes, and of the records in them, when the server took them; those of
    which only a repeated answer was seen are left out.
    """

    def __init__(self) -> None:
        self.accepted: dict[UUID, Span] = {}
        self._ticks = 0
        self._begun: dict[int, int] = {}
        self._seen: set[str] = set()
        self._highest: dict[tuple[str, str], int] = defaultdict(int)
        self._numbers: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._lock = Lock()
        self.findings: list[Finding] = []

    def goes(self, request: Request) -> None:
        """Take in a request that is on its way into the server."""
        with self._lock:
            self._ticks += 1
            self._begun[id(request)] = self._ticks

    @property
    def now(self) -> int:
        """What time it is by the count of requests."""
        return self._ticks

    def is_set_back(self, to: int) -> None:
        """Forget what a server that is set back to this time has forgotten."""
        self.accepted = {uid: one for uid, one in self.accepted.items() if one.ended <= to}

    def arrived(self, request: Request, answer: Answer) -> None:
        """Take in a request that the server answered."""
        with self._lock:
            self._ticks += 1
            span = Span(self._begun.pop(id(request), 0), self._ticks)
        if request.path != _PUSH or answer.status != _OK:
            return
        body = request.json()
        self._accept(body["changes"], answer, span)
        sender = request.headers.get("x-soak-desk", "")
        with self._lock:
            number = 0
            for change in body["changes"]:
                number = change.get("n", number + 1)
                self._take(sender, change, number)

    def _accept(self, changes: list[dict[str, Any]], answer: Answer, span: Span) -> None:
        told = {one["uid"]: one["answer"] for one in _body_of(answer).get("answers", ())}
        for change in changes:
            if told.get(change["uid"]) in {"done", "conflict"}:
                self.accepted.update(dict.fromkeys(_uids_of(change), span))

    def _take(self, sender: str, change: dict[str, Any], number: int) -> None:
        """Judge a change that arrives for the first time; one that is sent again keeps its number.

        So a number that was seen before says nothing about order, also where a copy of the disk was
        the first to send it.
        """
        of_case = (sender, change["case"])
        is_known = change["uid"] in self._seen or number in self._numbers[of_case]
        self._seen.add(change["uid"])
        self._numbers[of_case].add(number)
        if is_known:
            return
        if number < self._highest[of_case]:
            self.findings.append(
                Finding(
                    Kind.UNEXPLAINED,
                    f"{change['op']} number {number} of {sender} arrived after "
                    f"{self._highest[of_case]} of the same case",
                )
            )
        self._highest[of_case] = max(number, self._highest[of_case])


def _body_of(answer: Answer) -> Any:
    is_packed = answer.headers.get("content-encoding") == "gzip"
    return json.loads(gzip.decompress(answer.body) if is_packed else answer.body)


def _uids_of(change: dict[str, Any]) -> Iterator[UUID]:
    """Name a change, and the entries and records it carries."""
    yield UUID(change["uid"])
    body = change.get("body", {})
    entries = body.get("entries")  # of `case.void` their number
    some = entries if isinstance(entries, list) else []
    for record in (body, body.get("entry"), body.get("release"), *some):
        if isinstance(record, dict) and "uid" in record:
            yield UUID(record["uid"])
