"""Fifty megabytes over a line that is cut every two arrive, and next to nothing is sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.attachments import MEBIBYTE
from tests.server_process import ServerProcess
from tests.sync.cutting_line import CuttingLine
from tests.sync.enrolled import RINA, TONO, a_regency, an_enrolled_desk

CUT_AFTER = 2 * MEBIBYTE
MOST_OF_ALL = 1.05
SIZES = [16 * MEBIBYTE, 16 * MEBIBYTE, 18 * MEBIBYTE]  # 50 MiB together


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with a_regency(tmp_path_factory.mktemp("server")) as started:
        yield started


def test_fifty_megabytes_arrive_both_ways_over_a_line_that_is_cut_every_two(
    server: ServerProcess, tmp_path: Path
):
    chance = Random(7)
    contents = [chance.randbytes(size) for size in SIZES]
    with (
        CuttingLine(server.url, CUT_AFTER) as line,
        an_enrolled_desk(tmp_path / "first", server, RINA, line=line.url) as first,
        an_enrolled_desk(tmp_path / "second", server, TONO, line=line.url) as second,
    ):
        files = [first.attach(content, f"{n}.pdf") for n, content in enumerate(contents)]
        first.good_round(files_allowed=False)
        first.register(files=tuple(files))
        first.good_round(files_allowed=False)
        second.good_round(files_allowed=False)

        line.carried, line.cuts = 0, True
        sent = first.round()
        assert (sent.trouble, sent.files_sent) == (None, len(SIZES)), server.log[-3000:]
        up, cuts_up = line.carried, line.times_cut
        line.carried = 0
        received = second.round()
        assert (received.trouble, received.files_received) == (None, len(SIZES))
        down = line.carried

        assert [second.context.files.read(sha256) for sha256, _ in files] == contents
    print(f"cuts {line.times_cut}, up {up / sum(SIZES):.4f}, down {down / sum(SIZES):.4f}")
    assert cuts_up >= sum(SIZES) // CUT_AFTER
    assert sum(SIZES) < up <= MOST_OF_ALL * sum(SIZES)
    assert sum(SIZES) < down <= MOST_OF_ALL * sum(SIZES)
