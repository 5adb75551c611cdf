"""Searches folders for marked words: names of files, what they hold, what is packed in that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tests.markers.containers import opened
from tests.markers.forms import Search

Places = Mapping[str, set[str]]


def places_of(words: Collection[str], roots: Collection[Path]) -> Places:
    """Return where each word lies in files and folders; one that lies nowhere is left out."""
    search = Search(words)
    found: dict[str, set[str]] = defaultdict(set)
    for root in roots:
        for path in _everything(root):
            name = path.name.encode("utf-8", "surrogateescape")
            for word in search.found_in(name):
                found[word].add(f"the name {path}")
            for way, content in _contents(path):
                for word in search.found_in(content):
                    found[word].add(f"{path}{way}")
    return dict(found)


def _everything(root: Path) -> Iterator[Path]:
    return (path for path in (root, *sorted(root.rglob("*"))) if not path.is_symlink())


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.is_file():  # folders, and the sockets that programs listen at
        return
    content = path.read_bytes()
    yield "", content
    for way, inside in opened(content):
        yield f" / {way}", inside
