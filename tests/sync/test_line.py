"""The speed of a line is what it carried lately, and unknown while it carried little."""

from __future__ import annotations

import pytest

from desktop_app.sync.line import LineSpeed

KIBIBYTE = 1024


def test_little_tells_nothing():
    speed = LineSpeed()
    assert speed.bytes_per_second is None
    speed.note(63 * KIBIBYTE, 10.0)
    assert speed.bytes_per_second is None
    speed.note(KIBIBYTE, 6.0)
    assert speed.bytes_per_second == 4 * KIBIBYTE


def test_a_clock_that_stands_still_tells_nothing():
    speed = LineSpeed()
    speed.note(KIBIBYTE * KIBIBYTE, 0.0)
    assert speed.bytes_per_second is None


def test_what_is_long_past_counts_less_and_less():
    speed = LineSpeed()
    for _ in range(100):
        speed.note(KIBIBYTE * KIBIBYTE, 1.0)
    for _ in range(20):
        speed.note(KIBIBYTE * KIBIBYTE, 100.0)
    assert speed.bytes_per_second == pytest.approx(KIBIBYTE * KIBIBYTE / 100, rel=0.3)
