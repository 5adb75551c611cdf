"""What is written on the wire is read back the same, and nonsense is refused as one kind."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import records
from desktop_app.domain.cases import Status
from desktop_app.domain.ids import UidMaker, succeeding, time_in, uuid7
from desktop_app.domain.places import Village, matching_villages
from tests import builders

MAKERS: list[tuple[Any, Any, Any]] = [
    (builders.a_case, records.case_record, records.case_from),
    (builders.a_reporter, records.reporter_record, records.reporter_from),
    (builders.an_entry, records.entry_record, records.entry_from),
    (builders.an_attachment, records.attachment_record, records.attachment_from),
    (builders.a_letter, records.letter_record, records.letter_from),
    (builders.an_office, records.office_record, records.office_from),
    (builders.a_person, records.person_record, records.person_from),
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(("build", "write", "read"), MAKERS)
def test_a_record_survives_json(build: Any, write: Any, read: Any) -> None:
    made = build()
    assert read(json.loads(json.dumps(write(made)))) == made


@pytest.mark.parametrize(("build", "write", "read"), MAKERS)
def test_keys_of_a_newer_program_are_ignored(build: Any, write: Any, read: Any) -> None:
    made = build()
    assert read(write(made) | {"added_later": [1, 2]}) == made


@pytest.mark.parametrize(("build", "write", "read"), MAKERS)
def test_each_missing_key_is_refused(build: Any, write: Any, read: Any) -> None:
    record = write(build())
    for key in record:
        with pytest.raises(records.UNREADABLE):
            read({name: value for name, value in record.items() if name != key})


@pytest.mark.parametrize(("build", "write", "read"), MAKERS)
@given(data=st.data())
def test_any_wrong_value_is_refused_as_unreadable_or_read(
    build: Any, write: Any, read: Any, data: st.DataObject
) -> None:
    record = write(build())
    key = data.draw(st.sampled_from(sorted(record)))
    try:
        read(record | {key: data.draw(json_values)})
    except records.UNREADABLE:
        return


def test_only_what_the_desk_wrote_can_be_corrected() -> None:
    record = records.case_record(builders.a_case())
    assert set(record) >= records.CORRECTABLE
    assert not records.CORRECTABLE & {"reporter_title", "reporter_words", "register_number"}
    assert not records.CORRECTABLE & set(records.standing_record(builders.a_case()))


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        records.moment("2026-11-20T09:30:00")
    assert records.moment("2026-11-20T09:30:00+07:00").hour == 2


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"])
def test_a_time_beyond_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        records.moment(text)


def test_the_standing_of_a_case_travels_with_its_moves() -> None:
    case = builders.a_case(status=Status.AWAITING_REPORTER)
    record = records.case_record(case)
    assert record.items() >= records.standing_record(case).items()


def test_identifiers_say_version_7_and_sort_by_time() -> None:
    made = uuid7(1_700_000_000_000, 5)
    assert made.version == 7
    assert made.variant == UUID(int=0, version=4).variant
    assert uuid7(1_700_000_000_001, 0) > made


@given(st.lists(st.integers(-100_000, 100_000), min_size=2, max_size=30))
def test_identifiers_never_go_backwards_whatever_the_clock_does(steps: list[int]) -> None:
    start = datetime(2026, 11, 20, tzinfo=UTC)
    times = iter([start + timedelta(milliseconds=step) for step in steps])
    maker = UidMaker(lambda: next(times), lambda bits: (1 << bits) - 1)
    made = [maker() for _ in steps]
    assert made == sorted(set(made))


VILLAGES = (
    Village("33.03.09.2001", "Gandasuli", "33.03.09", "Bobotsari", "desa"),
    Village("33.03.01.2010", "Karangtengah", "33.03.01", "Kemangkon", "desa"),
    Village("33.03.09.2003", "Karangmalang", "33.03.09", "Bobotsari", "desa"),
    Village("33.03.17.2003", "Karangtengah", "33.03.17", "Karangjambu", "desa"),
)


def test_a_part_of_the_name_finds_the_village_with_its_district() -> None:
    assert [v.label for v in matching_villages(VILLAGES, "ganda")] == ["Gandasuli · Kec. Bobotsari"]


def test_the_own_district_comes_first() -> None:
    found = matching_villages(VILLAGES, "karang", home_district="33.03.09")
    assert found[0].name == "Karangmalang"


def test_a_repeated_name_is_told_apart_by_typing_the_district() -> None:
    assert len(matching_villages(VILLAGES, "karangtengah")) == 2
    found = matching_villages(VILLAGES, "Desa Karangtengah, Kec. kemang")
    assert [v.district for v in found] == ["Kemangkon"]


@given(st.text(max_size=30))
def test_any_typed_text_finds_some_or_none(typed: str) -> None:
    assert set(matching_villages(VILLAGES, typed)) <= set(VILLAGES)


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**74 - 1))
def test_a_change_sent_again_has_another_uid_of_the_same_time_on_every_copy(
    milliseconds: int, tail: int
):
    uid = uuid7(milliseconds, tail)

    again = succeeding(uid)

    assert again != uid
    assert again == succeeding(uid)
    assert (again.version, again.variant) == (uid.version, uid.variant)
    assert again.int >> 80 == uid.int >> 80
    assert succeeding(again) not in {uid, again}


def test_a_made_up_uid_tells_no_time_beyond_the_calendar():
    assert time_in(uuid7(2**48 - 1, 0)) is None
