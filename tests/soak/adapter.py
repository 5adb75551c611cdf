"""Stands where the socket would be: hands what `requests` sends to the line of a history."""

from __future__ import annotations

from collections.abc import Callable
from http.client import responses
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from typing_extensions import override
from urllib3 import HTTPHeaderDict, HTTPResponse

from desktop_app.sync.transport import Transport
from tests.soak.faults import LineCutError, NoAnswerError
from tests.soak.messages import Answer, Request
from tests.soak.site import Carry


def line_transport(carry: Carry) -> Transport:
    """Return a transport of the desk whose requests go to a line instead of a socket."""
    transport = Transport("http://127.0.0.1:1", monotonic=_ticking())
    transport._session.mount("http://", LineAdapter(carry))
    return transport


def _ticking() -> Callable[[], float]:
    """Return a clock for time-outs and speeds that is the same in every run."""
    ticks = count()
    return lambda: next(ticks) / 1000


class LineAdapter(HTTPAdapter):
    """Raises what a real connection raises when the line is cut or nothing comes back."""

    def __init__(self, carry: Carry) -> None:
        super().__init__()
        self._carry = carry

    @override
    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        try:
            answer = self._carry(_as_sent(request))
        except LineCutError:
            raise requests.ConnectionError(ConnectionResetError(), request=request) from None
        except NoAnswerError:
            raise requests.ReadTimeout(TimeoutError(), request=request) from None
        return self.build_response(request, _as_received(request, answer))


def _as_sent(request: requests.PreparedRequest) -> Request:
    body = request.body
    content: Any = body.read() if hasattr(body, "read") else body or b""
    address = urlsplit(str(request.url))
    return Request(
        method=str(request.method),
        path=address.path + (f"?{address.query}" if address.query else ""),
        headers={name.lower(): _text(value) for name, value in request.headers.items()},
        body=content if isinstance(content, bytes) else str(content).encode(),
    )


def _as_received(request: requests.PreparedRequest, answer: Answer) -> HTTPResponse:
    return HTTPResponse(
        body=BytesIO(b"" if request.method == "HEAD" else answer.body),
        headers=HTTPHeaderDict(answer.headers),
        status=answer.status,
        reason=responses.get(answer.status, ""),
        preload_content=False,
        decode_content=False,
        enforce_content_length=request.method != "HEAD",
        request_method=request.method,
    )


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
