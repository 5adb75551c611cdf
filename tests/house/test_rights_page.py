"""The page for operators says what the table of rights says, and no more."""

from __future__ import annotations

from tests.house import rights_page
from tests.house.tree import ROOT


def test_the_page_of_rights_equals_the_table() -> None:
    lines = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8").splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert tables == [*rights_page.roles_of_offices(), *rights_page.rights_of_roles()]
