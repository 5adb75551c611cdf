"""An erased case, entry, release or file keeps all but what names whoever reported."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import Case
from desktop_app.domain.erasure import (
    NO_FILE,
    STRUCK,
    Traces,
    erased_case,
    erased_entry,
    erased_file,
    erased_release,
    words_of,
)
from desktop_app.domain.records import (
    attachment_from,
    attachment_record,
    case_from,
    case_record,
    entry_from,
    entry_record,
)
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from tests import strategies
from tests.builders import a_release, a_reporter, an_attachment, an_entry

NAME, NIK, PHONE = "Wening Purnama", "3303990101900001", "+6281234567890"
ADDRESS = "RT 99/RW 99 Dusun Rekaan"
TRACES = Traces(a_reporter(name=NAME, phone=PHONE, nik=NIK, address=ADDRESS))
# Fields of a case that hold words; the rest says what, where and when.
WORDS = {
    "reporter_title",
    "reporter_words",
    "title",
    "place",
    "happened_words",
    "complained_about",
}

_NAMING = st.sampled_from(
    [NAME, f"Ibu {NAME.upper()}, {PHONE}", f"NIK {NIK}", ADDRESS, "tidak ada", STRUCK]
)


@given(strategies.cases, _NAMING, st.sampled_from(sorted(WORDS)))
def test_an_erased_case_keeps_all_but_the_words_that_name_somebody(
    case: Case, words: str, field: str
) -> None:
    changed: dict[str, Any] = {field: words}
    before = replace(case, **changed)
    after = erased_case(before, TRACES)
    assert after.identity_state is IdentityState.ERASED
    for one in fields(Case):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if one.name in WORDS:
            assert new == TRACES.struck(old)
        elif one.name != "identity_state":
            assert new == old
    assert TRACES.count(str(case_record(after))) == 0


@given(strategies.cases)
def test_every_text_that_an_erasure_goes_through_is_told_of_before(case: Case) -> None:
    assert sorted(words_of(case)) == sorted(getattr(case, name) for name in WORDS)
    assert tuple(map(TRACES.struck, words_of(case))) == words_of(erased_case(case, TRACES))


@given(strategies.cases)
def test_erasing_a_case_again_changes_nothing_and_it_travels_as_erased(case: Case) -> None:
    once = erased_case(case, TRACES)
    assert erased_case(once, TRACES) == once
    back = case_from(case_record(once), version=once.version, server_time=once.server_time)
    assert back == once


@given(strategies.entries, _NAMING)
def test_an_erased_entry_keeps_who_wrote_it_when_and_what_for(
    entry: TimelineEntry, words: str
) -> None:
    before = replace(entry, text=words)
    after = erased_entry(before, TRACES, ())
    assert after == replace(before, text=TRACES.struck(words))
    assert TRACES.count(entry_record(after)["text"]) == 0
    assert entry_from(entry_record(after)).text == after.text


def test_an_entry_of_a_file_that_goes_names_the_file_no_more() -> None:
    told = an_entry(kind=EntryKind.FILE, text="foto.jpg")
    assert erased_entry(told, TRACES, {"foto.jpg"}).text == STRUCK
    assert erased_entry(told, TRACES, {"lain.jpg"}) == told
    written = an_entry(kind=EntryKind.NOTE, text="foto.jpg")
    assert erased_entry(written, TRACES, {"foto.jpg"}) == written


@given(_NAMING)
def test_an_erased_release_keeps_what_it_lets_know_and_until_when(words: str) -> None:
    before: Release = a_release(reason=words)
    assert erased_release(before, TRACES) == replace(before, reason=TRACES.struck(words))


def test_of_an_erased_file_stays_that_there_was_one_who_brought_it_and_when() -> None:
    before = an_attachment(name=f"KTP {NAME}.jpg")
    after = erased_file(before)
    assert (after.sha256, after.name, after.media_type, after.size) == (NO_FILE, "", "", 0)
    assert (
        replace(
            after,
            sha256=before.sha256,
            name=before.name,
            media_type=before.media_type,
            size=before.size,
        )
        == before
    )
    assert attachment_from(attachment_record(after)) == after
    assert erased_file(after) == after
