"""The three-way merge of fields, for whatever was seen, wanted and standing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from central_server.push.merging import merged

NAMES = ["title", "place", "confidential", "happened_on"]
# Few values, so that equal ones are common.
VALUES = st.sampled_from(["a", "b", "c", None, True])
RECORDS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
PARTS = st.dictionaries(st.sampled_from(NAMES), VALUES)


def after(current: Mapping[str, Any], base: Mapping[str, Any], wanted: Mapping[str, Any]) -> Any:
    return {**current, **merged(current, base, wanted).taken}


@given(current=RECORDS, base=RECORDS, wanted=PARTS)
def test_a_value_is_replaced_only_where_its_author_knew_it(
    current: dict[str, Any], base: dict[str, Any], wanted: dict[str, Any]
):
    merge = merged(current, base, wanted)
    for name in NAMES:
        if name in merge.taken:
            assert current[name] == base[name]
            assert merge.taken[name] == wanted[name]
        elif name in merge.clashing:
            assert current[name] not in (base[name], wanted[name])
        else:
            assert name not in wanted or current[name] == wanted[name]
    assert not merge.taken.keys() & set(merge.clashing)


@given(current=RECORDS, base=RECORDS, wanted=PARTS)
def test_merging_twice_changes_nothing_more(
    current: dict[str, Any], base: dict[str, Any], wanted: dict[str, Any]
):
    once = after(current, base, wanted)
    assert after(once, base, wanted) == once
    assert merged(once, base, wanted).clashing == merged(current, base, wanted).clashing


@given(current=RECORDS, wanted=PARTS)
def test_who_knew_what_stands_never_clashes(current: dict[str, Any], wanted: dict[str, Any]):
    assert merged(current, current, wanted).clashing == ()
    assert after(current, current, wanted) == {**current, **wanted}


@given(base=RECORDS, first=PARTS, second=PARTS)
def test_changes_of_different_fields_commute(
    base: dict[str, Any], first: dict[str, Any], second: dict[str, Any]
):
    second = {name: value for name, value in second.items() if name not in first}
    one = after(after(base, base, first), base, second)
    other = after(after(base, base, second), base, first)
    assert one == other == {**base, **first, **second}


@given(base=RECORDS, first=PARTS, second=PARTS)
def test_a_lost_value_comes_back_when_its_author_has_seen_what_stands(
    base: dict[str, Any], first: dict[str, Any], second: dict[str, Any]
):
    stood = after(base, base, first)
    lost = {name: second[name] for name in merged(stood, base, second).clashing}
    assert after(stood, stood, lost) == {**stood, **lost}
