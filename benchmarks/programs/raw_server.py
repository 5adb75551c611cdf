"""The least a server can do: takes changes by one COPY, gives cases by one SELECT, checks nothing.

`python -m benchmarks.programs.raw_server DATABASE PORT_FILE`; the same web server as ours.
"""

from __future__ import annotations

import gzip
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import psycopg
import uvicorn

from benchmarks.sync.raw_messages import GZIP_LEVEL, RawPush

_Scope = dict[str, Any]
_Receive = Callable[[], Awaitable[dict[str, Any]]]
_Send = Callable[[dict[str, Any]], Awaitable[None]]

_TABLE = """
    CREATE TABLE IF NOT EXISTS raw_change (
        uid uuid PRIMARY KEY, n bigint, tx uuid, op text, v int, entity uuid, case_uid uuid,
        person uuid, at text, body json
    )
"""
_COPY = "COPY raw_change (uid, n, tx, op, v, entity, case_uid, person, at, body) FROM STDIN"
_CASES = """
    SELECT json_build_object(
        'id', uid, 'version', version, 'time', server_time, 'body', record
    )::text
    FROM case_record ORDER BY uid LIMIT %s
"""


class RawServer:
    """An ASGI application on one connection."""

    def __init__(self, database: str) -> None:
        self._connection = psycopg.connect(database)
        self._connection.execute(_TABLE)
        self._connection.commit()
        self._read_push = msgspec.json.Decoder(RawPush)

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        answer = self._answer(urlsplit(scope["path"]).path, bytes(body))
        headers = [(b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, path: str, body: bytes) -> bytes:
        if path == "/push":
            self._push(gzip.decompress(body))
            return b"{}"
        if path.startswith("/pull/"):
            return gzip.compress(self._pull(int(path.rpartition("/")[2])), GZIP_LEVEL)
        return b"{}"

    def _push(self, body: bytes) -> None:
        with self._connection.cursor().copy(_COPY) as copy:
            for change in self._read_push.decode(body).changes:
                copy.write_row(
                    (
                        change.uid, change.n, change.tx, change.op, change.v, change.entity,
                        change.case, change.person, change.at, _text(change.body),
                    )
                )  # fmt: skip
        self._connection.commit()

    def _pull(self, most: int) -> bytes:
        rows = self._connection.execute(_CASES, (most,)).fetchall()
        self._connection.commit()
        return b'{"rows":[' + ",".join(text for (text,) in rows).encode() + b"]}"


def _text(body: dict[str, Any]) -> str:
    return msgspec.json.encode(body).decode()


def main(database: str, port_file: str) -> None:
    """Serve until the process is ended."""
    listening = socket.create_server(("127.0.0.1", 0))
    Path(port_file).write_text(f"{listening.getsockname()[1]}\n", encoding="ascii")
    config = uvicorn.Config(
        RawServer(database), log_level="warning", access_log=False, lifespan="off"
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
