"""A server, a desk that writes bundles and the desk of another office that carries them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server_process import ServerProcess
from tests.sync.enrolled import HADI, RINA, EnrolledDesk, a_regency, an_enrolled_desk
from tests.sync.kurir.post import Post


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with a_regency(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def desk(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "desk", server, RINA) as made:
        yield made


@pytest.fixture(scope="module")
def carrier(
    server: ServerProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EnrolledDesk]:
    folder = tmp_path_factory.mktemp("carrier") / "profile"
    with an_enrolled_desk(folder, server, HADI) as made:
        yield made


@pytest.fixture
def post(tmp_path: Path, desk: EnrolledDesk, carrier: EnrolledDesk) -> Post:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Post(folder, desk, carrier)
