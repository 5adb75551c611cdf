"""A cursor never goes back, and never passes a row that is not kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.sync.cursors import Cursors
from desktop_app.sync.wire import FeedRow

scopes = st.sampled_from(["office:1", "reference"])
rows = st.builds(
    FeedRow, scope=scopes, seq=st.integers(1, 50), kind=st.just("case"), id=st.just("x")
)
cursor_maps = st.dictionaries(scopes, st.integers(0, 50))


@given(cursor_maps, st.lists(cursor_maps), st.lists(rows), st.lists(rows))
def test_what_is_written_grows_and_stays_below_what_is_not_kept(
    begun: dict[str, int],
    reached: list[dict[str, int]],
    held: list[FeedRow],
    unkept: list[FeedRow],
):
    cursors = Cursors(dict(begun), dict(begun))
    held = [row for row in held if row.seq > begun.get(row.scope, 0)]
    unkept = [row for row in unkept if row.seq > begun.get(row.scope, 0)]
    for row in held:
        cursors.hold(row)
    written = begun
    for page in reached:
        cursors.reach(page)
        cursors.keep(page)
        after = cursors.to_write(written, unkept)
        assert all(after[scope] >= seq for scope, seq in written.items())
        assert all(after.get(row.scope, 0) < row.seq for row in [*held, *unkept])
        written = after
    if not held and not unkept:
        for scope in {*begun, *(name for page in reached for name in page)}:
            furthest = max(page.get(scope, 0) for page in [begun, *reached])
            assert written.get(scope, 0) == (furthest if reached else begun.get(scope, 0))


@given(cursor_maps, cursor_maps)
def test_a_page_leads_on_where_it_reaches_further(begun: dict[str, int], page: dict[str, int]):
    cursors = Cursors(dict(begun), dict(begun))
    further = any(seq > begun.get(scope, 0) for scope, seq in page.items())
    assert cursors.are_beyond(page) is further
    assert cursors.reach(page) is further
    assert not cursors.reach(page)
