"""Who gets into a PC: let in by a colleague, shut out, one's own password, the printed code."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop_app.domain.errors import ExpectedError, ProblemCode, Trouble
from desktop_app.domain.people import Role
from desktop_app.services.access.change_password import ChangePassword, change_password
from desktop_app.services.access.choose_password import choose_password, people_of_code
from desktop_app.services.access.keyring_opening import turn_keyring_on
from desktop_app.services.access.let_in import let_in
from desktop_app.services.access.recovery_code import renew_recovery_code
from desktop_app.services.access.shut_out import shut_out, shut_out_who_left
from desktop_app.services.access.who_signs_in import who_signs_in
from desktop_app.storage.profile import Profile
from tests.builders import VERIFIER_UID, a_person
from tests.desk import PASSWORD, Desk
from tests.keyrings import MemoryKeyring, the_keyring
from tests.letters.pdf_reading import flowing
from tests.services.people import CAMAT_UID

NEW = "sandi yang baru"


def trouble_of(use_case) -> ExpectedError:
    with pytest.raises(ExpectedError) as refused:
        use_case()
    return refused.value


def store_person(desk: Desk, **changes) -> None:
    with desk.context.open_work() as work:
        work.directory.put_person(a_person(**changes))
        work.commit()


def test_it_is_told_who_signs_in_and_who_of_the_office_could(desk: Desk):
    store_person(desk, uid=uuid4(), name="Sudah Pindah", active=False)
    told = who_signs_in(desk.context)

    assert [holder.uid for holder in told.holders] == [VERIFIER_UID]
    assert [person.uid for person in told.others] == [CAMAT_UID]
    assert told.may_let_in


def test_a_colleague_who_was_let_in_is_told_of_with_the_end_of_the_code(desk: Desk):
    given = let_in(CAMAT_UID, desk.context)

    assert given.until == desk.clock() + timedelta(days=3)
    (_, holder) = who_signs_in(desk.context).holders
    assert (holder.uid, holder.has_password, holder.code_until) == (
        CAMAT_UID,
        False,
        given.until,
    )


@pytest.mark.parametrize("role", [Role.CLERK, Role.EXECUTOR, Role.MONITOR, Role.PARTNER])
def test_who_may_not_let_in_is_told_who_may(desk: Desk, role: Role):
    context = desk.with_roles(role)

    for refused in (
        trouble_of(lambda: let_in(CAMAT_UID, context)),
        trouble_of(lambda: shut_out(CAMAT_UID, context)),
        trouble_of(lambda: renew_recovery_code(context)),
    ):
        assert refused.trouble is Trouble.NOT_ALLOWED
        assert refused.facts["right"] == "let_in"
    assert not who_signs_in(context).may_let_in
    assert len(context.keys.holders()) == 1


def test_nobody_of_another_office_or_out_of_service_is_let_in(desk: Desk):
    left, stranger = uuid4(), uuid4()
    store_person(desk, uid=left, active=False)
    store_person(desk, uid=stranger, office_uid=uuid4())

    for uid in (left, stranger, uuid4()):
        assert trouble_of(lambda uid=uid: let_in(uid, desk.context)).trouble is Trouble.RECORD_GONE


def test_who_is_shut_out_is_no_longer_known_here(desk: Desk):
    let_in(CAMAT_UID, desk.context)
    shut_out(CAMAT_UID, desk.context)

    assert [holder.uid for holder in desk.context.keys.holders()] == [VERIFIER_UID]


def test_nobody_shuts_themselves_out(desk: Desk):
    assert trouble_of(lambda: shut_out(VERIFIER_UID, desk.context)).trouble is Trouble.NOT_ALLOWED
    assert desk.context.keys.is_password(VERIFIER_UID, PASSWORD)


def test_who_left_the_service_gets_in_no_more(desk: Desk):
    let_in(CAMAT_UID, desk.context)
    store_person(desk, uid=CAMAT_UID, active=False)

    assert shut_out_who_left(desk.context) == {CAMAT_UID}
    assert [holder.uid for holder in desk.context.keys.holders()] == [VERIFIER_UID]
    assert shut_out_who_left(desk.context) == frozenset()


def test_the_last_one_is_shut_out_only_where_a_printed_code_still_opens(desk: Desk):
    store_person(desk, uid=VERIFIER_UID, active=False)

    assert shut_out_who_left(desk.context) == frozenset()
    assert desk.context.keys.is_password(VERIFIER_UID, PASSWORD)

    desk.context.keys.new_recovery_code()
    assert shut_out_who_left(desk.context) == frozenset()  # nobody has seen it

    desk.context.keys.recovery_code_is_on_paper()
    assert shut_out_who_left(desk.context) == {VERIFIER_UID}
    assert desk.context.keys.holders() == []


def test_one_changes_the_own_password_with_the_one_of_now(desk: Desk):
    change_password(ChangePassword(PASSWORD, NEW, NEW), desk.context)

    assert desk.context.keys.is_password(VERIFIER_UID, NEW)
    assert not desk.context.keys.is_password(VERIFIER_UID, PASSWORD)


def test_a_changed_password_ends_what_the_keyring_opens(desk: Desk):
    with the_keyring(MemoryKeyring()):
        turn_keyring_on(PASSWORD, desk.context)
        assert desk.context.keys.holders()[0].has_keyring
        change_password(ChangePassword(PASSWORD, NEW, NEW), desk.context)
    assert not desk.context.keys.holders()[0].has_keyring


@pytest.mark.parametrize(
    ("password", "trouble"), [("", Trouble.PROBLEMS), ("salah sekali", Trouble.WRONG_PASSWORD)]
)
def test_a_pc_left_open_is_not_enough_to_turn_the_keyring_on(
    desk: Desk, password: str, trouble: Trouble
):
    chosen = MemoryKeyring()
    with the_keyring(chosen):
        refused = trouble_of(lambda: turn_keyring_on(password, desk.context))

    assert refused.trouble is trouble
    assert chosen.kept == {}
    assert not desk.context.keys.holders()[0].has_keyring


def test_a_wrong_password_of_now_changes_nothing(desk: Desk):
    wanted = ChangePassword("salah sekali", NEW, NEW)

    refused = trouble_of(lambda: change_password(wanted, desk.context))

    assert refused.trouble is Trouble.WRONG_PASSWORD
    assert desk.context.keys.is_password(VERIFIER_UID, PASSWORD)


@pytest.mark.parametrize(
    ("wanted", "field", "code"),
    [
        (ChangePassword("", NEW, NEW), "old", ProblemCode.REQUIRED),
        (ChangePassword(PASSWORD, "pendek", "pendek"), "new", ProblemCode.PASSWORD_TOO_SHORT),
        (ChangePassword(PASSWORD, NEW, NEW + "x"), "again", ProblemCode.PASSWORDS_DIFFER),
    ],
)
def test_a_slip_in_the_form_is_said_at_its_field(
    desk: Desk, wanted: ChangePassword, field: str, code: ProblemCode
):
    (problem,) = trouble_of(lambda: change_password(wanted, desk.context)).problems

    assert (problem.field, problem.code) == (field, code)


def test_a_new_printed_code_stands_on_its_sheet_and_opens_this_pc(desk: Desk, tmp_path: Path):
    printed = renew_recovery_code(desk.context)
    desk.profile.close()

    opened, holder = Profile.open_by_code(tmp_path / "profile", printed.code)
    with closing(opened):
        assert holder is None
        people = people_of_code(holder, opened.read)
    assert {person.uid for person in people} == {VERIFIER_UID, CAMAT_UID}
    words = flowing(printed.pdf)
    assert all(group in words for group in printed.code.split("-"))
    assert desk.context.office.name in words


def test_only_whom_the_code_lets_in_chooses_a_password(desk: Desk):
    let_in(CAMAT_UID, desk.context)
    holder = desk.context.keys.holders()[1]
    people = people_of_code(holder, desk.context.open_read)
    keys = desk.context.keys
    noted: list[bool] = []

    def choose(person_uid: UUID, password: str) -> None:
        choose_password(
            person_uid,
            password,
            people,
            keys,
            note=lambda: noted.append(keys.is_password(person_uid, NEW)),
        )

    refused = trouble_of(lambda: choose(VERIFIER_UID, NEW))
    assert refused.trouble is Trouble.NOT_ALLOWED
    short = trouble_of(lambda: choose(CAMAT_UID, "pendek"))
    assert [problem.field for problem in short.problems] == ["password"]

    assert noted == []

    choose(CAMAT_UID, NEW)
    assert noted == [False]  # before it counted
    assert keys.is_password(CAMAT_UID, NEW)
    assert replace(holder, has_password=True, code_until=None) in keys.holders()
