"""One HTTP conversation with one server, held to limits of time and size.

It repeats nothing by itself: whether a request is sent again is decided by those who know what
is in it. Importing this module costs a tenth of a second; programs do it when a round begins.
"""

from __future__ import annotations

import logging
import socket
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from uuid import uuid4

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_environ_proxies
from typing_extensions import override

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync import packing
from desktop_app.sync.addresses import is_loopback, pins_of
from desktop_app.sync.deadline import Watch
from desktop_app.sync.failures import failure_of_line, failure_of_status, unreachable
from desktop_app.sync.line import LineSpeed
from desktop_app.sync.server_trust import pools_for, tls_context

LARGEST_ANSWER = 16 * 1024 * 1024  # bytes, after decompression
_LONGEST_NUMBER = 15  # digits of a size in a header
_PIECE = 16 * 1024
# Little is in flight at a time, so a dead line shows within one piece however large the file.
_SEND_BUFFER = 64 * 1024
_HEADERS = {"User-Agent": "loket-aduan", "Accept-Encoding": "gzip"}
_BINARY = {"Content-Type": "application/octet-stream"}
_JSON = {"Content-Type": "application/json"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """Time-outs in seconds: to connect or hand over a piece, for the next bytes of an answer.

    A whole request may take `whole` and, on top, what a file takes at `slowest` bytes a second;
    then its line is shut.
    """

    connect: float = 5.0
    read: float = 30.0
    whole: float = 600.0
    slowest: float = 4096.0


_USUAL = Patience()


class Transport:
    """Speaks with one server; for one thread at a time.

    `base_url` is as `addresses.plain_address` gives it, with the pins it may end in; `authority` is
    PEM text of the one that alone may vouch for the server, empty for those the system trusts.

    `token` is kept from round to round; empty means that a new one must be asked for. `speed` is
    what was measured of the line. Requests
    raise ExpectedError: SERVER_UNREACHABLE (facts `reason`: timeout, certificate, connection),
    SERVER_NONSENSE, SERVER_BUSY (facts `retry_after` where told), SERVER_TOO_LARGE, SERVER_FAILED,
    DEVICE_UNKNOWN, CODE_UNKNOWN, SERVER_REFUSED (the last four with facts `code`).
    """

    def __init__(
        self,
        base_url: str,
        *,
        authority: str = "",
        patience: Patience = _USUAL,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = ""
        self.speed = LineSpeed()
        address, pins = pins_of(base_url)
        self._base_url = address.rstrip("/")
        self._patience = patience
        self._monotonic = monotonic
        self._watch = Watch()
        weakref.finalize(self, self._watch.close)
        self._session = requests.Session()
        # Nothing of the user's surroundings but the proxy: a .netrc would replace our token.
        self._session.trust_env = False
        if not is_loopback(urlsplit(base_url).hostname or ""):
            self._session.proxies.update(get_environ_proxies(base_url, no_proxy=None))
        self._session.headers = CaseInsensitiveDict(_HEADERS)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, _Adapter(authority, pins))
        self._pattern: requests.PreparedRequest | None = None

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()
        self._watch.close()

    def get(self, path: str) -> bytes:
        """Fetch a JSON answer."""
        with self._asked("GET", path) as (_, pieces):
            return b"".join(pieces)

    def post(self, path: str, body: bytes) -> bytes:
        """Send a JSON body, compressed where that pays, and return the JSON answer."""
        if len(body) >= packing.SMALLEST:
            return self.post_packed(path, packing.packed(body))
        return self._posted(path, body, _JSON)

    def post_packed(self, path: str, body: bytes) -> bytes:
        """Send a JSON body that was compressed, and return the JSON answer."""
        return self._posted(path, body, _JSON | {"Content-Encoding": "gzip"})

    def _posted(self, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        with self._asked("POST", path, body=BytesIO(body), headers=headers) as (_, pieces):
            return b"".join(pieces)

    def file_reached(self, path: str) -> tuple[int, int]:
        """Ask how many bytes of a file the server has, and of how many."""
        with self._asked("HEAD", path) as (answer, _):
            told = [answer.headers.get(name, "") for name in ("Upload-Offset", "Upload-Length")]
        if not all(number.isdecimal() and len(number) <= _LONGEST_NUMBER for number in told):
            raise ExpectedError(Trouble.SERVER_NONSENSE)
        return int(told[0]), int(told[1])

    def send_part(self, path: str, content: bytes, *, offset: int, size: int) -> bytes:
        """Send bytes of a file of `size` bytes from `offset` on; return the JSON answer."""
        headers = _BINARY | {"Upload-Offset": str(offset), "Upload-Length": str(size)}
        body = BytesIO(content)
        seconds = self._seconds_for(len(content))
        with self._asked("PATCH", path, body=body, headers=headers, seconds=seconds) as (_, pieces):
            return b"".join(pieces)

    def fetch_file(
        self, path: str, start: int, *, most: int, take: Callable[[bytes], None]
    ) -> None:
        """Fetch a file of at most `most` bytes from byte `start` on, handed over as it comes.

        What came before a line is cut has been handed over.
        """
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with self._asked(
            "GET", path, headers=headers, most=most, seconds=self._seconds_for(most)
        ) as (answer, pieces):
            # Who does not know ranges gives the whole.
            known = start if answer.status_code == HTTPStatus.OK else 0
            if known and answer.headers.get("Content-Length") == str(start):
                return
            for piece in pieces:
                if known < len(piece):
                    take(piece[known:])
                known = max(0, known - len(piece))

    def trade_file(self, path: str, source: BinaryIO, target: BinaryIO, *, most: int) -> None:
        """Send a file and write the answer, a file of at most `most` bytes, into another.

        The server may be at work for long before it answers.
        """
        with self._asked(
            "POST",
            path,
            body=source,
            headers=_BINARY,
            most=most,
            seconds=self._seconds_for(most),
            read=self._patience.whole,
        ) as (_, pieces):
            target.writelines(pieces)

    def _seconds_for(self, size: int) -> float:
        return self._patience.whole + size / self._patience.slowest

    @contextmanager
    def _asked(
        self,
        method: str,
        path: str,
        *,
        body: BinaryIO | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
        most: int = LARGEST_ANSWER,
        seconds: float | None = None,
        read: float | None = None,
    ) -> Iterator[tuple[requests.Response, Iterator[bytes]]]:
        """Do one request; give its 2xx answer and the pieces of its body of at most `most` bytes.

        Trouble of the line while the pieces are read is reported like any other.
        """
        patience, started = self._patience, self._monotonic()
        allowed = patience.whole if seconds is None else seconds
        deadline = started + allowed
        request_id = uuid4().hex
        with self._watch.ending_after(allowed) as ending:
            try:
                with self._session.send(
                    self._prepared(
                        method, path, body=body, headers={**headers, "X-Request-ID": request_id}
                    ),
                    timeout=(patience.connect, patience.read if read is None else read),
                    proxies=self._session.proxies,
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    _log.debug("%s %s: %d", method, request_id, answer.status_code)
                    if not HTTPStatus.OK <= answer.status_code < HTTPStatus.MULTIPLE_CHOICES:
                        content = b"".join(self._pieces(answer, LARGEST_ANSWER, deadline))
                        raise failure_of_status(answer, content)
                    yield answer, self._pieces(answer, most, deadline)
                    # Where no length was told, a line that was shut looks like one at its end.
                    if ending.is_over:
                        raise unreachable("timeout")
                    moved = answer.raw.tell() + (body.tell() if body is not None else 0)
                    self.speed.note(moved, self._monotonic() - started)
            except requests.RequestException as error:
                failure = unreachable("timeout") if ending.is_over else failure_of_line(error)
                _log.debug("%s %s: %s", method, request_id, failure.trouble.value)
                raise failure from error

    def _prepared(
        self, method: str, path: str, *, body: BinaryIO | None, headers: Mapping[str, str]
    ) -> requests.PreparedRequest:
        """Write a request by the pattern of the first: all that differs is what is told here.

        To write each anew takes as long as the server does to say that nothing is new.
        """
        if self._pattern is None:
            self._pattern = self._session.prepare_request(requests.Request("GET", self._base_url))
        request = self._pattern.copy()
        request.method = method
        request.url = f"{(request.url or '').rstrip('/')}{path}"
        request.headers.update(headers)
        if self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
        # As a stream it goes out in pieces, each with a time-out of its own.
        request.prepare_body(body, None)
        return request

    def _pieces(self, answer: requests.Response, most: int, deadline: float) -> Iterator[bytes]:
        read = 0
        for piece in answer.iter_content(_PIECE):
            read += len(piece)
            if read > most:
                raise ExpectedError(Trouble.SERVER_NONSENSE, facts={"reason": "too_large"})
            if self._monotonic() > deadline:
                raise unreachable("timeout")
            yield piece


class _Adapter(HTTPAdapter):
    """Always verifies; `server_trust` says against what."""

    def __init__(self, authority: str, pins: frozenset[str]) -> None:
        self._tls = tls_context(authority)
        self._pools = pools_for(pins)
        super().__init__(pool_connections=1, pool_maxsize=1)

    @override
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        options = [
            *urllib3.connection.HTTPConnection.default_socket_options,
            (socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER),
        ]
        super().init_poolmanager(*args, ssl_context=self._tls, socket_options=options, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    @override
    def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._tls, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    @override
    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"
        # The bundle that requests carries stays out: the system's store is the one people keep.
        conn.ca_certs = None
        conn.ca_cert_dir = None
