"""Every move and every entry has words, and what a newer program wrote is still readable."""

from __future__ import annotations

import pytest

from desktop_app.domain.cases import Status
from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MOVES, MoveName, Needs, judge
from desktop_app.ui.case.badges import case_badges, status_badge
from desktop_app.ui.case.move_looks import MOVE_ICONS
from desktop_app.ui.case.writing_tasks import done_words, writing_task
from desktop_app.ui.words.entries import entry_words
from desktop_app.ui.words.moves import move_words, refusal_words
from tests import builders


@pytest.mark.parametrize("name", MoveName)
def test_every_move_has_words_an_icon_and_a_line_in_the_story(name: MoveName):
    words = move_words(name)
    assert words.action
    assert words.hint.endswith(".")
    assert words.done.endswith(".")
    assert MOVE_ICONS[name]
    entry = builders.an_entry(kind=EntryKind.MOVED, move=name.value, to_status=MOVES[name].target)
    assert entry_words(entry).heading


@pytest.mark.parametrize("name", MoveName)
def test_the_panel_asks_for_what_the_move_needs(name: MoveName):
    task = writing_task(name)
    needs = MOVES[name].needs
    if task is None:
        assert needs is Needs.NOTHING
        return
    assert task.needs_office == (needs is Needs.OFFICE)
    assert task.needs_text == (needs in {Needs.REASON, Needs.RESULT})
    assert task.public == MOVES[name].public


@pytest.mark.parametrize("kind", [EntryKind.NOTE, EntryKind.REPLY, EntryKind.PROGRESS])
def test_only_a_reply_is_for_the_reporter(kind: EntryKind):
    task = writing_task(kind)
    assert task is not None
    assert task.public == (kind is EntryKind.REPLY)
    assert done_words(kind).endswith("tersimpan.")


@pytest.mark.parametrize("kind", EntryKind)
def test_every_entry_has_a_heading(kind: EntryKind):
    assert entry_words(builders.an_entry(kind=kind, text="title")).heading


def test_a_move_of_a_newer_program_is_told_by_its_status():
    entry = builders.an_entry(kind=EntryKind.MOVED, move="teleport", to_status=Status.CLOSED)
    assert entry_words(entry).heading == "Selesai"


def test_a_correction_names_the_fields_in_words():
    entry = builders.an_entry(kind=EntryKind.CORRECTED, text="title, village_code")
    assert entry_words(entry).heading == "Dikoreksi: judul, desa"


def test_a_refusal_names_roles_and_office():
    case = builders.a_case()
    verdict = judge(MoveName.VERIFY, case, builders.an_actor(Role.CLERK))
    assert refusal_words(verdict, taker="Kecamatan Bobotsari") == (
        "Hanya verifikator Kecamatan Bobotsari"
    )
    assert refusal_words(verdict) == "Hanya verifikator kantor penerima"
    allowed = judge(MoveName.VERIFY, case, builders.an_actor(Role.VERIFIER))
    assert refusal_words(allowed) == ""


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_badge_with_a_word_and_an_icon(status: Status):
    badge = status_badge(status)
    assert badge.word
    assert badge.icon


def test_what_must_be_kept_in_mind_stands_beside_the_status():
    words = [
        badge.word for badge in case_badges(builders.a_case(anonymous=True, confidential=True))
    ]
    assert words == ["Diterima", "Rahasia", "Anonim"]
