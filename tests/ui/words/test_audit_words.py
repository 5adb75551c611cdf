"""Every code that is noted in the audit trail is read in words."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest

from desktop_app.domain import terms
from desktop_app.domain.audit import AuditKind, Link, following
from desktop_app.domain.audit_check import Fault, Finding
from desktop_app.domain.backups import BackupPlace, Occasion
from desktop_app.domain.changes import Operation
from desktop_app.domain.confidential import Disclosed, DisclosureReason
from desktop_app.domain.export_tables import ExportReason
from desktop_app.domain.releases import ReleaseKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.audit.read_trail import TrailLine
from desktop_app.ui.words.audit import detail_words, finding_words, kind_words
from tests.builders import a_note

CODES = [
    *({"what": operation.value} for operation in Operation if "." in operation.value),
    *({"what": f"case.move:{move.value}"} for move in MoveName),
    *({"what": disclosed.value} for disclosed in Disclosed),
    *({"what": kind.value} for kind in ReleaseKind),
    *({"because": reason.value} for reason in DisclosureReason),
    *({"what": f"entry.add:{kind}"} for kind in ("note", "reply", "progress")),
    {"what": "case.set:place+title"},
    {"what": "reporter.set:name+nik"},
    {"what": "reporter.restrict:on"},
    {"what": "reporter.restrict:off"},
    {"what": "retention", "months": "aspiration:12,complaint:24"},
    {"ends": "yes"},
    {"until": "2026-12-01"},
    {"wrong_tries": "3"},
    {"by": "program"},
    *({"occasion": occasion.value} for occasion in Occasion),
    *({"place": place.value} for place in BackupPlace),
    {"made_at": "2026-11-22T15:54:03+00:00", "unread": "desk_state,register_counter"},
    *({"what": "everything", "reason": reason.value} for reason in ExportReason),
    {"what": "everything", "reason": "redacted"},
    {"what": "second_place", "set": "yes"},
    {"what": "keyring", "to": "off"},
]
BARE = {"case.move", "case.set", "entry.add", "reporter.set"}  # never noted without what they do


def line(facts: Mapping[str, str], *, is_whole: bool = True) -> TrailLine:
    entry = following(Link(), a_note(facts=facts))
    return TrailLine(1, is_whole, entry, entry.at, "", whom="", case_number="")


@pytest.mark.parametrize("facts", CODES, ids=str)
def test_a_noted_code_is_read_in_words(facts: dict[str, str]):
    said = detail_words(line(facts))
    assert said
    if facts.get("what") not in BARE:
        assert not any(code in said for code in ("case.", "entry.", "_"))
        assert not any(f"{name}: " in said for name in facts)


def test_a_code_of_a_later_program_is_shown_as_it_is():
    assert kind_words("sung_about") == "sung_about"
    assert detail_words(line({"what": "case.sing:loudly", "volume": "11"})) == (
        "case.sing:loudly; volume: 11"
    )


def test_every_kind_has_a_word_of_its_own():
    words = [kind_words(kind.value) for kind in AuditKind]
    assert len(set(words)) == len(words) == len(terms.AUDIT_KIND)


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_says_which_entries_and_who_stands_around_them(fault: Fault):
    entry = following(Link(), a_note(kind=AuditKind.PRINTED))
    finding = Finding(fault, 3, 5, stored=None, before=entry, after=entry)
    said = finding_words(finding, lambda _: "Sari Rekaan", ZoneInfo("Asia/Jakarta"))
    assert fault is Fault.HEAD_LOST or "3-5" in said
    assert said.count("1, Jum, 20 Nov 2026 09.30, Sari Rekaan, Mencetak") == 2
