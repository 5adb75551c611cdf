"""What pyproject.toml asks for is bounded, explained and locked with hashes, once for all."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.supply.locks import ALL, AUDITOR, DESK, DEVELOPERS, SERVER, Release, read_lock
from tests.house.tree import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BASE = PYPROJECT["project"]["dependencies"]
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
WANTED = {
    DESK: [*BASE, *EXTRAS["desk"]],
    SERVER: [*BASE, *EXTRAS["server"]],
    DEVELOPERS: [*BASE, *(line for extra in EXTRAS.values() for line in extra)],
    AUDITOR: PYPROJECT["dependency-groups"]["audit"],
}
SHIPPED = (DESK, SERVER)


def named(lock: Path) -> str:
    """Name a test after its lock."""
    return lock.stem


def releases(lock: Path) -> dict[str, Release]:
    """Return what a lock holds by name; a name that stands twice is no lock."""
    found = read_lock(lock)
    by_name = {release.name: release for release in found}
    assert len(by_name) == len(found)
    return by_name


def requirements(lock: Path) -> list[Requirement]:
    """Return what the project itself asks of a lock."""
    return [Requirement(line) for line in WANTED[lock]]


@pytest.mark.parametrize("lock", ALL, ids=named)
def test_a_lock_holds_every_requirement_within_its_bounds(lock: Path):
    held = releases(lock)
    for wanted in requirements(lock):
        assert wanted.specifier.contains(held[canonicalize_name(wanted.name)].version), wanted


@pytest.mark.parametrize("lock", ALL, ids=named)
def test_every_locked_release_has_its_hashes(lock: Path):
    assert [release.name for release in read_lock(lock) if not release.hashes] == []


@pytest.mark.parametrize("lock", ALL, ids=named)
def test_a_lock_holds_exact_releases_and_no_address_or_option(lock: Path):
    lines = lock.read_text(encoding="utf-8").splitlines()
    known = re.compile(r"#|[a-z0-9._-]+==|    --hash=sha256:[0-9a-f]{64}( \\)?$|    # via ")
    assert [line for line in lines if not known.match(line)] == []
    assert not re.search(r"://|@ ", "\n".join(line for line in lines if line[:1] != "#"))


@pytest.mark.parametrize("lock", SHIPPED, ids=named)
def test_what_is_shipped_is_what_was_tested(lock: Path):
    tested = releases(DEVELOPERS)
    for release in read_lock(lock):
        same = tested[release.name]
        assert (release.version, release.hashes) == (same.version, same.hashes)


@pytest.mark.parametrize("lock", SHIPPED, ids=named)
def test_everything_shipped_is_asked_for_by_the_project_or_by_something_shipped(lock: Path):
    held = releases(lock)
    asked = {canonicalize_name(wanted.name) for wanted in requirements(lock)}
    # psycopg-binary stands behind an extra: psycopg[binary].
    assert {name for name, release in held.items() if release.wanted} == asked
    for release in held.values():
        assert release.wanted or release.asked_by
        assert release.asked_by <= set(held)


@pytest.mark.parametrize("lock", SHIPPED, ids=named)
def test_nothing_that_a_shipped_library_needs_is_left_out(lock: Path):
    held = releases(lock)
    installed = {found.name for found in metadata.distributions()}
    for name in {canonicalize_name(one) for one in installed} & set(held):
        for line in metadata.requires(name) or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in held, f"{name} needs {line}"


def test_the_server_is_locked_without_a_library_of_the_desk():
    own = {canonicalize_name(Requirement(line).name) for line in EXTRAS["desk"]}
    assert own & set(releases(SERVER)) == set()


def test_every_requirement_has_a_floor():
    floors = {">=", "=="}
    assert [
        str(wanted)
        for lock in ALL
        for wanted in requirements(lock)
        if not floors & {specifier.operator for specifier in wanted.specifier}
    ] == []
