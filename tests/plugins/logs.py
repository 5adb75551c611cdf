"""Fails a test that logged a warning it did not expect; puts back where a program logs to."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

OURS = ("desktop_app", "central_server")


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What was logged; a test that takes it says that warnings belong to what it shows."""
    return caplog


@pytest.fixture(autouse=True)
def the_log_goes_where_it_went_before() -> Iterator[None]:
    """A server that began in this process logs to what was standard error during its test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture(autouse=True)
def no_unexpected_warning_is_logged(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    yield
    if "expected_log" in request.fixturenames:
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.records]
    unexpected = {
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING and record.name.split(".")[0] in OURS
    }
    if unexpected:
        pytest.fail("logged and not expected:\n" + "\n".join(sorted(unexpected)), pytrace=False)
