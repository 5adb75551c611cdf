"""Windows of people who may not do all there is on the page of the copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.domain.people import Role
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk
from tests.ui.office import Office, Outside, an_office


@pytest.fixture
def clerks_office(qtbot, theme: Theme, desk: Desk, uids, outside: Outside) -> Iterator[Office]:
    clerk = replace(desk, context=desk.with_roles(Role.CLERK))
    with an_office(qtbot, theme, clerk, outside) as made:
        yield made


@pytest.fixture
def signers_office(qtbot, theme: Theme, desk: Desk, uids, outside: Outside) -> Iterator[Office]:
    signer = replace(desk, context=desk.with_roles(Role.SIGNER))
    with an_office(qtbot, theme, signer, outside) as made:
        yield made
