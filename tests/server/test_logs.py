"""A log line says where something failed, never what a citizen said."""

from __future__ import annotations

import json
import logging
import sys

from central_server.logs import FactsFormatter


def formatted(error: Exception) -> str:
    try:
        try:
            raise KeyError("Wagiman Contoh")
        except KeyError as cause:
            raise error from cause
    except type(error):
        record = logging.LogRecord(
            "central_server.push", logging.ERROR, __file__, 1, "change failed", (), sys.exc_info()
        )
    record.facts = {"ticket": "0F3A9C51", "ops": ["case.create"]}
    return FactsFormatter().format(record)


def test_an_exception_is_logged_by_kind_and_place_without_its_words():
    line = formatted(ValueError("Invalid isoformat string: 'Wagiman Contoh'"))
    assert "Wagiman" not in line
    told = json.loads(line)
    assert told["ticket"] == "0F3A9C51"
    assert [cause["kind"] for cause in told["error"]] == ["ValueError", "KeyError"]
    assert "test_logs.py" in told["error"][0]["at"][0]
