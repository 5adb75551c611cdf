"""What the tests of the soak share: prepared desks and a prepared server, made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.soak.fast_tier import FastTier
from tests.soak.machinery import Machinery


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
