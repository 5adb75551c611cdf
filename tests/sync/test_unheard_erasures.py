"""What the server asks for later waits with its case, until the desk has heard of the erasure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.records import case_record, entry_record
from desktop_app.domain.reporters import IdentityState
from tests.builders import a_case, a_change, an_entry
from tests.sync.feed_rows import SCOPE, case_row, entry_row
from tests.sync.odd_server import HANG_UP
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import Changes, ScriptedServer, done, page, pushed

NAME = "Wening Purnama"


def a_note(case: Case, text: str) -> PendingChange:
    entry = an_entry(case_uid=case.uid, text=text)
    return a_change(
        case_uid=case.uid,
        entity_uid=entry.uid,
        operation=Operation.ENTRY_ADD,
        body=entry_record(entry),
    )


def erased(case: Case, **changes: Any) -> Case:
    return replace(case, identity_state=IdentityState.ERASED, **changes)


def asks_to_hear_first(case: Case, server: ScriptedServer) -> None:
    """Let the server answer as one that has erased this case, and this desk not heard of it."""

    def answer(changes: Changes) -> bytes:
        return pushed(
            *(
                {"uid": one["uid"], "answer": "later", "code": "ERASURE_UNHEARD"}
                if one["case"] == str(case.uid) and not one.get("erased")
                else {"uid": one["uid"], "answer": "done", "version": 1}
                for one in changes
            )
        )

    server.on_push = answer


def sent_texts(server: ScriptedServer) -> list[list[str]]:
    return [[one["body"]["text"] for one in changes] for changes in server.pushes]


def test_what_comes_later_waits_with_its_case_and_the_others_go_on(
    desk: RoundDesk, server: ScriptedServer
):
    case, other = a_case(), a_case()
    desk.put(case, other)
    waits = [a_note(case, "Satu."), a_note(case, "Dua.")]
    desk.queue(waits[0], a_note(other, "Lain."), waits[1])
    asks_to_hear_first(case, server)
    desk.pace = replace(desk.pace, batch=1)
    report = desk.round()

    assert (report.trouble, report.sent, report.rejected) == (None, 1, 0)
    assert [one.uid for one in desk.waiting()] == [one.uid for one in waits]
    assert sent_texts(server) == [["Satu."], ["Lain."]]


def test_a_desk_that_cannot_pull_is_asked_once_a_round(desk: RoundDesk, server: ScriptedServer):
    case = a_case()
    desk.put(case)
    desk.queue(a_note(case, "Satu."))
    asks_to_hear_first(case, server)
    server.on_pull = lambda _: HANG_UP
    for rounds in (1, 2):
        assert desk.round().trouble is not None
        assert len(server.pushes) == rounds
    assert len(desk.waiting()) == 1
    assert desk.rejected() == []


def test_what_was_struck_goes_with_the_next_round_and_says_that_this_desk_knows(
    desk: RoundDesk, server: ScriptedServer
):
    """It never knew who reported: what was struck out of the words of the case says it."""
    case = a_case(reporter_words=f"{NAME} melapor.")
    desk.put(case)
    desk.queue(a_note(case, f"{NAME} menelepon."))
    asks_to_hear_first(case, server)
    heard = erased(case, reporter_words="[dihapus] melapor.")
    server.on_pull = lambda _: page(case_row(1, heard, version=4), cursors={})
    desk.round()
    assert desk.round().sent == 1

    assert sent_texts(server) == [[f"{NAME} menelepon."], ["[dihapus] menelepon."]]
    assert ["erased" in one for (one,) in server.pushes] == [False, True]
    assert desk.waiting() == []


def test_a_desk_has_heard_when_the_case_says_so_and_not_before(
    desk: RoundDesk, server: ScriptedServer
):
    """A line that is cut in between leaves it with half of what says whom to look for."""
    case = a_case(reporter_words="Lampu padam.")
    named, called = (
        an_entry(case_uid=case.uid, text=f"{words} melapor.") for words in (NAME, "0812 345 678")
    )
    desk.put(case)
    desk.store(lambda work: work.timeline.put_all([named, called]))
    asks_to_hear_first(case, server)
    struck = [replace(one, text="[dihapus] melapor.") for one in (named, called)]
    pages = [
        lambda: page(entry_row(1, struck[0]), cursors={SCOPE: 1}, more=True),
        lambda: HANG_UP,
        lambda: page(entry_row(2, struck[1]), case_row(3, erased(case), version=4), cursors={}),
    ]
    server.on_pull = lambda _: pages.pop(0)() if pages else page(cursors={})
    desk.queue(a_note(case, f"{NAME} memakai 0812 345 678."))
    for _ in range(3):
        desk.round()

    assert sent_texts(server) == [
        [f"{NAME} memakai 0812 345 678."],
        ["[dihapus] memakai 0812 345 678."],
        ["[dihapus] memakai [dihapus]."],
    ]
    assert ["erased" in one for (one,) in server.pushes] == [False, False, True]


def test_an_answer_that_tells_of_an_erasure_leaves_it_to_the_rows(
    desk: RoundDesk, server: ScriptedServer
):
    """They come with what says whom to strike out; the answer has the case alone."""
    case = a_case(reporter_words=f"{NAME} melapor.")
    desk.put(case)
    refused, waits = a_note(case, "Satu."), a_note(case, f"{NAME} menelepon.")
    desk.queue(refused)
    heard = erased(case, reporter_words="[dihapus] melapor.")
    told = {"answer": "rejected", "code": "NO_RIGHT", "words": "-"}
    current = case_record(heard) | {"version": 4}
    server.on_push = lambda _: pushed({"uid": str(refused.uid), "current": current} | told)
    desk.round()
    desk.queue(waits)
    server.on_push = done
    server.on_pull = lambda _: page(case_row(1, heard, version=4), cursors={})
    desk.round()
    assert "erased" not in server.pushes[-1][0]
    shown = desk.case(case)
    assert shown is not None
    assert shown.reporter_words == "[dihapus] melapor."
