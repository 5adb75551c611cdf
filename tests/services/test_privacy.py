"""What is confidential is shown for a reason, whom a case is about does not hear of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.cases import Case
from desktop_app.domain.confidential import Because, Disclosed, DisclosureReason
from desktop_app.domain.documents import ReceiptPaper
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.inbox import InboxGroup, InboxQuery
from desktop_app.domain.people import OfficeKind, Person, Role
from desktop_app.domain.releases import ReleaseKind
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.audit.read_trail import Wanted, trail_page
from desktop_app.services.context import DeskContext, may_see_identity
from desktop_app.services.letters.compose_letter import letter_text
from desktop_app.services.list_cases import case_counts, case_keys
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case
from desktop_app.services.print_receipt import drawn_receipt, full_receipt_pdf, receipt_of
from desktop_app.services.privacy.disclosing import open_confidential
from desktop_app.services.privacy.release import (
    EndRelease,
    GiveRelease,
    end_release,
    give_release,
)
from desktop_app.services.privacy.reveal_identity import reveal_identity
from desktop_app.services.sync_centre.export_unsent import (
    as_json,
    full_unsent_work,
    unsent_work,
)
from desktop_app.services.sync_centre.overruled_values import overruled_values
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.services.sync_centre.waiting_work import waiting_work
from desktop_app.storage.unit_of_work import seen_by
from tests.builders import (
    CLERK_UID,
    DISTRICT_UID,
    VILLAGE_UID,
    a_case,
    a_person,
    a_release,
    an_office,
)
from tests.desk import Desk
from tests.services.refusing import overrule, refuse_last_save

FOR_WORK = Because(DisclosureReason.WORK)
NAME, PHONE, NIK = "Wagiman Rahasia", "081299990000", "3303990101900077"


@pytest.fixture
def colleague(desk: Desk) -> DeskContext:
    """Another clerk of the office, at the same PC."""
    return as_person(desk, a_person(uid=CLERK_UID, roles=frozenset({Role.CLERK, Role.VERIFIER})))


def as_person(desk: Desk, person: Person) -> DeskContext:
    with desk.profile.write() as work:
        work.directory.put_person(person)
        work.commit()
    return replace(
        desk.context,
        person=person,
        open_work=seen_by(desk.profile.write, person.uid),
        open_read=seen_by(desk.profile.read, person.uid),
    )


def confidential(desk: Desk) -> Case:
    return desk.registered(
        confidential=True,
        title="Judul Rahasia",
        reporter_name=NAME,
        reporter_phone=PHONE,
        reporter_nik=NIK,
    ).case


def trouble_of(error: pytest.ExceptionInfo[ExpectedError]) -> Trouble:
    return error.value.trouble


def audited(desk: Desk) -> list[tuple[str, dict[str, str]]]:
    with desk.context.open_read() as work:
        lying = work.audit.page(AuditQuery(), before=None, most=1000)
    entries = [stored.entry for stored in reversed(lying) if stored.entry is not None]
    return [(entry.kind, dict(entry.facts)) for entry in entries]


# --- a confidential case ----------------------------------------------------------------------


def test_nothing_of_a_confidential_case_is_shown_before_somebody_has_said_why(
    desk: Desk, colleague: DeskContext
) -> None:
    case = confidential(desk)
    for ask in (open_case, lambda uid, c: letter_text(uid, "follow_up", c), reveal_identity):
        with pytest.raises(ExpectedError) as refused:
            ask(case.uid, colleague)
        assert trouble_of(refused) is Trouble.REASON_WANTED
        assert refused.value.facts == {"register_number": case.register_number}


def test_the_reason_is_asked_once_a_person_case_and_day_and_written_down(
    desk: Desk, colleague: DeskContext
) -> None:
    case = confidential(desk)
    because = Because(DisclosureReason.OTHER, "Diminta camat.")
    open_confidential(case.uid, because, colleague)
    assert open_case(case.uid, colleague).case.title == "Judul Rahasia"
    assert (AuditKind.SEEN.value, {"what": "case", "because": "other", "full": "yes"}) in audited(
        desk
    )
    with desk.context.open_read() as work:
        told = [(one.what, one.reason, one.words) for one in work.disclosures.of_case(case.uid)]
    took = (Disclosed.CASE, DisclosureReason.TOOK, "")
    assert told == [took, (Disclosed.CASE, DisclosureReason.OTHER, "Diminta camat.")]
    desk.clock.pass_days(1)
    with pytest.raises(ExpectedError) as refused:
        open_case(case.uid, colleague)
    assert trouble_of(refused) is Trouble.REASON_WANTED


def test_who_took_a_confidential_case_need_not_say_why_on_that_day(desk: Desk) -> None:
    case = confidential(desk)
    assert open_case(case.uid, desk.context).case == case
    desk.clock.pass_days(1)
    with pytest.raises(ExpectedError):
        open_case(case.uid, desk.context)


@pytest.mark.parametrize(
    "because",
    [
        Because(None),
        Because(DisclosureReason.OTHER, "  "),
        Because(DisclosureReason.WORK, "x" * 501),
    ],
)
def test_a_reason_that_says_nothing_opens_nothing(
    desk: Desk, colleague: DeskContext, because: Because
) -> None:
    case = confidential(desk)
    with pytest.raises(ExpectedError) as refused:
        open_confidential(case.uid, because, colleague)
    assert trouble_of(refused) is Trouble.PROBLEMS


def test_a_receipt_of_a_confidential_case_tells_its_number_and_dates_alone(desk: Desk) -> None:
    case = confidential(desk)
    receipt = receipt_of(case.uid, desk.context)
    assert receipt.register_number == case.register_number
    assert {receipt.title, receipt.location, receipt.reporter_name} == {"Dirahasiakan"}
    assert drawn_receipt(case.uid, desk.context, ReceiptPaper.A5_PAIR).is_redacted


def test_a_receipt_in_full_is_drawn_for_a_reason_and_noted(desk: Desk) -> None:
    case = confidential(desk)
    assert receipt_of(case.uid, desk.context, full=True).reporter_name == NAME
    because = Because(DisclosureReason.REPORTER_ASKS)
    full_receipt_pdf(case.uid, because, desk.context, ReceiptPaper.A5_PAIR)
    noted = {"what": "receipt", "because": "reporter_asks", "full": "yes"}
    assert (AuditKind.PRINTED.value, noted) in audited(desk)


def test_an_anonymous_reporter_is_named_on_no_receipt(desk: Desk) -> None:
    case = desk.registered(anonymous=True, reporter_name=NAME).case
    assert receipt_of(case.uid, desk.context, full=True).reporter_name == "Dirahasiakan"


def test_an_export_leaves_out_what_is_confidential_unless_somebody_says_why(desk: Desk) -> None:
    confidential(desk)
    desk.registered(title="Judul biasa")
    told = as_json(unsent_work(desk.context))
    assert "Judul biasa" in told
    assert not [word for word in (NAME, "Judul Rahasia", NIK) if word in told]
    full = as_json(full_unsent_work(FOR_WORK, desk.context))
    assert json.loads(full)["perubahan"]
    assert NAME in full
    noted = {"what": "unsent_work", "because": "work", "full": "yes"}
    assert (AuditKind.EXPORTED.value, noted) in audited(desk)


def test_lists_tell_nothing_that_was_written_to_a_confidential_case_before_it_is_opened(
    desk: Desk, colleague: DeskContext
) -> None:
    case = confidential(desk)
    refuse_last_save(desk, case.uid, "CASE_EXISTS")
    (save,) = refused_saves(colleague)
    assert [part.parts for part in save.changes] == [()]
    desk.clock.pass_days(1)
    overrule(desk, case.uid)
    (value,) = overruled_values(desk.context).mine
    assert (value.conflict.mine, value.conflict.theirs, value.stands) == (None, None, None)
    open_confidential(case.uid, FOR_WORK, desk.context)
    (value,) = overruled_values(desk.context).mine
    assert value.conflict.mine is not None


# --- who reported -----------------------------------------------------------------------------


def test_telephone_and_nik_are_masked_until_somebody_asks_for_them(desk: Desk) -> None:
    case = desk.registered(reporter_name=NAME, reporter_phone=PHONE, reporter_nik=NIK).case
    shown = open_case(case.uid, desk.context).reporter
    assert shown is not None
    assert (shown.name, shown.phone) == (NAME, "0812-****-0000")
    assert NIK not in shown.nik
    revealed = reveal_identity(case.uid, desk.context)
    assert (revealed.phone, revealed.nik) == ("+6281299990000", NIK)
    assert (AuditKind.REVEALED.value, {"what": "identity"}) in audited(desk)


def test_who_reported_is_let_known_to_the_office_that_works_on_it_until_a_day(
    desk: Desk,
) -> None:
    case = desk.registered(reporter_name=NAME).case
    for move, to in ((MoveName.VERIFY, None), (MoveName.ASSIGN, VILLAGE_UID)):
        move_case(MoveCase(case.uid, move, to_office_uid=to), desk.context)
    until = desk.context.today() + timedelta(days=14)
    request = GiveRelease(case.uid, ReleaseKind.IDENTITY, VILLAGE_UID, "Mengirim balasan.", until)
    give_release(request, desk.context)
    view = open_case(case.uid, desk.context)
    assert view.entries[-1].kind is EntryKind.IDENTITY_RELEASED
    assert (view.releases[0].until, view.releases[0].reason) == (until, "Mengirim balasan.")
    end_release(
        EndRelease(case.uid, ReleaseKind.IDENTITY, VILLAGE_UID, "Sudah terkirim."), desk.context
    )
    assert open_case(case.uid, desk.context).entries[-1].kind is EntryKind.IDENTITY_WITHHELD
    facts = [facts for kind, facts in audited(desk) if kind == AuditKind.RELEASED.value]
    assert [one["ends"] for one in facts] == ["no", "yes"]


def test_who_reported_is_let_known_nowhere_that_has_not_the_case(desk: Desk) -> None:
    case = desk.registered(reporter_name=NAME).case
    until = desk.context.today()
    request = GiveRelease(case.uid, ReleaseKind.IDENTITY, VILLAGE_UID, "Balasan.", until)
    with pytest.raises(ExpectedError) as refused:
        give_release(request, desk.context)
    assert [problem.field for problem in refused.value.problems] == ["office"]


def test_a_release_shows_no_name_at_an_office_that_is_complained_about_since(
    desk: Desk,
) -> None:
    village = an_office(uid=VILLAGE_UID, kind=OfficeKind.VILLAGE)
    worker = a_person(office_uid=VILLAGE_UID, roles=frozenset({Role.VERIFIER}))
    there = replace(desk.context, office=village, person=worker)
    case = a_case(assigned_office_uid=VILLAGE_UID)
    release = a_release(
        case_uid=case.uid,
        kind=ReleaseKind.IDENTITY,
        to_office_uid=VILLAGE_UID,
        until=desk.context.today(),
    )
    assert may_see_identity(case, there, [release])
    about_them = replace(case, complained_office_uid=VILLAGE_UID)
    assert not may_see_identity(about_them, there, [release])
    assert not may_see_identity(replace(case, anonymous=True), there, [release])


# --- about whom a case is ---------------------------------------------------------------------


def test_a_case_about_a_village_may_be_released_by_the_district(desk: Desk) -> None:
    case = desk.registered(complained_office_uid=VILLAGE_UID).case
    view = open_case(case.uid, desk.context)
    assert (view.withheld_from, view.may_release) == ((VILLAGE_UID,), frozenset({VILLAGE_UID}))
    give_release(
        GiveRelease(case.uid, ReleaseKind.CASE, VILLAGE_UID, "Diminta penjelasan."), desk.context
    )
    view = open_case(case.uid, desk.context)
    assert (view.withheld_from, view.entries[-1].kind) == ((), EntryKind.RELEASED)
    end_release(EndRelease(case.uid, ReleaseKind.CASE, VILLAGE_UID, "Selesai."), desk.context)
    assert open_case(case.uid, desk.context).withheld_from == (VILLAGE_UID,)


def test_of_a_case_about_the_own_office_nobody_there_hears_but_who_took_it(
    desk: Desk, colleague: DeskContext
) -> None:
    case = desk.registered(complained_office_uid=DISTRICT_UID, title="Petugas minta uang").case
    for group in InboxGroup:
        assert len(case_keys(InboxQuery(group), colleague)) == 0
    assert len(case_keys(InboxQuery(words="petugas"), colleague)) == 0
    assert case_counts(colleague).total == 0
    assert waiting_work(colleague).changes == sync_summary(colleague).waiting == 0
    assert case.register_number not in as_json(full_unsent_work(FOR_WORK, colleague))
    with pytest.raises(ExpectedError) as refused:
        open_case(case.uid, colleague)
    assert trouble_of(refused) is Trouble.RECORD_GONE

    assert case_counts(desk.context).total == 1
    assert waiting_work(desk.context).changes == 1
    assert not open_case(case.uid, desk.context).verdicts[MoveName.VERIFY].allowed


def test_the_trail_tells_an_administrator_nothing_of_a_case_about_their_office(
    desk: Desk, colleague: DeskContext
) -> None:
    case = desk.registered(complained_office_uid=DISTRICT_UID).case
    other = desk.registered().case
    admin = replace(
        colleague, person=replace(colleague.person, roles=frozenset({Role.OFFICE_ADMIN}))
    )
    told = {line.entry.case_uid for line in trail_page(Wanted(), admin).lines if line.entry}
    assert other.uid in told
    assert case.uid not in told
    own = {line.entry.case_uid for line in trail_page(Wanted(), desk.context).lines if line.entry}
    assert case.uid in own


def test_an_official_complained_about_hears_nothing_on_their_own_desk(
    desk: Desk, colleague: DeskContext
) -> None:
    case = desk.registered(complained_person_uid=CLERK_UID).case
    with pytest.raises(ExpectedError) as refused:
        open_case(case.uid, colleague)
    assert trouble_of(refused) is Trouble.RECORD_GONE
    assert open_case(case.uid, desk.context).withheld_from == (DISTRICT_UID,)


def test_a_round_carries_what_is_kept_from_whoever_is_signed_in(
    desk: Desk, colleague: DeskContext
) -> None:
    desk.registered(complained_office_uid=DISTRICT_UID)
    with desk.profile.read() as work:
        assert work.outbox.count_waiting() == 1
        assert work.cases.count() == 1
