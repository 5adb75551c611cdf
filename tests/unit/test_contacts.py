"""Phones and NIKs as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import ProblemCode
from desktop_app.domain.nik import masked_nik, nik_warnings
from desktop_app.domain.phone import PhoneError, masked_phone, normalise_phone, shown_phone
from desktop_app.domain.reporters import reporter_problems


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62812.3456.7890",
        "812 3456 7890",
        "(0812) 3456 7890",
        "+62 0812 3456 7890",
        "0062 812 3456 7890",
        "\u202a+62 812-3456-7890\u202c",
    ],
)
def test_every_usual_spelling_gives_one_number(typed: str) -> None:
    assert normalise_phone(typed) == "+6281234567890"


def test_a_landline_keeps_its_area_code() -> None:
    assert normalise_phone("(0281) 891234") == "+62281891234"
    assert shown_phone("+62281891234") == "0281891234"


@pytest.mark.parametrize(
    "typed", ["", "12345", "0812", "abc", "08123456789012345", "+1 202 555 0100"]
)
def test_what_cannot_be_called_back_is_refused(typed: str) -> None:
    with pytest.raises(PhoneError) as refused:
        normalise_phone(typed)
    assert refused.value.code is ProblemCode.PHONE_UNREADABLE


def test_an_emergency_number_is_no_contact() -> None:
    with pytest.raises(PhoneError) as refused:
        normalise_phone("112")
    assert refused.value.code is ProblemCode.PHONE_IS_EMERGENCY


@given(st.from_regex(r"08[1-9][0-9]{7,9}", fullmatch=True))
def test_a_number_is_shown_as_it_is_dialled_and_masked_in_the_middle(dialled: str) -> None:
    normalised = normalise_phone(dialled)
    assert shown_phone(normalised).replace("-", "") == dialled
    assert normalise_phone(shown_phone(normalised)) == normalised
    assert masked_phone(normalised) == f"{dialled[:4]}-****-{dialled[-4:]}"


@given(st.text(max_size=60))
def test_any_typed_text_is_a_number_or_a_clear_refusal(text: str) -> None:
    try:
        number = normalise_phone(text)
    except PhoneError:
        return
    assert number.startswith("+62")


@pytest.mark.parametrize("nik", ["3303090812900001", "3303 0948 1290 0001", ""])
def test_a_good_nik_gives_no_warning(nik: str) -> None:
    assert nik_warnings("reporter_nik", nik) == []


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("330309", ProblemCode.NIK_LENGTH),
        ("33030908129000AB", ProblemCode.NIK_LENGTH),
        ("9903090812900001", ProblemCode.NIK_PROVINCE),
        ("3303093202900001", ProblemCode.NIK_DATE),
        ("3303090813900001", ProblemCode.NIK_DATE),
        ("3303090812900000", ProblemCode.NIK_SERIAL),
    ],
)
def test_a_doubtful_nik_only_warns(nik: str, code: ProblemCode) -> None:
    found = nik_warnings("reporter_nik", nik)
    assert [problem.code for problem in found] == [code]
    assert all(problem.warning for problem in found)


def test_a_temporary_nik_is_not_doubted() -> None:
    assert nik_warnings("reporter_nik", "0330309200100012") == []


def test_a_masked_nik_shows_region_and_serial_only() -> None:
    assert masked_nik("3303090812900001") == "3303********0001"


def test_problems_of_an_identity_come_in_the_order_of_the_form() -> None:
    found = reporter_problems(name="x" * 121, phone="12", address="x" * 301, nik="1")
    assert [problem.field for problem in found] == [
        "reporter_name",
        "reporter_phone",
        "reporter_address",
        "reporter_nik",
    ]
