"""The title that is offered is what the reporter came to say, not how they said hello."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.cases import TITLE_LENGTH
from desktop_app.ui.intake.offered_title import offered_title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Lampu jalan padam. Sudah dua minggu.", "Lampu jalan padam"),
        ("lampu jalan padam\nsudah dua minggu", "Lampu jalan padam"),
        ("Assalamualaikum wr. wb. Selamat pagi Pak, lampu jalan padam.", "Lampu jalan padam"),
        ("Syarat pindah KK apa? Terima kasih.", "Syarat pindah KK apa?"),
        ("Di Jl. Rekaan No. 3 ada lubang. Bahaya.", "Di Jl. Rekaan No. 3 ada lubang"),
        ("Selamat siang", "Selamat siang"),
        ("", ""),
    ],
)
def test_the_first_sentence_after_the_greeting_is_offered(words, title):
    assert offered_title(words) == title


def test_a_long_sentence_is_cut_at_a_word():
    title = offered_title("Jalan di depan pasar berlubang " * 10)
    assert title.endswith("…")
    assert "Jalan di depan pasar berlubang" in title


@given(st.text(max_size=400))
def test_whatever_is_said_the_offered_title_can_be_saved(words):
    title = offered_title(words)
    assert len(title) <= TITLE_LENGTH
    assert title == title.strip()
    assert "\n" not in title
