"""A signed-in district desk for every test: its own encrypted profile, its own clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, a_desk
from tests.services.people import a_signer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A new desk with the camat in its directory."""
    with a_desk(tmp_path, signer=a_signer()) as made:
        yield made


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all examples of a property test: each example makes cases of its own."""
    with a_desk(tmp_path_factory.mktemp("shared"), signer=a_signer()) as made:
        yield made
