"""Ground rules for every test: no display, no profile of the developer, nothing left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from hypothesis import settings

from desktop_app.ui.singletons import keep_singletons

# The plugins call Qt before any of our windows does.
keep_singletons()

pytest_plugins = (
    "tests.plugins.folders",
    "tests.plugins.leftovers",
    "tests.plugins.logs",
    "tests.plugins.patience",
    "tests.plugins.skips",
)

# A busy machine is slow, not wrong: no deadline. CI tries fewer examples, and new ones each time.
settings.register_profile("desk", deadline=None, derandomize=False, max_examples=60)
settings.register_profile("ci", deadline=None, derandomize=False, max_examples=30)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep tests, and the processes they start, out of the developer's own profiles."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        folder = home / name.lower()
        folder.mkdir()
        os.environ[name] = str(folder)
