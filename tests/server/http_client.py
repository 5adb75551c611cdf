"""Asks a real server over HTTP, in the way `AsgiClient` asks an application."""

from __future__ import annotations

import requests

from tests.server.asgi import Answer

_PATIENCE = 60.0  # seconds


class HttpClient:
    """Sends requests to `url`; raises requests.ConnectionError where nobody listens."""

    def __init__(self, url: str) -> None:
        self.url = url

    def request(
        self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        answer = requests.request(
            method, f"{self.url}{path}", data=body, headers=headers, timeout=_PATIENCE
        )
        told = {name.lower(): text for name, text in answer.headers.items()}
        return Answer(answer.status_code, told, answer.content)
