"""Who reported is kept without being used, until that is lifted."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.reporters import IdentityState
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.letters.letter_values import letter_values
from desktop_app.services.open_case import open_case
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.personal_data.find_person import TypedPerson, find_person
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.print_receipt import receipt_of
from desktop_app.services.privacy.reveal_identity import reveal_identity
from desktop_app.services.sync_centre.export_unsent import as_json, unsent_work
from desktop_app.services.sync_centre.waiting_work import waiting_work
from tests.desk import Desk
from tests.services.looking import stored_case, stored_reporter

NAME = "Wening Purnama"


def test_nobody_is_shown_who_it_was_and_no_paper_names_them(desk: Desk) -> None:
    case = desk.registered(reporter_name=NAME).case
    restrict_reporter(RestrictReporter(case.uid, "Sengketa berjalan."), desk.context)

    view = open_case(case.uid, desk.context)
    assert (view.reporter, view.identity_hidden) == (None, True)
    assert not view.may_release_identity
    with pytest.raises(ExpectedError) as refused:
        reveal_identity(case.uid, desk.context)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert NAME not in receipt_of(case.uid, desk.context).reporter_name
    assert NAME not in letter_values(case.uid, desk.context)["nama_pelapor"]
    assert NAME not in as_json(unsent_work(desk.context))
    assert NAME not in str(waiting_work(desk.context))


def test_it_is_kept_and_found_for_whoever_asks_for_their_own(desk: Desk) -> None:
    case = desk.registered(reporter_name=NAME).case
    restrict_reporter(RestrictReporter(case.uid, "Sengketa berjalan."), desk.context)
    reporter = stored_reporter(desk.context, case.uid)
    assert reporter is not None
    assert reporter.name == NAME
    (found,) = find_person(TypedPerson(name=NAME), desk.context)
    assert found.case_uid == case.uid


def test_lifting_it_shows_them_again(desk: Desk) -> None:
    case = desk.registered(reporter_name=NAME).case
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), desk.context)
    restrict_reporter(RestrictReporter(case.uid, "Selesai.", restricted=False), desk.context)

    view = open_case(case.uid, desk.context)
    assert view.reporter is not None
    assert view.reporter.name == NAME
    kinds = [entry.kind for entry in view.entries][-2:]
    assert kinds == [EntryKind.IDENTITY_RESTRICTED, EntryKind.IDENTITY_UNRESTRICTED]


def test_twice_is_told_and_a_reason_is_asked(desk: Desk) -> None:
    case = desk.registered().case
    with pytest.raises(ExpectedError) as refused:
        restrict_reporter(RestrictReporter(case.uid, " "), desk.context)
    assert refused.value.trouble is Trouble.PROBLEMS
    with pytest.raises(ExpectedError) as refused:
        restrict_reporter(RestrictReporter(case.uid, "Cabut.", restricted=False), desk.context)
    assert refused.value.trouble is Trouble.RECORD_CHANGED
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), desk.context)
    with pytest.raises(ExpectedError) as refused:
        restrict_reporter(RestrictReporter(case.uid, "Lagi."), desk.context)
    assert refused.value.trouble is Trouble.RECORD_CHANGED
    assert stored_case(desk.context, case.uid).identity_state is IdentityState.RESTRICTED


def test_what_is_restricted_is_not_corrected(desk: Desk) -> None:
    case = desk.registered(reporter_name=NAME).case
    restrict_reporter(RestrictReporter(case.uid, "Sengketa."), desk.context)
    with pytest.raises(ExpectedError) as refused:
        correct_reporter(CorrectReporter(case.uid, name="Lain"), desk.context)
    assert refused.value.trouble is Trouble.NOT_ALLOWED
