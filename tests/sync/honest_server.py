"""A server that keeps its word, in a hundred lines: what desks send it numbers and hands out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from typing_extensions import override

from desktop_app.domain.digest import BUCKETS, Digest, bucket_of, hash_from, hash_text, record_hash
from tests.builders import DISTRICT_UID
from tests.sync.odd_server import Asked, http_json
from tests.sync.scripted_server import EPOCH, TIME, ScriptedServer, error, in_full

SCOPE = f"office:{DISTRICT_UID}"
Row = dict[str, Any]


class HonestServer(ScriptedServer):
    """Takes creations, corrections and entries; `rows` is its feed, `page_rows` a page at most.

    `meanwhile` is called with the path of each request before it is answered; `wrong_digest` is
    told instead of the right one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[tuple[str, str], Row] = {}
        self.taken: list[str] = []
        self.page_rows = 2000
        self.meanwhile: Callable[[str], object] = lambda _: None
        self.wrong_digest: dict[str, Any] | None = None
        self.marks = ["", ""]
        self._answers: dict[str, dict[str, Any]] = {}
        self._seq = 0

    def put(self, kind: str, body: dict[str, Any], case: str, version: int = 1) -> None:
        """Have a record as it stands now."""
        uid = body.get("uid") or body["case_uid"]
        told = hash_text(record_hash(kind, UUID(uid), version, body))
        self._number(
            {"kind": kind, "id": uid, "case": case, "gone": False, "version": version,
             "server_time": TIME, "hash": told, "body": body}
        )  # fmt: skip

    def remove(self, case: str) -> None:
        """Take a case and all of it out of the office's scope."""
        for row in [row for row in self.rows.values() if row["case"] == case]:
            self._number({"kind": row["kind"], "id": row["id"], "case": case, "gone": True})

    @override
    def answer(self, asked: Asked) -> bytes:
        answers = {
            "/v1/push": self._push,
            "/v1/pull": self._pull,
            "/v1/digest": self._digest,
            "/v1/digest/rows": self._digest_rows,
            "/v1/rows": self._rows,
        }
        known = answers.get(asked.path)
        if known is None or asked.headers.get("authorization") != f"Bearer {self._token}":
            return super().answer(asked)
        self.meanwhile(asked.path)
        return known(json.loads(asked.body))

    def _push(self, request: dict[str, Any]) -> bytes:
        uids = [change["uid"] for change in request["changes"]]
        newest, before = self.marks
        repeats = not self._answers.keys().isdisjoint(uids)
        may_be_lost = request["mark"] == before and (repeats or request.get("unsure", False))
        if request["mark"] != newest and not may_be_lost:
            return error(409, "CLONE")
        if not self._answers.keys() >= set(uids):
            self.marks = [f"mark-{len(self._answers) + len(uids)}", request["mark"]]
        told = [self._take(change) for change in in_full(request["changes"])]
        return http_json({"answers": told, "mark": self.marks[0], "epoch": EPOCH, "time": TIME})

    def _take(self, change: dict[str, Any]) -> dict[str, Any]:
        if change["uid"] in self._answers:
            return self._answers[change["uid"]] | {"answer": "repeated", "outcome": "done"}
        case, body = change["case"], change["body"]
        match change["op"]:
            case "case.create":
                self.put("case", body["case"], case)
                for entry in body["entries"]:
                    self.put("entry", entry, case)
            case "case.set":
                known = self.rows["case", case]
                self.put("case", known["body"] | body["set"], case, known["version"] + 1)
            case "entry.add":
                self.put("entry", body, case)
        self.taken.append(change["uid"])
        version = self.rows["case", case]["version"]
        answer = {"uid": change["uid"], "answer": "done", "version": version}
        self._answers[change["uid"]] = answer
        return answer

    def _pull(self, request: dict[str, Any]) -> bytes:
        cursor = request["cursors"].get(SCOPE, 0)
        limit = min(request["limit"], self.page_rows)
        new = sorted(
            (row for row in self.rows.values() if row["seq"] > cursor), key=lambda row: row["seq"]
        )
        page, more = new[:limit], len(new) > limit
        reached = page[-1]["seq"] if page else cursor
        told: dict[str, Any] = {
            "rows": page, "cursors": {SCOPE: reached}, "more": more, "epoch": EPOCH, "time": TIME,
        }  # fmt: skip
        if not more:
            whole = Digest()
            for part in self._buckets():
                whole = whole.joined(part)
            right = {"count": whole.count, "sum": hash_text(whole.sum)}
            told["digest"] = {SCOPE: self.wrong_digest or right}
        return http_json(told)

    def _digest(self, _: dict[str, Any]) -> bytes:
        buckets = [[part.count, hash_text(part.sum)] for part in self._buckets()]
        return http_json({"seq": self._seq, "buckets": buckets})

    def _digest_rows(self, request: dict[str, Any]) -> bytes:
        listed = [
            {"kind": row["kind"], "id": row["id"], "gone": row["gone"], "hash": row.get("hash")}
            for row in self.rows.values()
            if bucket_of(UUID(row["id"])) in request["buckets"]
        ]
        return http_json({"seq": self._seq, "rows": listed})

    def _rows(self, request: dict[str, Any]) -> bytes:
        asked = [self.rows[item["kind"], item["id"]] for item in request["items"]]
        return http_json({"rows": asked})

    def _buckets(self) -> list[Digest]:
        buckets = [Digest()] * BUCKETS
        for row in self.rows.values():
            if not row["gone"]:
                at = bucket_of(UUID(row["id"]))
                buckets[at] = buckets[at].plus(hash_from(row["hash"]))
        return buckets

    def _number(self, row: Row) -> None:
        self._seq += 1
        self.rows[row["kind"], row["id"]] = row | {"scope": SCOPE, "seq": self._seq}
