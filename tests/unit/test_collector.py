"""The program loads without collecting garbage, and never looks through what it loaded."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from desktop_app.bootstrap import collector


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the collector of the tests as it was."""
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_while_the_program_loads():
    collector.rest()

    assert not gc.isenabled()


def test_what_was_loaded_is_never_looked_through():
    collector.rest()
    collector.keep_what_is_loaded()

    assert gc.get_freeze_count() > 0
