"""Offers a title from the reporter's own words, until the clerk writes a better one."""

from __future__ import annotations

import re

_LONGEST = 90
_GREETING = re.compile(
    r"(?:(?:ass?ala?mm?u?'?\s?al[ae]i?kum|ass?\.?\s?wr\.?\s?wb|selamat (?:pagi|siang|sore|malam)|"
    r"salam sejahtera|permisi|mohon izin|izin (?:lapor|melapor|bertanya)|halo|hallo|hai|wr\.? ?wb|"
    r"warahmatullahi|wabarakatuh|pak|bu|bapak|ibu|min|admin|kak|mas|mbak)\b[\s,.!/]*)+",
    re.IGNORECASE,
)
# A dot after three letters or less is more often an abbreviation: Jl., No., Kec.
_SENTENCE_END = re.compile(r"(?<=\w{4})\.(?=\s|$)|[!?](?=\s|$)|\n")


def offered_title(words: str) -> str:
    """Return the first sentence after the greeting, shortened at a word; empty without words."""
    text = words.strip()
    greeting = _GREETING.match(text)
    told = text[greeting.end() :] if greeting else text
    sentence = " ".join(_first_sentence(told.strip() or text).split())
    if len(sentence) > _LONGEST:
        sentence = sentence[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:-") + "…"
    return sentence[:1].upper() + sentence[1:]


def _first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    if end is None:
        return text
    return text[: end.end() if end.group() == "?" else end.start()]
