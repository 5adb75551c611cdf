"""What pyproject.toml asks for is bounded, explained and locked with hashes."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def requirements() -> list[Requirement]:
    """Return every requirement, of both sides and of the developers."""
    extras = PROJECT["optional-dependencies"].values()
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    return [Requirement(line) for line in lines]


def locked() -> dict[str, str]:
    """Return what the lock holds: canonical name → version."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK, flags=re.MULTILINE))


def test_the_lock_holds_every_requirement_within_its_bounds():
    versions = locked()
    for wanted in requirements():
        assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)]), wanted


def test_every_locked_package_has_its_hashes():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_requirement_has_a_floor():
    floors = {">=", "=="}
    assert [
        str(wanted)
        for wanted in requirements()
        if not floors & {specifier.operator for specifier in wanted.specifier}
    ] == []
