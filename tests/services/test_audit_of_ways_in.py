"""How somebody got in is in the audit trail, also before they had signed in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.bootstrap.desk import open_desk, system_clock
from desktop_app.bootstrap.way_in import choose_password
from desktop_app.domain.audit import AuditKind
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.access import choose_password as by_code
from desktop_app.services.access.let_in import let_in
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.ui.shell.doors import CodeForm
from tests.builders import CLERK_UID, a_person
from tests.desk import PASSWORD, a_desk

CHOSEN = "sandi pilihan"


def facts_of(profile: OpenProfile, kind: AuditKind) -> list[dict[str, str]]:
    with profile.read() as work:
        rows = work.audit.page(AuditQuery(kind=kind), before=None, most=9)
    return [dict(row.entry.facts) for row in rows if row.entry is not None]


def test_wrong_passwords_are_counted_until_the_right_one(tmp_path: Path):
    with a_desk(tmp_path) as desk:
        person_uid = desk.context.person.uid
    folder = tmp_path / "profile"
    for _ in range(2):
        with pytest.raises(ExpectedError) as refused:
            open_desk(folder, person_uid, "bukan sandinya", clock=system_clock)
        assert refused.value.trouble is Trouble.WRONG_PASSWORD
    for counted in (2, 0):
        opened = open_desk(folder, person_uid, PASSWORD, clock=system_clock)
        opened.close()
        assert opened.wrong_tries == counted


def test_a_one_time_code_that_was_used_is_noted_in_the_name_of_who_used_it(tmp_path: Path):
    with a_desk(tmp_path, signer=a_person(uid=CLERK_UID)) as desk:
        desk.clock.now = system_clock()
        code = let_in(CLERK_UID, desk.context).code
    folder = tmp_path / "profile"
    choose_password(folder, CodeForm(code, CLERK_UID, CHOSEN))
    with closing(Profile.open(folder, CLERK_UID, CHOSEN)) as profile:
        assert facts_of(profile, AuditKind.CODE_GIVEN) == [{"whom": str(CLERK_UID)}]
        assert facts_of(profile, AuditKind.CODE_USED) == [{}]
        with profile.read() as work:
            [row] = work.audit.page(AuditQuery(kind=AuditKind.CODE_USED), before=None, most=2)
        assert row.entry is not None
        assert row.entry.person_uid == CLERK_UID


def test_a_password_that_cannot_be_noted_is_not_chosen(tmp_path: Path):
    with a_desk(tmp_path, signer=a_person(uid=CLERK_UID)) as desk:
        desk.clock.now = system_clock()
        code = let_in(CLERK_UID, desk.context).code
    folder = tmp_path / "profile"

    def full_disk() -> None:
        raise ExpectedError(Trouble.DISK_FULL)

    profile, holder = Profile.open_by_code(folder, code)
    with closing(profile):
        people = by_code.people_of_code(holder, profile.read)
        with pytest.raises(ExpectedError):
            by_code.choose_password(CLERK_UID, CHOSEN, people, profile.keys, note=full_disk)
    with pytest.raises(ExpectedError) as refused:
        Profile.open(folder, CLERK_UID, CHOSEN)
    assert refused.value.trouble is Trouble.WRONG_PASSWORD
