"""An erasure takes whoever reported out of every text, and nothing else out of any."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain.erasure import (
    STRUCK,
    Traces,
    words_taken,
)
from desktop_app.domain.phone import normalise_phone, shown_phone
from desktop_app.domain.reporters import Reporter
from tests import strategies
from tests.builders import a_reporter

NAME, NIK, PHONE = "Wening Purnama", "3303990101900001", "+6281234567890"
ADDRESS = "RT 99/RW 99 Dusun Rekaan"
WHO = a_reporter(name=NAME, phone=PHONE, nik=NIK, address=ADDRESS)
TRACES = Traces(WHO)

# Letters of one word; those whose other case is no letter of its own would be compared otherwise.
_LETTERS = st.text(
    st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F, exclude_characters="ıİſŉµßÿ"),
    min_size=3,
    max_size=12,
)
names = st.lists(_LETTERS, min_size=1, max_size=4).map(" ".join)
_GAPS = st.sampled_from([" ", "  ", "\n", "\t ", "\u00a0", " \r\n  "])
# What people write between the digits of a number.
_BREAKS = ["", " ", "-", ".", " - ", ") ", " (", "\u00a0", "–", " – ", "/"]
_COUNTRIES = [
    "",
    "0",
    "0-",
    "+62",
    "+62 ",
    "+62 - ",
    "62",
    "62-",
    "0062 ",
    "+62 (0)",
    "+62 (0) ",
    "+620",
]
breaks = st.lists(st.sampled_from(_BREAKS), min_size=20, max_size=20)
phones = (st.from_regex(r"8[1-9][0-9]{7,10}|2[0-9]{7,9}", fullmatch=True)).map("+62".__add__)
niks = st.from_regex(r"[1-9][0-9]{15}", fullmatch=True)
# Nothing of it is a letter, a digit or what stands between digits: it lets each thing stand alone.
_AROUND = st.text(st.sampled_from(" ,;:!?\"'«»“”[]…\n"), max_size=4)


@st.composite
def cased(draw: st.DrawFn, text: str) -> str:
    """Any letter of it large or small, any gap another."""
    words = [
        "".join(draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in word)
        for word in text.split()
    ]
    return words[0] + "".join(draw(_GAPS) + word for word in words[1:])


def spaced(digits: str, between: list[str]) -> str:
    """A number as somebody writes it in groups."""
    return digits[0] + "".join(gap + digit for gap, digit in zip(between, digits[1:], strict=False))


# --- what is found ----------------------------------------------------------------------------


@given(names, st.data(), _AROUND, _AROUND)
def test_a_name_is_struck_in_any_case_and_with_any_gaps(
    name: str, data: st.DataObject, before: str, behind: str
) -> None:
    text = before + data.draw(cased(name)) + behind
    traces = Traces(Reporter(uuid4(), name=name))
    assert traces.struck(text) == before + STRUCK + behind
    assert traces.count(text) == 1


@given(names.filter(lambda words: len(words) >= 8 and " " in words), st.data())
def test_an_address_is_struck_like_a_name(address: str, data: st.DataObject) -> None:
    traces = Traces(Reporter(uuid4(), address=address))
    assert traces.struck(f"di {data.draw(cased(address))}, benar") == f"di {STRUCK}, benar"


def test_an_address_of_one_word_is_a_place_that_others_live_in() -> None:
    words = "Lampu mati di Gandasuli RT 3"
    assert Traces(Reporter(uuid4(), address="Gandasuli")).struck(words) == words


@given(phones, st.sampled_from(_COUNTRIES), breaks, _AROUND)
def test_a_telephone_is_struck_however_it_is_spelled(
    phone: str, country: str, between: list[str], around: str
) -> None:
    number = country + spaced(phone.removeprefix("+62"), between)
    struck = Traces(Reporter(uuid4(), phone=phone)).struck(around + number + around)
    assert struck == around + STRUCK + around


@given(niks, breaks, _AROUND)
def test_a_nik_is_struck_with_any_gaps(nik: str, between: list[str], around: str) -> None:
    struck = Traces(Reporter(uuid4(), nik=nik)).struck(around + spaced(nik, between) + around)
    assert struck == around + STRUCK + around


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "0812 - 3456 - 7890",
        "0812–3456–7890",
        "+62 812-3456-7890",
        "+6281234567890",
        "+62 (0)812 3456 7890",
        "(0812) 3456-7890",
        "6281234567890",
        "0062 812 3456 7890",
        "81234567890",
    ],
)
def test_the_usual_spellings_of_a_telephone_are_struck_whole(number: str) -> None:
    assert TRACES.struck(f"WA {number}, siang") in {f"WA {STRUCK}, siang", f"WA ({STRUCK}, siang"}
    assert normalise_phone(number) == PHONE


@given(phones)
def test_a_telephone_as_the_program_shows_it_is_struck(phone: str) -> None:
    assert Traces(Reporter(uuid4(), phone=phone)).struck(shown_phone(phone)) == STRUCK


def test_a_telephone_in_a_spelling_of_its_own_is_struck_as_others_spell_it() -> None:
    """Another team's desk may send what ours would have brought into one form."""
    traces = Traces(Reporter(uuid4(), phone="0812 3456-7890"))
    assert traces.struck("+6281234567890") == STRUCK


def test_a_number_that_is_none_is_struck_as_it_was_typed() -> None:
    """A NIK may be kept with a letter in it: people are warned, and not held up."""
    traces = Traces(Reporter(uuid4(), nik="33O3990101900OO1", phone="+65 6123 4567"))
    assert traces.struck("nik 33o3990101900oo1, telp +65 6123 4567.") == (
        f"nik {STRUCK}, telp {STRUCK}."
    )


def test_the_longer_is_struck_where_one_begins_with_the_other() -> None:
    who = Reporter(uuid4(), name="Wening", address="Wening Purnama RT 01", phone=PHONE)
    assert Traces(who).struck("ke Wening Purnama RT 01.") == f"ke {STRUCK}."
    who = Reporter(uuid4(), phone="+628123456789", nik="8123456789012345")
    assert Traces(who).struck("NIK 8123456789 012345.") == f"NIK {STRUCK}."


# --- what is left -----------------------------------------------------------------------------


@given(names, _LETTERS | st.from_regex("[0-9_]{1,4}", fullmatch=True), _AROUND)
def test_a_name_inside_a_longer_word_stays(name: str, more: str, around: str) -> None:
    traces = Traces(Reporter(uuid4(), name=name))
    for glued in (name + more, more + name, more + name + more):
        assert traces.struck(around + glued + around) == around + glued + around


@given(niks, st.from_regex("[0-9]{1,5}", fullmatch=True))
def test_a_number_inside_a_longer_one_stays(number: str, more: str) -> None:
    traces = Traces(Reporter(uuid4(), nik=number))
    for glued in (number + more, more + number, more + number + more):
        assert traces.struck(glued) == glued


@pytest.mark.parametrize(
    "text", ["+81234567890", "+6581234567890", "9081234567890", "812345678901"]
)
def test_the_telephone_of_another_country_or_of_somebody_else_stays(text: str) -> None:
    assert TRACES.struck(text) == text


@given(strategies.reporters, st.lists(st.text(max_size=20), max_size=6))
def test_words_that_share_none_with_who_reported_stay(who: Reporter, words: list[str]) -> None:
    known = _pieces(f"{who.name} {who.address} {who.phone} {who.nik}")
    text = " ".join(word for word in words if not _pieces(word) & known)
    assume(not re.search(r"\d", text))
    assert Traces(who).struck(text) == text


def _pieces(text: str) -> set[str]:
    """Every character of a text in both cases; two texts without a common one share nothing."""
    return {form for letter in text for form in (letter.lower(), letter.upper())} - {" "}


@pytest.mark.parametrize(
    "who",
    [
        Reporter(uuid4()),
        Reporter(uuid4(), name="Al"),
        Reporter(uuid4(), name=" \t ", address=" " * 9),
        Reporter(uuid4(), name="  A  ", address="RT  99     "),
        Reporter(uuid4(), nik="1", phone="+62"),
        Reporter(uuid4(), nik="٣", phone="+621"),
    ],
)
def test_what_is_too_short_to_be_somebody_is_not_looked_for(who: Reporter) -> None:
    """A blank would be found everywhere, a digit in every date."""
    text = "Al dan A, RT 99, tanggal 1 di 62 1 rumah; ٣ kali."
    assert (Traces(who).struck(text), Traces(who).count(text)) == (text, 0)


# --- whatever is typed ------------------------------------------------------------------------

# What has a meaning in patterns and in what takes the place of a match.
_HOSTILE = st.text(st.sampled_from(".*+?|()[]{}^$\\<>=!-&~#nWds1 \n"), min_size=3, max_size=40)


@given(_HOSTILE, _AROUND)
def test_signs_of_patterns_in_a_name_mean_themselves(name: str, around: str) -> None:
    name = " ".join(name.split())
    assume(len(name) >= 3 and any(map(str.isalnum, name)))
    traces = Traces(Reporter(uuid4(), name=name))
    assert traces.struck(f"; {name} ;") == f"; {STRUCK} ;"
    assert traces.struck(around) == around


@given(
    strategies.reporters | st.builds(Reporter, st.uuids(), _HOSTILE, _HOSTILE, _HOSTILE, _HOSTILE)
)
def test_any_block_can_be_looked_for_in_any_text(who: Reporter) -> None:
    text = f"{who.name} {who.phone}\n{who.address};{who.nik} " * 3
    struck = Traces(who).struck(text)
    assert struck.count(STRUCK) == Traces(who).count(text) + text.count(STRUCK)


@given(
    st.builds(Reporter, st.uuids(), names, phones, names, niks),
    st.lists(st.integers(0, 3) | st.text(max_size=8), max_size=12),
    st.sampled_from([" ", "", ", ", "\n"]),
)
def test_the_count_agrees_with_what_is_struck_and_the_rest_stays(
    who: Reporter, parts: list[int | str], between: str
) -> None:
    told = (who.name, who.phone, who.address, who.nik)
    text = between.join(part if isinstance(part, str) else told[part] for part in parts)
    struck = Traces(who).struck(text)
    assume(STRUCK not in text)
    assert struck.count(STRUCK) == Traces(who).count(text)
    assert (struck == text) == (Traces(who).count(text) == 0)
    place = 0
    for piece in struck.split(STRUCK):
        place = text.index(piece, place) + len(piece)


@given(strategies.reporters | st.builds(Reporter, st.uuids(), names, phones, names, niks))
def test_a_text_is_gone_through_once_however_long_it_is(who: Reporter) -> None:
    """No repetition but that of blanks is without bounds, and none of a thing that may be blank."""
    pattern = Traces(who)._pattern
    assume(pattern is not None)
    assert pattern is not None
    assert not re.search(r"\\s\+(\\s|\\.?[ \t\n])", pattern.pattern)
    bounded = re.sub(r"\\.", "", pattern.pattern.replace(r"\s+", ""))
    bounded = re.sub(r"\[[^]]*\]", "", bounded)
    assert not re.search(r"[*+]|\{\d*,\}", bounded)


def test_a_long_text_that_nearly_names_somebody_is_read_to_its_end() -> None:
    nearly = "Wening " * 20_000 + " " * 100_000 + "0812 3456 789 " * 10_000
    assert TRACES.struck(nearly) == nearly
    assert TRACES.count(f"{nearly}{NAME} " * 2) == 2


@given(
    st.builds(Reporter, st.uuids(), names, phones, names, niks),
    st.lists(st.integers(0, 3) | st.text(max_size=8), max_size=12),
)
def test_what_was_taken_out_can_be_told_from_what_is_left(
    who: Reporter, parts: list[int | str]
) -> None:
    told = (who.name, who.phone, who.address, who.nik)
    text = " ".join(part if isinstance(part, str) else told[part] for part in parts)
    assume(STRUCK not in text)
    struck = Traces(who).struck(text)
    taken = list(words_taken(text, struck))
    assert len(taken) == Traces(who).count(text)
    kept = struck.split(STRUCK)
    assert "".join(map("".join, zip(kept, [*taken, ""], strict=True))) == text


@pytest.mark.parametrize(
    ("before", "after", "taken"),
    [
        ("Telepon Wening ya", f"Telepon {STRUCK} ya", ["Wening"]),
        ("Wening", STRUCK, ["Wening"]),
        ("Telepon Wening ya", "Telepon Wening ya", []),
        ("Telepon Wening ya", f"Surat {STRUCK} ya", []),
        ("Telepon Wening ya", f"Telepon {STRUCK} tidak", []),
        ("ya", f"ya {STRUCK} ya", []),
        ("aa", f"aa{STRUCK}a", []),
        ("", STRUCK, [""]),
    ],
)
def test_of_another_text_nothing_is_told(before: str, after: str, taken: list[str]) -> None:
    assert list(words_taken(before, after)) == taken
