"""Watches on the line whether the changes of a case arrive in the order they were made."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import Any

from tests.soak.findings import Finding, Kind
from tests.soak.messages import Answer, Request

_PUSH = "/v1/push"
_OK = 200


class Order:
    """Looks at every push the server answered."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._highest: dict[tuple[str, str], int] = defaultdict(int)
        self._numbers: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._lock = Lock()
        self.findings: list[Finding] = []

    def arrived(self, request: Request, answer: Answer) -> None:
        """Take in a request that the server answered."""
        if request.path != _PUSH or answer.status != _OK:
            return
        body = request.json()
        sender = request.headers.get("x-soak-desk", "")
        with self._lock:
            number = 0
            for change in body["changes"]:
                number = change.get("n", number + 1)
                self._take(sender, change, number)

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
