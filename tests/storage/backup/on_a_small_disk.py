"""What goes wrong in places that are really full, closed or gone; run in mounts of its own.

Arguments: a scenario and a folder with a profile in `profile`. Says as JSON what was met. Started
by `test_places.py` under `unshare`, so that no mount outlives it and nobody else sees one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.domain.backups import Backup, BackupProgress, BackupStage, Occasion
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.backup.after_restore import settler
from desktop_app.storage.backup.copies import ProfileCopies, own_place
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.profile import Profile
from desktop_app.storage.profile_keys import LockedKeys
from tests.builders import NOW, VERIFIER_UID
from tests.desk import PASSWORD
from tests.storage.backup.conftest import ZONE


def full_second(root: Path, copies: ProfileCopies) -> None:
    """A stick with less room than the copy needs."""
    stick = mounted(root / "stick", "256k")
    copies.claim(stick)
    carry(copies, stick)


def full_first(root: Path, copies: ProfileCopies) -> None:
    """The disk of the data is full."""
    mounted(root / "profile" / "backups", "256k")
    make(copies)


def closed_second(root: Path, copies: ProfileCopies) -> None:
    """A stick whose lock was pushed, or a share that may only be read."""
    stick = mounted(root / "stick", "64m")
    copies.claim(stick)
    run("mount", "-o", "remount,ro", str(stick))
    carry(copies, stick)


def closed_first(root: Path, copies: ProfileCopies) -> None:
    """The folder of the data may only be read."""
    place = mounted(root / "profile" / "backups", "64m")
    run("mount", "-o", "remount,ro", str(place))
    make(copies)


def pulled_out(root: Path, copies: ProfileCopies) -> None:
    """A stick that is pulled out while it is written."""
    stick = mounted(root / "stick", "64m")
    copies.claim(stick)

    def pull(progress: BackupProgress) -> None:
        if progress.stage is BackupStage.SECOND_PLACE and progress.done:
            run("umount", "--lazy", str(stick))

    carry(copies, stick, tell=pull)


def full_return(root: Path, copies: ProfileCopies) -> None:
    """A return on a disk that has no room for a second database."""
    made = make(copies)
    kept = root / "kept"
    shutil.move(root / "profile", kept)
    disk = mounted(root / "profile", "8m")
    shutil.copytree(kept, disk, dirs_exist_ok=True)
    room = shutil.disk_usage(disk).free
    (disk / "ballast").write_bytes(b"x" * (room - 300_000))
    key = LockedKeys(disk, lambda: NOW).unlock(VERIFIER_UID, PASSWORD)
    Profile.restore(
        disk,
        key,
        own_place(disk),
        made.name,
        at=NOW,
        settle=settler(NOW, ZONE, person_uid=None, read_anew=lambda _work: None),
        watch=Watch(),
    )


def mounted(folder: Path, size: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    return folder


def run(*command: str) -> None:
    subprocess.run(command, check=True)


def make(copies: ProfileCopies) -> Backup:
    return copies.make(Occasion.ASKED, NOW, tell=lambda _: None, cancelled=lambda: False)


def carry(
    copies: ProfileCopies,
    stick: Path,
    *,
    tell: Callable[[BackupProgress], None] = lambda _: None,
) -> None:
    copies.carry(copies.all()[0].name, stick, tell=tell, cancelled=lambda: False)


SCENARIOS = {
    one.__name__: one
    for one in (full_second, full_first, closed_second, closed_first, pulled_out, full_return)
}


def main(scenario: str, root: Path) -> None:
    """Print the trouble that was met, what was left in the places, and what the profile holds."""
    met: dict[str, object] = {"trouble": "", "facts": {}}
    with closing(Profile.open(root / "profile", VERIFIER_UID, PASSWORD)) as profile:
        copies = profile.copies(ZONE)
        if scenario == "full_return":
            profile.close()
        try:
            SCENARIOS[scenario](root, copies)
        except ExpectedError as error:
            met = {"trouble": error.trouble.value, "facts": error.facts}
    places = [root / "profile" / "backups", root / "stick"]
    left = [
        str(one) for place in places if place.is_dir() for one in place.rglob("*") if one.is_file()
    ]
    with closing(Profile.open(root / "profile", VERIFIER_UID, PASSWORD)) as profile:
        with profile.read() as work:
            cases = work.cases.count()
        named = [one.name for one in profile.copies(ZONE).all()]
    print(json.dumps({**met, "left": left, "cases": cases, "named": named}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
