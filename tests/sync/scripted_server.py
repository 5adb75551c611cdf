"""A server whose every answer a test decides, to show what the real one never does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from typing_extensions import override

from tests.sync.odd_server import Asked, OddServer, http, http_json

TIME = "2026-11-20T02:31:00+00:00"
EPOCH = "epoch-1"

Changes = list[dict[str, Any]]


def error(status: int, code: str, **headers: str) -> bytes:
    """Write an error of a whole request."""
    return http_json({"error": {"code": code, "message": "-"}}, status, **headers)


def pushed(*answers: dict[str, Any]) -> bytes:
    """Write the answer to a push."""
    return http_json({"answers": answers, "epoch": EPOCH, "time": TIME})


def done(changes: Changes) -> bytes:
    """Take every change."""
    return pushed(*({"uid": c["uid"], "answer": "done", "version": c["n"]} for c in changes))


def page(*rows: dict[str, Any], cursors: dict[str, int], more: bool = False) -> bytes:
    """Write a page of the feed."""
    return http_json({"rows": rows, "cursors": cursors, "more": more, "epoch": EPOCH, "time": TIME})


def nothing_new(_: dict[str, int]) -> bytes:
    """Write the page of a desk that knows everything."""
    return page(cursors={})


class ScriptedServer(OddServer):
    """Gives tokens; `on_push` and `on_pull` answer the rest, `files` are those it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.on_push: Callable[[Changes], bytes] = done
        self.on_pull: Callable[[dict[str, int]], bytes] = nothing_new
        self.on_file: Callable[[Asked], bytes] | None = None
        self.files: dict[str, bytes] = {}
        self.tokens_given = 0
        self.refuse_token = False

    @property
    def pushes(self) -> list[Changes]:
        """The changes of each push, in order."""
        return [json.loads(a.body)["changes"] for a in self.asked if a.path == "/v1/push"]

    @property
    def paths(self) -> list[str]:
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    @override
    def answer(self, asked: Asked) -> bytes:
        if asked.path == "/v1/challenge":
            return http_json({"challenge": "tantangan"})
        if asked.path == "/v1/token":
            self.tokens_given += 1
            return http_json({"token": f"token-{self.tokens_given}", "expires_at": TIME})
        if self.refuse_token or asked.headers.get("authorization") != f"Bearer {self._token}":
            return error(401, "TOKEN")
        if asked.path == "/v1/push":
            return self.on_push(json.loads(asked.body)["changes"])
        if asked.path == "/v1/pull":
            return self.on_pull(json.loads(asked.body)["cursors"])
        return self._file(asked) if self.on_file is None else self.on_file(asked)

    @property
    def _token(self) -> str:
        return f"token-{self.tokens_given}"

    def _file(self, asked: Asked) -> bytes:
        name = asked.path.rpartition("/")[2]
        if asked.method == "PUT":
            self.files[name] = asked.raw_body
            return http_json({}, 201)
        if name not in self.files:
            return error(404, "NOT_FOUND")
        return http(200, self.files[name], content_type="application/octet-stream")
