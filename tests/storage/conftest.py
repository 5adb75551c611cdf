"""Real encrypted profiles in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desktop_app.domain.ports import OpenWork
from desktop_app.storage.engine import open_engine
from desktop_app.storage.migrate import migrate
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import CLERK_UID
from tests.storage.secrets_for_tests import CHEAP, KEY, PASSWORD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the profile lies."""
    return tmp_path / "Profil Kecamatan"


@pytest.fixture
def profile(folder: Path) -> Iterator[OpenProfile]:
    """A new profile, open, with the clerk in it."""
    made = Profile.create(folder, CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)
    with closing(made):
        yield made


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenWork]:
    """Opens work on a profile that stays empty: for tests that never commit."""
    folder = tmp_path_factory.mktemp("empty") / "profile"
    made = Profile.create(folder, CLERK_UID, "Sari Rekaan", PASSWORD, cost=CHEAP)
    with closing(made):
        yield made.write


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a bare database lies."""
    return tmp_path / "office.db"


@pytest.fixture
def engine(database: Path) -> Iterator[Engine]:
    """The writer of a new, empty database without a profile around it."""
    opened = open_engine(database, KEY)
    migrate(opened, database, KEY)
    yield opened
    opened.dispose()
