"""What a bad line, a weak server and a dying PC do to one request of a round."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from threading import Lock

from tests.soak.messages import Answer, Request

_WAITS_FOR_ITS_KIND = 12  # requests

# Brings a request to the server; the others arrive while it is being answered.
Forward = Callable[[Request, Sequence[Request]], Answer]


class Fault(Enum):
    """What happens to one request."""

    CUT_BEFORE = "the line is cut before the request arrived"
    CUT_AFTER = "the line is cut after the request arrived: the answer is lost"
    CUT_ANSWER = "the answer breaks off in the middle"
    LATE = "the desk gives up waiting; the request arrives later, after others"
    REPEATED = "the request arrives twice at once"
    REPEATED_LATE = "the request arrives a second time later, after others"
    SPOILT_REQUEST = "bytes of the request are spoilt"
    SPOILT_ANSWER = "bytes of the answer are spoilt"
    FAILED = "500: the server fails"
    BUSY = "503: the server is away"
    TOO_MANY = "429: too many requests"
    SIGN_IN_PAGE = "a hotel's sign-in page answers"
    SERVER_DIES = "the server dies before it has committed"
    SERVER_DIES_AFTER = "the server dies after its first commit"
    KILLED_BEFORE = "the desk is killed as it sends"
    KILLED_AFTER = "the desk is killed before it has read the answer"


KILLS = frozenset({Fault.KILLED_BEFORE, Fault.KILLED_AFTER})


class LineCutError(Exception):
    """The line does not carry."""


class NoAnswerError(Exception):
    """Nothing came back in time."""


class KilledError(BaseException):
    """The desk's process is gone: nothing of it may catch this."""


@dataclass
class Line:
    """Carries requests to the server, badly where the plan says so.

    `plan` maps the number of a request since `begin` to what happens to it; `arrived` is told of
    every request that the server answered, in the order it saw them.
    """

    forward: Forward
    arrived: Callable[[Request, Answer], None]
    happened: Counter[str] = field(default_factory=Counter)
    plan: Mapping[int, Fault] = field(default_factory=dict)
    _number: int = 0
    _on_their_way: list[tuple[int, Request]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, plan: Mapping[int, Fault]) -> None:
        """Start counting requests anew, with these faults ahead."""
        self.plan = plan
        self._number = 0

    def carry(self, request: Request) -> Answer:
        """Bring a request to the server and its answer back, or not."""
        with self._lock:
            number, self._number = self._number, self._number + 1
        fault = self.plan.get(number)
        if fault is None:
            return self._deliver(request, *self._due(request.path))
        for late in self._due(request.path):
            self._deliver(late)
        self.happened[fault.name] += 1
        return _BEHAVIOUR[fault](self, request)

    def let_all_arrive(self) -> None:
        """Bring what is still on its way, as when the line heals."""
        with self._lock:
            ways, self._on_their_way = self._on_their_way, []
        for _, late in ways:
            self._deliver(late)

    def delay(self, request: Request, by: int) -> None:
        """Let a request arrive after `by` others."""
        with self._lock:
            self._on_their_way.append((by, request))

    def _due(self, path: str) -> list[Request]:
        """Take from those on their way the ones whose time has come.

        One waits a while longer for another of its kind: two of a kind have most to disturb.
        """
        due, later = [], []
        with self._lock:
            for left, late in self._on_their_way:
                if left <= -_WAITS_FOR_ITS_KIND or (left <= 0 and late.path == path):
                    due.append(late)
                else:
                    later.append((left - 1, late))
            self._on_their_way = later
        return due

    def _deliver(self, request: Request, *meanwhile: Request) -> Answer:
        answer = self.forward(request, meanwhile)
        self.arrived(request, answer)
        return answer

    # --- what each fault does -----------------------------------------------------------------

    def cut_before(self, _: Request) -> Answer:
        raise LineCutError

    def cut_after(self, request: Request) -> Answer:
        self._deliver(request)
        raise LineCutError

    def cut_answer(self, request: Request) -> Answer:
        answer = self._deliver(request)
        length = str(len(answer.body))
        return Answer(
            answer.status,
            {**answer.headers, "content-length": length},
            answer.body[: len(answer.body) // 2],
        )

    def late(self, request: Request) -> Answer:
        self.delay(request, by=0)
        raise NoAnswerError

    def repeated(self, request: Request) -> Answer:
        self._deliver(request)
        return self._deliver(request)

    def repeated_late(self, request: Request) -> Answer:
        # In turn, not by what the request holds: a history must come back by its number.
        self.delay(request, by=1 + self.happened[Fault.REPEATED_LATE.name] % 5)
        return self._deliver(request)

    def spoilt_request(self, request: Request) -> Answer:
        return self._deliver(replace(request, body=_spoilt(request.body)))

    def spoilt_answer(self, request: Request) -> Answer:
        answer = self._deliver(request)
        return replace(answer, body=_spoilt(answer.body))

    def failed(self, _: Request) -> Answer:
        return _error(500, "FAILED")

    def busy(self, _: Request) -> Answer:
        return _error(503, "BUSY", retry_after="30")

    def too_many(self, _: Request) -> Answer:
        return _error(429, "BUSY", retry_after="20")

    def sign_in_page(self, _: Request) -> Answer:
        page = b"<html><body>Selamat datang di hotel kami</body></html>"
        return Answer(200, {"content-type": "text/html"}, page)

    def server_dies(self, request: Request) -> Answer:
        self.forward(replace(request, headers={**request.headers, DIES_AT: "0"}), ())
        raise LineCutError

    def server_dies_after(self, request: Request) -> Answer:
        answer = self.forward(replace(request, headers={**request.headers, DIES_AT: "1"}), ())
        self.arrived(request, answer)
        raise LineCutError

    def killed_before(self, _: Request) -> Answer:
        raise KilledError

    def killed_after(self, request: Request) -> Answer:
        self._deliver(request)
        raise KilledError


# Tells the soak's own server at which commit of this request it dies; no real server reads it.
DIES_AT = "x-soak-dies-at"

_BEHAVIOUR: Mapping[Fault, Callable[[Line, Request], Answer]] = {
    Fault.CUT_BEFORE: Line.cut_before,
    Fault.CUT_AFTER: Line.cut_after,
    Fault.CUT_ANSWER: Line.cut_answer,
    Fault.LATE: Line.late,
    Fault.REPEATED: Line.repeated,
    Fault.REPEATED_LATE: Line.repeated_late,
    Fault.SPOILT_REQUEST: Line.spoilt_request,
    Fault.SPOILT_ANSWER: Line.spoilt_answer,
    Fault.FAILED: Line.failed,
    Fault.BUSY: Line.busy,
    Fault.TOO_MANY: Line.too_many,
    Fault.SIGN_IN_PAGE: Line.sign_in_page,
    Fault.SERVER_DIES: Line.server_dies,
    Fault.SERVER_DIES_AFTER: Line.server_dies_after,
    Fault.KILLED_BEFORE: Line.killed_before,
    Fault.KILLED_AFTER: Line.killed_after,
}


def _spoilt(body: bytes) -> bytes:
    """Spoil bytes so that it shows, as it does under TLS: no text of ours holds 0xFF."""
    middle = len(body) // 2
    return body[:middle] + b"\xff\xff\xff" + body[middle + 3 :]


def _error(status: int, code: str, *, retry_after: str = "") -> Answer:
    body = json.dumps({"error": {"code": code, "message": "the line"}}).encode()
    headers = {"content-type": "application/json"}
    if retry_after:
        headers["retry-after"] = retry_after
    return Answer(status, headers, body)
