"""Every code a person may meet has Indonesian words."""

from __future__ import annotations

import pytest

from desktop_app.domain.changes import Operation, RejectCode
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.people import Role
from desktop_app.domain.permissions import Side
from desktop_app.domain.records import CORRECTABLE
from desktop_app.domain.register_number import ClockDoubt
from desktop_app.domain.workflow import Refusal
from desktop_app.services.sync_centre.file_lane_choice import FilesTravel, Line
from desktop_app.services.sync_centre.sync_summary import SyncSummary
from desktop_app.ui.top_bar import SyncKind
from desktop_app.ui.words.changes import operation_words
from desktop_app.ui.words.fields import field_label
from desktop_app.ui.words.notices import notice_words
from desktop_app.ui.words.problems import problem_words
from desktop_app.ui.words.rejections import reject_words
from desktop_app.ui.words.sync_state import files_held_words, sync_words
from desktop_app.ui.words.troubles import trouble_words
from tests.builders import NOW, a_notice

NOTHING = SyncSummary(waiting=0, files_waiting=0, refused=0, conflicts=0, last_round_at=None)
FIELDS = (
    "reporter_name", "words", "title", "category", "text", "office", "addressee", "subject", "body",
    "password", "place", "some_other_field",
)  # fmt: skip


def is_sentence(words: str) -> bool:
    starts_well = words[:1].isupper() or words[:1].isdigit()
    return starts_well and words.rstrip().endswith((".", "?")) and "{" not in words


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_says_what_to_do(trouble: Trouble) -> None:
    facts = {"refusal": Refusal.NO_RIGHT.value, "roles": "clerk,verifier", "side": "taker"}
    problems = (Problem("title", ProblemCode.REQUIRED),)
    assert is_sentence(trouble_words(ExpectedError(trouble, facts=facts, problems=problems)))


@pytest.mark.parametrize("refusal", list(Refusal))
@pytest.mark.parametrize("side", list(Side))
def test_a_refused_move_says_why_or_who_may(refusal: Refusal, side: Side) -> None:
    facts = {"refusal": refusal.value, "roles": Role.VERIFIER.value, "side": side.value}
    words = trouble_words(ExpectedError(Trouble.MOVE_REFUSED, facts=facts))
    assert is_sentence(words)
    if refusal in {Refusal.NO_RIGHT, Refusal.WRONG_OFFICE}:
        assert "verifikator" in words


@pytest.mark.parametrize("doubt", list(ClockDoubt))
def test_a_doubtful_clock_says_that_the_form_is_kept(doubt: ClockDoubt) -> None:
    error = ExpectedError(Trouble.CLOCK_DOUBTFUL, facts={"doubt": doubt.value})
    assert "Isian tetap ada" in trouble_words(error)


@pytest.mark.parametrize("code", list(ProblemCode))
@pytest.mark.parametrize("field", FIELDS)
def test_every_problem_of_every_field_is_a_sentence(field: str, code: ProblemCode) -> None:
    assert is_sentence(problem_words(Problem(field, code)))


@pytest.mark.parametrize("code", list(RejectCode))
def test_every_refusal_of_the_server_is_a_sentence(code: RejectCode) -> None:
    assert is_sentence(reject_words(code.value))


@pytest.mark.parametrize("operation", list(Operation))
def test_every_change_has_a_name(operation: Operation) -> None:
    assert operation_words(operation)


def test_a_refusal_of_a_newer_server_is_told_in_its_own_words() -> None:
    assert reject_words("TOO_EARLY", "Belum waktunya.") == "Belum waktunya."
    assert is_sentence(reject_words("TOO_EARLY"))


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_says_what_happened_and_what_to_do(kind: NoticeKind) -> None:
    words = notice_words(a_notice(kind=kind, facts={}))
    assert words.heading[:1].isupper()
    assert is_sentence(words.sentence)


@pytest.mark.parametrize("field", sorted(CORRECTABLE))
def test_every_field_that_can_clash_has_a_name(field: str) -> None:
    assert field_label(field) != field


def test_too_few_numbers_and_too_many_removals_say_how_far_it_goes() -> None:
    expired = ExpectedError(Trouble.NUMBERS_USED_UP, facts={"expired_on": "2026-11-01"})
    assert "1 Nov 2026" in trouble_words(expired)
    many = ExpectedError(Trouble.WOULD_REMOVE_MANY, facts={"count": "312"})
    assert "312 kasus" in trouble_words(many)


def test_who_was_shut_out_is_told_apart_of_two_computers() -> None:
    here = trouble_words(ExpectedError(Trouble.DEVICE_REVOKED))
    there = trouble_words(ExpectedError(Trouble.BUNDLE_REVOKED))
    assert "Akses komputer ini sudah dicabut" in here
    assert "Akses komputer yang menulis paket ini sudah dicabut" in there


def test_files_held_by_a_setting_are_told_and_not_counted_as_on_their_way() -> None:
    line, choice = Line(metered=True), FilesTravel.NOT_WHEN_METERED
    held = files_held_words(choice, line)
    assert is_sentence(held)
    summary = SyncSummary(0, 4, 0, 0, NOW)
    words = sync_words(summary, None, running=False, last_round=NOW, files_held=held)
    assert (words.kind, words.files_held) == (SyncKind.SYNCED, held)
    assert "4 berkas ditahan" in words.sentence
    assert files_held_words(FilesTravel.ALWAYS, line) == ""


@pytest.mark.parametrize(
    ("summary", "trouble", "running", "kind", "short"),
    [
        (NOTHING, None, True, SyncKind.WORKING, "Menyinkronkan…"),
        (NOTHING, None, False, SyncKind.WAITING, "Belum pernah sinkron"),
        (SyncSummary(2, 1, 0, 0, NOW), None, False, SyncKind.WAITING, "3 menunggu dikirim"),
        (SyncSummary(0, 0, 0, 0, NOW), None, False, SyncKind.SYNCED, "Tersinkron 02.30"),
        (SyncSummary(0, 0, 1, 1, NOW), None, False, SyncKind.ATTENTION, "2 perlu perhatian"),
        (
            SyncSummary(4, 0, 0, 0, NOW),
            Trouble.SERVER_UNREACHABLE,
            False,
            SyncKind.OFFLINE,
            "Luring · 4 menunggu",
        ),
        (NOTHING, Trouble.WOULD_REMOVE_MANY, False, SyncKind.ATTENTION, "Perlu jawaban Anda"),
        (NOTHING, Trouble.SERVER_UNREACHABLE, False, SyncKind.OFFLINE, "Luring"),
        (
            SyncSummary(1, 0, 0, 0, NOW),
            Trouble.SERVER_NONSENSE,
            False,
            SyncKind.ATTENTION,
            "Sinkron tertunda · 1 menunggu",
        ),
    ],
)
def test_the_status_line_answers_whether_the_work_is_safe(
    summary: SyncSummary, trouble: Trouble | None, running: bool, kind: SyncKind, short: str
) -> None:
    error = ExpectedError(trouble) if trouble else None
    words = sync_words(summary, error, running=running, last_round=summary.last_round_at)
    assert (words.kind, words.short) == (kind, short)
    assert is_sentence(words.sentence)
