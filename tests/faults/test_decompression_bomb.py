"""F25: a small body that would unpack to gigabytes costs neither side its memory."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.transport import Transport
from tests.server_process import ServerProcess
from tests.sync.odd_server import OddServer, http

MIB = 1024 * 1024
GIBIBYTES = 2


def bomb() -> bytes:
    """Pack so many gibibytes of nothing, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    head = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same input packs to the same bytes, so they may be repeated.
    piece = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * (GIBIBYTES * 1024) + packer.flush()


def most_memory(process_id: int) -> int:
    """Return the most bytes a process ever held, where the system tells."""
    if sys.platform != "linux":
        return 0
    status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024


def test_the_server_refuses_a_bomb_and_stays_as_small_as_it_was(server: ServerProcess):
    packed = bomb()
    assert len(packed) < 4 * MIB
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    request = Request(f"{server.url}/v1/push", packed, headers)
    assert server._process is not None
    before = most_memory(server._process.pid)
    with pytest.raises(HTTPError) as refused:
        urlopen(request)
    with refused.value as answer:
        assert answer.status == 413
    assert most_memory(server._process.pid) - before < 64 * MIB


def test_a_desk_gives_up_an_answer_that_is_a_bomb():
    packed = bomb()
    with OddServer(http(200, packed, Content_Encoding="gzip")) as odd:
        transport = Transport(odd.url)
        with pytest.raises(ExpectedError) as gave_up:
            transport.get("/v1/health")
        transport.close()
    assert gave_up.value.trouble is Trouble.SERVER_NONSENSE
