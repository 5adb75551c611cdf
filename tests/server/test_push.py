"""What desks send is applied once, in whole saves, and every change gets its answer."""

from __future__ import annotations

from uuid import uuid4

from desktop_app.domain.cases import Status
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.server_desk import ServerDesk, one_save
from tests.server.world import World


def test_each_change_gets_an_answer_in_the_order_sent(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    case = desk.new_case()
    changes = [
        desk.create(case),
        desk.write(case),
        desk.move(case, MoveName.CLOSE),
        desk.write(case),
    ]
    answers = desk.push(*changes)
    assert [answer["uid"] for answer in answers] == [change["uid"] for change in changes]
    assert [answer["answer"] for answer in answers] == ["done", "done", "rejected", "done"]


def test_a_push_sent_twice_is_applied_once(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    case = desk.new_case()
    changes = [desk.create(case, a_reporter(case_uid=case.uid)), desk.write(case)]
    first, second = desk.push(*changes), desk.push(*changes)
    assert [answer["answer"] for answer in first] == ["done", "done"]
    assert [(answer["answer"], answer["outcome"]) for answer in second] == [
        ("repeated", "done")
    ] * 2
    assert [answer["version"] for answer in second] == [answer["version"] for answer in first]
    assert len(desk.holds("case")) == 1
    assert len(desk.holds("entry")) == 2
