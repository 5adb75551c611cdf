"""F19: a second program on a profile is told so, while the first goes on saving undisturbed.

That two programs which both got past the lock lose no save is tried in tests/storage.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.bootstrap.desk import enrol_profile, open_desk, system_clock
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.ui.shell.doors import EnrolForm
from tests.desk import PASSWORD
from tests.faults.served import ServedWorld
from tests.house.tree import ROOT
from tests.server.world import World
from tests.sync.enrolled import RINA, code_for

SAVES = 6


def test_a_second_program_on_a_profile_is_told_and_the_first_saves_on(
    sqlite: World, tmp_path: Path
):
    profile, person = tmp_path / "counter", UUID(RINA[1])
    with ServedWorld(sqlite) as served:
        code = code_for(served, RINA)
        enrol_profile(profile, EnrolForm(served.url, code, PASSWORD))
    first = subprocess.Popen(
        [sys.executable, "-m", "tests.peers.typing_program", str(profile), str(person), str(SAVES)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout is not None
    for _ in range(SAVES):
        assert first.stdout.readline()
        with pytest.raises(ExpectedError) as refused:
            open_desk(profile, person, PASSWORD, clock=system_clock)
        assert refused.value.trouble is Trouble.PROFILE_IN_USE
    first.kill()
    first.communicate()
    second = open_desk(profile, person, PASSWORD, clock=system_clock)
    assert sync_summary(second.context).waiting == SAVES
    second.close()
