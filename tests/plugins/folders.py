"""Marks each test by the folder it stands in, so that nobody forgets: `pytest -m ui`."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        below = item.path.relative_to(TESTS).parts if item.path.is_relative_to(TESTS) else ()
        if len(below) > 1:
            item.add_marker(below[0])
