"""Breaks a text into lines of a given width; what finds no room is cut with a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.letters.fonts import width_of
from desktop_app.letters.printable import CUT_MARK

# A last word is left out whole unless it is most of the line.
_WORTH_KEEPING = 0.6


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A text by its own lines and words, each word with its width at one point."""

    face: str
    lines: tuple[tuple[tuple[str, float], ...], ...]
    space: float

    def broken(self, width: float, size: float) -> list[str]:
        """Break into lines no wider than `width` points at a type size of `size` points."""
        room = width / size
        return [piece for line in self.lines for piece in self._broken_line(line, room)]

    def _broken_line(self, line: Sequence[tuple[str, float]], room: float) -> list[str]:
        done: list[str] = []
        current, used = "", 0.0
        for word, wide in line:
            if current and used + self.space + wide <= room:
                current, used = f"{current} {word}", used + self.space + wide
                continue
            if current:
                done.append(current)
            current, used = word, wide
            if used > room:
                *whole, current = _pieces(word, self.face, room)
                done += whole
                used = width_of(current, self.face, 1)
        return [*done, current]


def measured(lines: Sequence[str], face: str) -> MeasuredText:
    """Measure a text once, to break it at any width and size."""
    return MeasuredText(
        face,
        tuple(tuple((w, width_of(w, face, 1)) for w in line.split()) for line in lines),
        width_of(" ", face, 1),
    )


def cut_to_lines(
    lines: Sequence[str], most: int, face: str, width: float, size: float
) -> list[str]:
    """Keep at most `most` broken lines; the last of them shows with a mark that more follows."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], cut_to_width(f"{lines[most - 1]} {CUT_MARK}", face, width, size)]


def cut_to_width(text: str, face: str, width: float, size: float) -> str:
    """Shorten one line until it fits, the mark at its end."""
    if width_of(text, face, size) <= width:
        return text
    room = (width - width_of(f" {CUT_MARK}", face, size)) / size
    kept = _pieces(text.removesuffix(CUT_MARK).rstrip(), face, room)[0]
    whole_words = kept.rpartition(" ")[0]
    if len(whole_words) > _WORTH_KEEPING * len(kept):
        kept = whole_words
    return f"{kept.rstrip()} {CUT_MARK}"


def size_to_fit(text: str, face: str, width: float, sizes: tuple[float, float]) -> float:
    """Return the largest type size between `sizes` (largest, smallest) that keeps one line."""
    largest, smallest = sizes
    natural = width_of(text, face, 1) or 1.0
    return max(smallest, min(largest, width / natural))


def balanced(text: MeasuredText, width: float, size: float) -> list[str]:
    """Break into as few lines as the width allows, all about equally long."""
    fewest = len(text.broken(width, size))
    narrow, wide = width / fewest / 2, width
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(text.broken(middle, size)) > fewest:
            narrow = middle
        else:
            wide = middle
    return text.broken(wide, size)


def _pieces(word: str, face: str, room: float) -> list[str]:
    """Break a word without spaces wherever it must be, at least one character a line."""
    pieces: list[str] = []
    start, used = 0, 0.0
    for place, character in enumerate(word):
        wide = width_of(character, face, 1)
        if used + wide > room and place > start:
            pieces.append(word[start:place])
            start, used = place, 0.0
        used += wide
    return [*pieces, word[start:]]
