"""What the tests of the soak share: prepared desks and a prepared server, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.fast_tier import FastTier
from tests.soak.machinery import Machinery
from tests.soak.world import World


@pytest.fixture(scope="session")
def machinery() -> Iterator[Machinery]:
    with Machinery() as made:
        yield made


@pytest.fixture(scope="session")
def fast_tier(machinery: Machinery, tmp_path_factory: pytest.TempPathFactory) -> FastTier:
    return FastTier(tmp_path_factory.mktemp("soak"), machinery)


@pytest.fixture(autouse=True)
def no_words_of_dying_servers(caplog: pytest.LogCaptureFixture) -> None:
    """A server that dies in a history says so in its log, and that is no warning."""
    caplog.set_level("CRITICAL")


@pytest.fixture
def world(fast_tier: FastTier, tmp_path: Path) -> Iterator[World]:
    made = World(fast_tier.site, tmp_path / "history", 3)
    yield made
    made.close()


@pytest.fixture
def whole_regency(fast_tier: FastTier, tmp_path: Path) -> Iterator[World]:
    """The desk of the regency as number 3 too."""
    made = World(fast_tier.site, tmp_path / "history", 4)
    yield made
    made.close()
