"""What is typed survives a power cut, for the person who typed it and nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from hypothesis import given

from desktop_app.domain.cases import Channel
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.services.keep_draft import drop_draft, keep_draft, kept_draft
from desktop_app.services.keep_file import keep_file
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.storage.profile import Profile
from tests import strategies
from tests.builders import NOW, a_draft, a_person
from tests.desk import PASSWORD, Desk, a_desk, an_intake
from tests.services.looking import count_of_cases


@given(draft=strategies.drafts)
def test_a_form_comes_back_letter_by_letter(shared_desk: Desk, draft: IntakeDraft) -> None:
    at = keep_draft(draft, shared_desk.context)
    kept = kept_draft(shared_desk.context)
    if draft.is_blank:
        assert (at, kept) == (None, None)
    else:
        assert kept is not None
        assert (kept.draft, kept.kept_at) == (draft, at)


def test_a_half_typed_form_with_its_file_is_there_after_the_program_died(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        photo = keep_file(b"\x89PNG\r\n\x1a\n foto", "foto.png", desk.context)
        draft = a_draft(files=((photo.sha256, photo.name),))
        keep_draft(draft, desk.context)
        person = desk.context.person
    profile = Profile.open(tmp_path / "profile", person.uid, PASSWORD)
    try:
        with profile.read() as work:
            kept = work.drafts.of_person(person.uid)
        assert kept is not None
        assert (kept.draft, kept.kept_at) == (draft, NOW)
        assert profile.files.read(photo.sha256) == b"\x89PNG\r\n\x1a\n foto"
    finally:
        profile.close()


def test_a_draft_never_lies_readable_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    keep_draft(a_draft(reporter_name="Wagiman Sangatrahasia"), desk.context)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"Sangatrahasia" in path.read_bytes() for path in files)


def test_a_later_draft_takes_the_place_of_the_earlier(desk: Desk) -> None:
    draft = a_draft()
    keep_draft(draft, desk.context)
    desk.clock.pass_days(1)
    later = replace(draft, reporter_name="Wagiman")
    at = keep_draft(later, desk.context)
    kept = kept_draft(desk.context)
    assert kept is not None
    assert (kept.draft, kept.kept_at) == (later, at)


def test_a_form_emptied_by_hand_leaves_nothing_behind(desk: Desk) -> None:
    keep_draft(a_draft(), desk.context)
    assert keep_draft(IntakeDraft(uuid4(), channel=Channel.PHONE), desk.context) is None
    assert kept_draft(desk.context) is None


def test_a_colleague_at_the_same_desk_does_not_see_it(desk: Desk) -> None:
    draft = a_draft()
    keep_draft(draft, desk.context)
    colleague = replace(desk.context, person=a_person(uid=uuid4(), name="Rekan Contoh"))
    assert kept_draft(colleague) is None
    keep_draft(a_draft(), colleague)
    drop_draft(colleague)
    mine = kept_draft(desk.context)
    assert mine is not None
    assert mine.draft == draft


def test_a_colleague_who_saves_a_case_leaves_my_draft_alone(desk: Desk) -> None:
    draft = a_draft()
    keep_draft(draft, desk.context)
    colleague = replace(desk.context, person=a_person(uid=uuid4(), name="Rekan Contoh"))
    register_case(RegisterCase(an_intake(colleague)), colleague)
    mine = kept_draft(desk.context)
    assert mine is not None
    assert mine.draft == draft


def test_a_dropped_draft_is_gone(desk: Desk) -> None:
    keep_draft(a_draft(), desk.context)
    drop_draft(desk.context)
    assert kept_draft(desk.context) is None


def test_a_form_that_became_a_case_is_not_kept_by_a_late_timer(desk: Desk) -> None:
    draft = an_intake(desk.context)
    register_case(RegisterCase(draft), desk.context)
    assert keep_draft(draft, desk.context) is None
    assert kept_draft(desk.context) is None


def test_a_form_changed_after_it_was_saved_is_kept_again(desk: Desk) -> None:
    draft = an_intake(desk.context)
    register_case(RegisterCase(draft), desk.context)
    changed = replace(draft, reporter_phone="08")
    assert keep_draft(changed, desk.context) == NOW
    kept = kept_draft(desk.context)
    assert kept is not None
    assert kept.draft == changed


def test_a_draft_is_no_case_yet(desk: Desk) -> None:
    keep_draft(an_intake(desk.context), desk.context)
    assert count_of_cases(desk.context) == 0
    with desk.context.open_read() as work:
        assert work.outbox.count_waiting() == 0
