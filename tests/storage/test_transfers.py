"""Which files must be sent, and which must still be fetched."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.changes import Operation
from desktop_app.domain.ports import OpenWork
from desktop_app.domain.records import attachment_record, letter_record
from tests.builders import AGENCY_UID, a_change, a_letter, an_attachment, an_identity

PHOTO, SCAN = "ab" * 32, "cd" * 32


def test_a_queued_file_waits_until_it_was_uploaded_for_its_case(empty_desk: OpenWork):
    case_uid, other_uid = uuid4(), uuid4()
    with empty_desk() as work:
        work.transfers.queue_upload(case_uid, PHOTO)
        work.transfers.queue_upload(other_uid, PHOTO)
        work.transfers.queue_upload(case_uid, PHOTO)
        assert work.transfers.uploads() == [(case_uid, PHOTO), (other_uid, PHOTO)]
        work.transfers.uploaded(case_uid, PHOTO)
        assert work.transfers.uploads() == [(other_uid, PHOTO)]


def test_files_that_attachments_and_letters_name_are_missing_until_they_arrive(
    empty_desk: OpenWork,
):
    attachment, letter = an_attachment(sha256=PHOTO), a_letter(sha256=SCAN)
    with empty_desk() as work:
        work.attachments.put(attachment)
        work.letters.put(letter)
        assert set(work.transfers.missing()) == {
            (attachment.case_uid, PHOTO),
            (letter.case_uid, SCAN),
        }
        work.transfers.received(PHOTO)
        work.transfers.received(PHOTO)
        assert work.transfers.missing() == [(letter.case_uid, SCAN)]


def test_a_file_that_this_desk_sends_is_not_missing_here(empty_desk: OpenWork):
    attachment = an_attachment(sha256=PHOTO)
    with empty_desk() as work:
        work.attachments.put(attachment)
        work.transfers.queue_upload(attachment.case_uid, PHOTO)
        work.transfers.uploaded(attachment.case_uid, PHOTO)
        assert work.transfers.missing() == []


def test_a_file_named_twice_in_one_case_is_fetched_once(empty_desk: OpenWork):
    case_uid = uuid4()
    with empty_desk() as work:
        work.attachments.put(an_attachment(case_uid=case_uid, sha256=PHOTO))
        work.attachments.put(an_attachment(case_uid=case_uid, sha256=PHOTO))
        assert work.transfers.missing() == [(case_uid, PHOTO)]


def test_every_file_of_the_own_office_that_lies_here_is_offered_again(empty_desk: OpenWork):
    photo, letter = an_attachment(sha256=PHOTO), a_letter(sha256=SCAN)
    foreign = an_attachment(sha256=PHOTO, office_uid=AGENCY_UID)
    elsewhere = an_attachment(sha256="ef" * 32)
    with empty_desk() as work:
        work.state.set_identity(an_identity())
        work.attachments.put_all([photo, foreign, elsewhere])
        work.letters.put(letter)
        work.transfers.received(PHOTO)
        work.transfers.queue_upload(letter.case_uid, SCAN)
        work.transfers.offer_again()
        assert set(work.transfers.uploads()) == {
            (photo.case_uid, PHOTO),
            (letter.case_uid, SCAN),
        }


def test_a_file_whose_record_left_is_offered_again_with_the_change_that_names_it(
    empty_desk: OpenWork,
):
    photo, letter = an_attachment(sha256=PHOTO), a_letter(sha256=SCAN)
    elsewhere = an_attachment(sha256="ef" * 32)
    changes = [
        a_change(case_uid=photo.case_uid, operation=Operation.ATTACHMENT_LINK, body=linked(photo)),
        a_change(
            case_uid=elsewhere.case_uid,
            operation=Operation.ATTACHMENT_LINK,
            body=linked(elsewhere),
        ),
        a_change(
            case_uid=letter.case_uid,
            operation=Operation.LETTER_ISSUE,
            body={"letter": letter_record(letter)},
        ),
    ]
    with empty_desk() as work:
        work.state.set_identity(an_identity())
        for change in changes:
            work.outbox.add(change)
        for sha256 in (PHOTO, SCAN):
            work.transfers.received(sha256)
        work.transfers.offer_again()
        assert set(work.transfers.uploads()) == {
            (photo.case_uid, PHOTO),
            (letter.case_uid, SCAN),
        }


def linked(attachment: Attachment) -> dict[str, Any]:
    return {"attachment": attachment_record(attachment)}


def test_a_file_that_is_to_be_sent_is_named_until_it_was(empty_desk: OpenWork):
    case_uid = uuid4()
    with empty_desk() as work:
        work.transfers.queue_upload(case_uid, PHOTO)
        assert work.transfers.is_named(PHOTO)
        work.transfers.uploaded(case_uid, PHOTO)
        assert not work.transfers.is_named(PHOTO)


def test_a_desk_that_is_no_office_has_nothing_to_offer(empty_desk: OpenWork):
    with empty_desk() as work:
        work.attachments.put(an_attachment(sha256=PHOTO))
        work.transfers.received(PHOTO)
        work.transfers.offer_again()
        assert work.transfers.uploads() == []
