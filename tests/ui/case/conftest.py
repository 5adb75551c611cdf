"""The page of a case as people of other roles and offices see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.domain.people import Role
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk
from tests.ui.inbox.invented_day import at_the_village
from tests.ui.inbox.stage import InboxStage, an_inbox


@pytest.fixture
def as_clerk(qtbot, theme: Theme, desk: Desk, uids) -> Iterator[InboxStage]:
    with an_inbox(theme, desk.with_roles(Role.CLERK), desk.lookups) as made:
        made.open(qtbot)
        yield made


@pytest.fixture
def village(qtbot, theme: Theme, desk: Desk, uids) -> Iterator[InboxStage]:
    with an_inbox(theme, at_the_village(desk.context), desk.lookups) as made:
        made.open(qtbot)
        yield made
