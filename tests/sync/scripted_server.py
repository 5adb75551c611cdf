"""A server whose every answer a test decides, to show what the real one never does."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from typing_extensions import override

from desktop_app.domain.brief_changes import Head, full_body, usual_entity, usual_time
from desktop_app.sync.wire import base64_text
from tests.builders import DISTRICT_UID
from tests.sync.odd_server import Asked, OddServer, http, http_json

TIME = "2026-11-20T02:31:00+00:00"
EPOCH = "epoch-1"
KURIR_KEY = bytes(range(32))

Changes = list[dict[str, Any]]


def error(status: int, code: str, beside: dict[str, Any] | None = None, **headers: str) -> bytes:
    """Write an error of a whole request, with what stands beside it."""
    body = {"error": {"code": code, "message": "-"}} | (beside or {})
    return http_json(body, status, **headers)


def in_full(changes: Changes) -> Changes:
    """Say all that the changes of a push leave out."""
    full: Changes = []
    for change in changes:
        uid, case, op = UUID(change["uid"]), UUID(change["case"]), change["op"]
        usual = {
            "n": full[-1]["n"] + 1 if full else None,
            "tx": change["uid"],
            "v": 1,
            "entity": str(usual_entity(op, uid=uid, case=case)),
            "at": usual_time(uid),
        }
        said = usual | change
        head = Head(op, said["uid"], said["case"], said["person"], said["at"])
        body = said["body"]
        if "entry" in body or op == "entry.add":
            said["body"] = full_body(head, body, office=str(DISTRICT_UID))
        full.append(said)
    return full


def pushed(*answers: dict[str, Any], mark: str = "mark") -> bytes:
    """Write the answer to a push."""
    return http_json({"answers": answers, "mark": mark, "epoch": EPOCH, "time": TIME})


def done(changes: Changes) -> bytes:
    """Take every change."""
    return pushed(*({"uid": c["uid"], "answer": "done", "version": c["n"]} for c in changes))


def page(
    *rows: dict[str, Any],
    cursors: dict[str, int],
    more: bool = False,
    digest: dict[str, Any] | None = None,
    time: str = TIME,
) -> bytes:
    """Write a page of the feed; without a digest nothing is compared."""
    told = {"rows": rows, "cursors": cursors, "more": more, "epoch": EPOCH, "time": time}
    return http_json(told if digest is None else told | {"digest": digest})


def nothing_new(_: dict[str, int]) -> bytes:
    """Write the page of a desk that knows everything."""
    return page(cursors={})


class ScriptedServer(OddServer):
    """Gives tokens; `on_push`, `on_pull` and what is in `on` by path answer the rest.

    `files` are those it holds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.on_push: Callable[[Changes], bytes] = done
        self.on_pull: Callable[[dict[str, int]], bytes] = nothing_new
        self.on: dict[str, Callable[[Any], bytes]] = {}
        self.health: Callable[[], bytes] = lambda: error(404, "NOT_FOUND")
        self.on_token: Callable[[], bytes] = self._give_token
        self.on_file: Callable[[Asked], bytes] | None = None
        self.files: dict[str, bytes] = {}
        self.arriving: dict[str, tuple[int, bytes]] = {}
        self.tokens_given = 0
        self.refuse_token = False

    @property
    def pushes(self) -> list[Changes]:
        """The changes of each push, in order."""
        return [in_full(asked["changes"]) for asked in self.asked_at("/v1/push")]

    def asked_at(self, path: str) -> list[dict[str, Any]]:
        """The bodies of the requests to a path, in order."""
        return [json.loads(asked.body) for asked in self.asked if asked.path == path]

    @property
    def paths(self) -> list[str]:
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    @override
    def answer(self, asked: Asked) -> bytes:
        if asked.path in self._open:
            return self._open[asked.path]()
        if self.refuse_token or asked.headers.get("authorization") != f"Bearer {self._token}":
            return error(401, "TOKEN")
        if asked.path.startswith("/v1/files/"):
            return self._file(asked) if self.on_file is None else self.on_file(asked)
        return self._by_path[asked.path](json.loads(asked.body))

    @property
    def _by_path(self) -> dict[str, Callable[[Any], bytes]]:
        usual = {
            "/v1/push": lambda request: self.on_push(in_full(request["changes"])),
            "/v1/pull": lambda request: self.on_pull(request["cursors"]),
        }
        return usual | self.on

    @property
    def _open(self) -> dict[str, Callable[[], bytes]]:
        """What is answered to anybody."""
        return {
            "/v1/health": self.health,
            "/v1/challenge": lambda: http_json({"challenge": "tantangan"}),
            "/v1/token": self.on_token,
        }

    def _give_token(self) -> bytes:
        self.tokens_given += 1
        key = base64_text(KURIR_KEY)
        return http_json({"token": self._token, "expires_at": TIME, "kurir_key": key})

    @property
    def _token(self) -> str:
        return f"token-{self.tokens_given}"

    def _file(self, asked: Asked) -> bytes:
        name = asked.path.rpartition("/")[2]
        if asked.method == "PATCH":
            return self._take_part(name, asked)
        if asked.method == "HEAD":
            return self._reached(name)
        if name not in self.files:
            return error(404, "NOT_FOUND")
        start = int(asked.headers.get("range", "bytes=0-")[len("bytes=") : -1])
        return http(
            206 if start else 200,
            self.files[name][start:],
            content_type="application/octet-stream",
        )

    def _reached(self, name: str) -> bytes:
        size, parts = self.arriving.get(name, (0, b""))
        if name in self.files:
            parts = self.files[name]
            size = len(parts)
        if not parts:
            return http(404, b"")
        numbers = {"Upload_Offset": str(len(parts)), "Upload_Length": str(size)}
        return http(200, b"", **numbers)

    def _take_part(self, name: str, asked: Asked) -> bytes:
        size = int(asked.headers["upload-length"])
        known = self.arriving.get(name, (size, b""))[1]
        if int(asked.headers["upload-offset"]) != len(known):
            body = {"error": {"code": "OFFSET", "message": "-"}, "offset": len(known)}
            return http_json(body, 409)
        content = known + asked.raw_body
        self.arriving[name] = (size, content)
        if len(content) < size:
            return http_json({"offset": len(content)})
        del self.arriving[name]
        if sha256(content).hexdigest() != name:
            return error(409, "DIGEST")
        self.files[name] = content
        return http_json({"offset": size}, 201)
