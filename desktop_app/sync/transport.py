"""One HTTP conversation with one server, held to limits of time and size.

It repeats nothing by itself: whether a request is sent again is decided by those who know what
is in it. Importing this module costs a tenth of a second; programs do it when a round begins.
"""

from __future__ import annotations

import gzip
import io
import logging
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from typing_extensions import override

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.addresses import is_loopback
from desktop_app.sync.failures import failure_of_line, failure_of_status, unreachable

LARGEST_ANSWER = 16 * 1024 * 1024  # bytes, after decompression
_SMALLEST_GZIP = 512
_PIECE = 16 * 1024
# Little is in flight at a time, so a dead line shows within one piece however large the file.
_SEND_BUFFER = 64 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """Time-outs in seconds: to connect or hand over a piece, for the next bytes of an answer.

    A whole request may take `whole` and, on top, what a file takes at `slowest` bytes a second.
    """

    connect: float = 5.0
    read: float = 30.0
    whole: float = 600.0
    slowest: float = 4096.0


_USUAL = Patience()


class Transport:
    """Speaks with one server; for one thread at a time.

    `token` is kept from round to round; empty means that a new one must be asked for. Requests
    raise ExpectedError: SERVER_UNREACHABLE (facts `reason`: timeout, certificate, connection),
    SERVER_NONSENSE, SERVER_BUSY (facts `retry_after` where told), SERVER_TOO_LARGE, SERVER_FAILED,
    DEVICE_UNKNOWN, CODE_UNKNOWN, SERVER_REFUSED (the last four with facts `code`).
    """

    def __init__(
        self,
        base_url: str,
        *,
        patience: Patience = _USUAL,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = ""
        self._base_url = base_url.rstrip("/")
        self._patience = patience
        self._monotonic = monotonic
        self._session = requests.Session()
        # Nothing of the user's surroundings but the proxy: a .netrc would replace our token.
        self._session.trust_env = False
        if not is_loopback(urlsplit(base_url).hostname or ""):
            self._session.proxies.update(get_environ_proxies(base_url, no_proxy=None))
        self._session.headers.update({"User-Agent": "loket-aduan", "Accept-Encoding": "gzip"})
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, _Adapter())

    def close(self) -> None:
        """Give back the connections."""
        self._session.close()

    def get(self, path: str) -> bytes:
        """Fetch a JSON answer."""
        return self._ask("GET", path, None, headers={})

    def post(self, path: str, body: bytes) -> bytes:
        """Send a JSON body, compressed where that pays, and return the JSON answer."""
        headers = {"Content-Type": "application/json"}
        if len(body) >= _SMALLEST_GZIP:
            body = gzip.compress(body, compresslevel=6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return self._ask("POST", path, body, headers=headers)

    def send_file(self, path: str, content: bytes) -> None:
        """Send the bytes of a file."""
        headers = {"Content-Type": "application/octet-stream"}
        self._ask("PUT", path, content, headers=headers, file_size=len(content))

    def fetch_file(self, path: str, most: int) -> bytes:
        """Fetch the bytes of a file of at most `most` bytes."""
        return self._ask("GET", path, None, headers={}, most=most, file_size=most)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None,
        *,
        headers: dict[str, str],
        most: int = LARGEST_ANSWER,
        file_size: int = 0,
    ) -> bytes:
        """Do one request and return the body of its 2xx answer, of at most `most` bytes."""
        patience = self._patience
        deadline = self._monotonic() + patience.whole + file_size / patience.slowest
        request_id = uuid4().hex
        headers = headers | {"X-Request-ID": request_id}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            with self._session.request(
                method,
                self._base_url + path,
                # As a stream it goes out in pieces, each with a time-out of its own.
                data=None if body is None else io.BytesIO(body),
                headers=headers,
                timeout=(patience.connect, patience.read),
                allow_redirects=False,
                stream=True,
            ) as answer:
                content = self._content(answer, most, deadline)
        except requests.RequestException as error:
            failure = failure_of_line(error)
            _log.debug("%s %s: %s", method, request_id, failure.trouble.value)
            raise failure from error
        _log.debug("%s %s: %d", method, request_id, answer.status_code)
        if HTTPStatus.OK <= answer.status_code < HTTPStatus.MULTIPLE_CHOICES:
            return content
        raise failure_of_status(answer, content)

    def _content(self, answer: requests.Response, most: int, deadline: float) -> bytes:
        kept = bytearray()
        for piece in answer.iter_content(_PIECE):
            kept += piece
            if len(kept) > most:
                raise ExpectedError(Trouble.SERVER_NONSENSE)
            if self._monotonic() > deadline:
                raise unreachable("timeout")
        return bytes(kept)


class _Adapter(HTTPAdapter):
    """Always verifies, against what the operating system trusts: an office's own authority too."""

    def __init__(self) -> None:
        self._tls = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(pool_connections=1, pool_maxsize=1)

    @override
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        options = [
            *urllib3.connection.HTTPConnection.default_socket_options,
            (socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER),
        ]
        super().init_poolmanager(*args, ssl_context=self._tls, socket_options=options, **kwargs)

    @override
    def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._tls, **kwargs)

    @override
    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"
        # The bundle that requests carries stays out: the system's store is the one people keep.
        conn.ca_certs = None
        conn.ca_cert_dir = None
