"""What became of large files on slow lines."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.sync.transport import Patience, Transport
from tests.sync.enrolled import RINA, TONO, EnrolledDesk, Operated, an_enrolled_desk

BYTES = 1_500_000
PER_SECOND = 600_000
# A time that a small request must keep to, and that this file takes several times over.
SHORT = Patience(connect=2.0, read=1.0, whole=1.0, slowest=200_000)
_PIECE = 8 * 1024


@contextmanager
def slow_line(server_url: str) -> Iterator[str]:
    """A line that carries so many bytes a second in each direction, and never pauses."""
    parts = urlsplit(server_url)
    listener = socket.create_server(("127.0.0.1", 0))
    ends: list[socket.socket] = [listener]
    threads: list[threading.Thread] = []

    def carry(source: socket.socket, target: socket.socket) -> None:
        over = threading.Event()
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                target.sendall(piece)
                over.wait(len(piece) / PER_SECOND)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                desk, _ = listener.accept()
                server = socket.create_connection((parts.hostname, parts.port))
                ends.extend((desk, server))
                for pair in ((desk, server), (server, desk)):
                    begin(threading.Thread(target=carry, args=pair))

    def begin(thread: threading.Thread) -> None:
        threads.append(thread)
        thread.start()

    begin(threading.Thread(target=accept))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
    for thread in threads:
        thread.join()


def test_a_large_file_gets_the_time_its_size_needs_both_ways(server: Operated, tmp_path: Path):
    """SecureDrop #1025: time-outs of 20 to 40 s whatever the size; large files never arrive."""
    content = b"".join(
        hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(BYTES // 32)
    )
    with (
        an_enrolled_desk(tmp_path / "one", server, RINA) as one,
        an_enrolled_desk(tmp_path / "two", server, TONO) as two,
        slow_line(server.url) as url,
    ):
        one.good_round()
        case = one.register()
        one.note(case, "Dengan rekaman.", (content, "rekaman.bin"))
        for desk in (one, two):
            transport = Transport(url, patience=SHORT)
            begun = time.monotonic()
            EnrolledDesk(desk.context, desk.profile, transport).good_round()
            assert time.monotonic() - begun > SHORT.whole
            transport.close()
        sha256 = hashlib.sha256(content).hexdigest()
        assert two.context.files.read(sha256) == content
