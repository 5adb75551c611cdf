"""A desk in the middle of its work, and its inbox in a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.people import Role
from desktop_app.ui.theme.theme import Theme
from tests.desk import Desk, a_desk
from tests.ui.inbox.invented_day import a_working_day, at_the_village
from tests.ui.inbox.stage import InboxStage, an_inbox


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as made:
        yield made


@pytest.fixture
def uids(desk: Desk) -> dict[str, UUID]:
    """The cases of the working day; asking for them fills the desk."""
    return a_working_day(desk)


@pytest.fixture
def stage(qtbot, theme: Theme, desk: Desk, uids: dict[str, UUID]) -> Iterator[InboxStage]:
    """The inbox on screen with its first case."""
    with an_inbox(theme, desk.context, desk.lookups) as made:
        made.open(qtbot)
        yield made


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
