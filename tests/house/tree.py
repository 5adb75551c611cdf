"""The files of this source tree, found without git so that an unpacked archive is checked too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Rule = Callable[[str], list[str]]


def files() -> Iterator[Path]:
    """Yield every file that is or will be committed."""
    left_out = [".git", *ignored_patterns()]
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if not matches(name, left_out)]
        yield from (Path(folder, name) for name in names if not matches(name, left_out))


def ignored_patterns() -> list[str]:
    """Return what .gitignore names, without the slash that marks a folder."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return [line.rstrip("/") for line in lines]


def matches(name: str, patterns: list[str]) -> bool:
    """Whether a file or folder of this name is left out."""
    return any(fnmatch(name, pattern) for pattern in patterns)


def python_files(*folders: str) -> Iterator[Path]:
    """Yield the Python files below these folders; none at all would check nothing."""
    for folder in folders:
        found = sorted((ROOT / folder).rglob("*.py"))
        assert found, f"{folder} holds no Python"
        yield from found


def named(path: Path) -> str:
    """Return the path as it is written in this tree."""
    return path.relative_to(ROOT).as_posix()


def faults(rule: Rule, paths: Iterable[Path]) -> list[str]:
    """Return the faults of all files, each with the name of its file."""
    return [
        f"{named(path)}: {fault}"
        for path in paths
        for fault in rule(path.read_text(encoding="utf-8"))
    ]
