"""A code that is typed wrong is called mistyped, and never tried as a guess."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.typed_codes import (
    ALPHABET,
    ONE_TIME,
    RECOVERY,
    CodeKind,
    MistypedError,
    letters_of,
    spelled,
)

KINDS = st.sampled_from([ONE_TIME, RECOVERY])


@st.composite
def codes(draw: st.DrawFn) -> tuple[CodeKind, str]:
    """A kind and one of its codes, spelled."""
    kind = draw(KINDS)
    return kind, kind.new(Random(draw(st.integers(0, 2**32))).randrange)


@given(codes())
def test_a_code_is_read_as_it_was_made_however_it_is_typed(made: tuple[CodeKind, str]):
    kind, code = made

    letters = kind.read(code)

    assert spelled(letters) == code
    assert kind.read(code.lower().replace("-", " ")) == letters
    assert kind.read(f"  {letters}\n") == letters


@given(codes(), st.data())
def test_every_single_slip_is_found(made: tuple[CodeKind, str], data: st.DataObject):
    kind, code = made
    letters = kind.read(code)
    place = data.draw(st.integers(0, len(letters) - 1))
    other = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != letters[place]]))

    with pytest.raises(MistypedError):
        kind.read(letters[:place] + other + letters[place + 1 :])


@given(codes())
def test_a_code_is_no_code_of_another_length(made: tuple[CodeKind, str]):
    kind, code = made
    for typed in ("", code[:-1], code + "A"):
        with pytest.raises(MistypedError):
            kind.read(typed)


@pytest.mark.parametrize("letter", ["I", "O", "0", "1", "Ä", "/"])
def test_letters_that_look_alike_are_in_no_code(letter: str):
    with pytest.raises(MistypedError):
        letters_of(f"ABC{letter}")


def test_a_code_stands_in_groups_of_four():
    assert spelled("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"
    assert ONE_TIME.new(lambda _: 0).count("-") == 2
    assert RECOVERY.new(lambda _: 0).count("-") == 5
