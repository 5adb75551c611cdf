"""Every use case goes through the search for marked words, or says why it leaves nothing."""

from __future__ import annotations

from tests.house.tree import ROOT
from tests.markers.seedings import SEEDINGS
from tests.markers.use_cases import LEAVES_NOTHING, USE_CASES

_SERVICES = ROOT / "desktop_app" / "services"


def use_cases() -> set[str]:
    paths = (path.relative_to(_SERVICES) for path in _SERVICES.rglob("*.py"))
    return {".".join(path.with_suffix("").parts) for path in paths if path.name != "__init__.py"}


def test_every_use_case_is_in_a_seeding_or_says_why_it_leaves_nothing():
    missing = use_cases() - USE_CASES.keys() - LEAVES_NOTHING.keys()
    assert not missing, f"add a line to tests/markers/use_cases.py for {sorted(missing)}"


def test_no_use_case_is_named_that_is_gone_or_named_twice():
    assert (USE_CASES.keys() | LEAVES_NOTHING.keys()) <= use_cases()
    assert not USE_CASES.keys() & LEAVES_NOTHING.keys()


def test_every_seeding_that_is_named_is_played():
    assert set(USE_CASES.values()) <= SEEDINGS.keys()
