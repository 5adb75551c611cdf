"""The program loads without collecting garbage, and collects once it works."""

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


def test_a_program_at_work_collects_but_never_looks_through_what_was_loaded():
    collector.rest()
    collector.resume()

    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
