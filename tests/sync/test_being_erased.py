"""Rows that come while the server does not know of an erasure: kept, and naming nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.changes import Operation
from desktop_app.domain.digest import Digest, hash_from, hash_text
from desktop_app.domain.errors import Trouble
from desktop_app.domain.records import attachment_record, reporter_record
from desktop_app.domain.releases import release_record
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.services.personal_data.struck_changes import erasure_body
from tests.builders import (
    a_case,
    a_change,
    a_release,
    a_reporter,
    an_attachment,
    an_entry,
)
from tests.sync.feed_rows import SCOPE, a_row, case_row, entry_row
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer, error, page

NAME = "Wening Purnama"


def digest_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    whole = Digest()
    for row in rows:
        whole = whole.plus(hash_from(row["hash"]))
    return {SCOPE: {"count": whole.count, "sum": hash_text(whole.sum)}}


def test_rows_that_come_while_an_erasure_waits_are_read_once_and_bring_nobody_back(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case(title="Lampu", reporter_words="[dihapus] melapor.")
    known = a_reporter(case_uid=case.uid, name=NAME)
    here = an_entry(case_uid=case.uid, text="[dihapus] menelepon.")
    card = replace(an_attachment(case_uid=case.uid), name="", media_type="", size=0)
    said = an_entry(case_uid=case.uid)
    erasure = a_change(
        case_uid=case.uid, operation=Operation.REPORTER_ERASE, body=erasure_body(said, [known])
    )
    desk.put(replace(case, identity_state=IdentityState.ERASED))
    with desk.profile.write() as work:
        work.timeline.put(here)
        work.attachments.put(card)
        work.commit()
    desk.queue(erasure)
    named = f"{NAME} datang."
    new, file = (
        an_entry(case_uid=case.uid, text=named),
        an_attachment(case_uid=case.uid, name=named),
    )
    release = replace(a_release(case_uid=case.uid), reason=named)
    rows = [
        entry_row(1, replace(here, text=f"{NAME} menelepon.")),
        entry_row(2, new),
        a_row(3, "attachment", attachment_record(replace(card, name="KTP.jpg", size=9))),
        a_row(4, "attachment", attachment_record(file)),
        a_row(5, "release", release_record(release)),
        case_row(6, replace(case, title="Lampu padam", reporter_words=f"{NAME} melapor.")),
        a_row(7, "reporter", reporter_record(known), id=str(case.uid)),
    ]
    server.on_push = lambda _: error(413, "TOO_LARGE")
    server.on_pull = lambda cursors: page(
        *(row for row in rows if row["seq"] > cursors.get(SCOPE, 0)),
        cursors={SCOPE: 7},
        digest=digest_of(rows),
    )
    for received in (7, 0):
        report = desk.round()
        assert report.trouble is not None
        assert report.trouble.trouble is Trouble.SERVER_TOO_LARGE
        assert (report.received, report.repaired, report.verified) == (received, 0, True)

    shown = desk.case(case)
    assert shown is not None
    assert shown.identity_state is IdentityState.ERASED
    assert shown.reporter_words == "[dihapus] melapor."
    with desk.profile.read() as work:
        assert work.reporters.get(case.uid) == Reporter(case.uid)
        texts = {entry.uid: entry for entry in work.timeline.of_case(case.uid)}
        files: dict[Any, Attachment] = {one.uid: one for one in work.attachments.of_case(case.uid)}
        (released,) = work.releases.of_case(case.uid)
    assert (texts[here.uid].text, texts[new.uid].text) == (here.text, "[dihapus] datang.")
    assert texts[here.uid].server_time is not None
    assert (files[card.uid].name, files[card.uid].size) == ("", 0)
    assert files[card.uid].server_time is not None
    assert files[file.uid].name == "[dihapus] datang."
    assert released.reason == "[dihapus] datang."
