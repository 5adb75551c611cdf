"""What a round writes is cut up smaller while people save, and nothing of it is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.sync.slices import MOST_WHILE_BUSY, slices


class Counter:
    """People who save now and then."""

    def __init__(self, busy: list[bool]) -> None:
        self._busy = iter(busy)

    def give_way(self) -> None:
        """Nobody asks here."""

    def is_busy(self) -> bool:
        return next(self._busy, False)


@given(st.integers(0, 400), st.integers(1, 150), st.lists(st.booleans(), max_size=4))
def test_every_row_comes_once_and_never_too_many_at_a_time(
    count: int, most: int, busy: list[bool]
) -> None:
    rows = range(count)
    pieces = list(slices(rows, most, Counter(busy)))
    assert [row for piece in pieces for row in piece] == list(rows)
    assert all(len(piece) <= most for piece in pieces)
    for piece, is_busy in zip(pieces, busy, strict=False):
        assert not is_busy or len(piece) <= MOST_WHILE_BUSY
    assert all(pieces) or not rows
