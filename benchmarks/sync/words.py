"""Invented words that pack about as badly as what people write; a list of words packs too well."""

from __future__ import annotations

from random import Random

_CONSONANTS = "bcdghjklmnprstwy"
_VOWELS = "aiueo"
_SYLLABLES = (1, 2, 2, 3, 3, 4)


def invented_text(random: Random, letters: int) -> str:
    """Return a text of exactly so many letters."""
    text = ""
    while len(text) < letters:
        text += _word(random) + " "
    return text[: letters - 1] + "."


def _word(random: Random) -> str:
    syllables = random.choice(_SYLLABLES)
    return "".join(random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(syllables))
