"""What people type to enrol is read kindly, and refused in words where it cannot be meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.sync.addresses import enrolment_problems, plain_address, plain_code


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("aduan.purbalinggakab.go.id", "https://aduan.purbalinggakab.go.id"),
        ("  HTTPS://Aduan.Purbalinggakab.go.id/ ", "https://aduan.purbalinggakab.go.id"),
        ("https://contoh.go.id:8443/loket/", "https://contoh.go.id:8443/loket"),
        ("10.20.30.40:8443", "https://10.20.30.40:8443"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        (f"contoh.go.id/#sha256={'0A' * 32}", f"https://contoh.go.id#sha256={'0a' * 32}"),
        (
            f"https://contoh.go.id#sha256={'0' * 64},{'1' * 64}",
            f"https://contoh.go.id#sha256={'0' * 64},{'1' * 64}",
        ),
    ],
)
def test_an_address_is_made_plain(typed: str, address: str):
    assert plain_address(typed) == address
    assert plain_address(address) == address


@pytest.mark.parametrize(
    "typed",
    [
        "http://aduan.contoh.go.id",
        "http://192.168.1.5:8080",
        "http://127.0.0.1.contoh.go.id",
        "ftp://contoh.go.id",
        "https://",
        "https:///v1",
        "contoh go id",
        "https://siti:rahasia@contoh.go.id",
        "https://contoh.go.id/?a=1",
        "https://contoh.go.id/#loket",
        "https://contoh.go.id#",
        "https://contoh.go.id#sha256=",
        f"https://contoh.go.id#sha256={'0' * 63}",
        f"https://contoh.go.id#md5={'0' * 64}",
        f"http://127.0.0.1#sha256={'0' * 64}",
        "https://contoh.go.id:notaport",
        "https://contoh.go.id:99999",
        "https://contoh..go.id",
        "https://cont_oh!.go.id",
        "file:///etc/passwd",
        "https://[::1",
    ],
)
def test_what_is_no_safe_address_is_refused(typed: str):
    problem = Problem("server_url", ProblemCode.ADDRESS_UNREADABLE)
    assert enrolment_problems(typed, "ABCD-EFGH-JKLM") == (problem,)


@given(st.text(max_size=40))
def test_whatever_is_typed_as_an_address_is_read_or_refused(typed: str):
    try:
        address = plain_address(typed)
    except ValueError:
        return
    assert plain_address(address) == address


@pytest.mark.parametrize(
    "typed", ["ABCD-EFGH-JKLM", "abcd efgh jklm", " abcdefgh\tjklm ", "ABCD–EFGH–JKLM"]
)
def test_a_code_is_read_in_any_case_and_spacing(typed: str):
    assert plain_code(typed) == "ABCD-EFGH-JKLM"


@pytest.mark.parametrize("typed", ["ABCD", "ABCD-EFGH-JKL", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLÄ"])
def test_what_cannot_be_a_code_is_refused(typed: str):
    problem = Problem("code", ProblemCode.CODE_UNREADABLE)
    assert enrolment_problems("contoh.go.id", typed) == (problem,)


@given(st.text(max_size=20))
def test_whatever_is_typed_as_a_code_is_read_or_refused(typed: str):
    try:
        code = plain_code(typed)
    except ValueError:
        return
    assert plain_code(code) == code


def test_the_form_is_told_field_by_field():
    assert enrolment_problems("https://contoh.go.id", "ABCD-EFGH-JKLM") == ()
    assert enrolment_problems(" ", "ABC") == (
        Problem("server_url", ProblemCode.REQUIRED),
        Problem("code", ProblemCode.CODE_UNREADABLE),
    )
    assert enrolment_problems("http://contoh.go.id", "") == (
        Problem("server_url", ProblemCode.ADDRESS_UNREADABLE),
        Problem("code", ProblemCode.REQUIRED),
    )
