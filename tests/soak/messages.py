"""A request and an answer as the line between a desk and the server carries them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Request:
    """One HTTP request; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as read by the server; None when it is not JSON."""
        try:
            packed = self.headers.get("content-encoding") == "gzip"
            return json.loads(gzip.decompress(self.body) if packed else self.body)
        except (ValueError, OSError, EOFError, zlib.error):
            return None


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
