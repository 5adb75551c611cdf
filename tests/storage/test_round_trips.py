"""Whatever is put comes out again, unaltered."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.changes import ChangeState
from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.drafts import KeptDraft
from desktop_app.domain.ports import OpenWork
from tests import strategies
from tests.builders import a_case, a_category, an_entry, an_office


@given(case=strategies.cases)
def test_a_case(empty_desk: OpenWork, case):
    with empty_desk() as work:
        work.cases.put(case)
        assert work.cases.get(case.uid) == case


@given(before=strategies.cases, after=strategies.cases)
def test_a_case_put_again_replaces_the_old_one(empty_desk: OpenWork, before, after):
    after = replace(after, uid=before.uid)
    with empty_desk() as work:
        work.cases.put(before)
        work.cases.put(after)
        assert work.cases.get(before.uid) == after


@given(reporter=strategies.reporters)
def test_a_reporter(empty_desk: OpenWork, reporter):
    with empty_desk() as work:
        work.reporters.put(replace(reporter, name="sebelumnya"))
        work.reporters.put(reporter)
        assert work.reporters.get(reporter.case_uid) == reporter


@given(entry=strategies.entries)
def test_a_timeline_entry(empty_desk: OpenWork, entry):
    with empty_desk() as work:
        work.timeline.put(entry)
        assert work.timeline.of_case(entry.case_uid) == [entry]


@given(attachment=strategies.attachments)
def test_an_attachment(empty_desk: OpenWork, attachment):
    with empty_desk() as work:
        work.attachments.put(attachment)
        assert work.attachments.get(attachment.uid) == attachment
        assert work.attachments.of_case(attachment.case_uid) == [attachment]


@given(letter=strategies.letters)
def test_a_letter(empty_desk: OpenWork, letter):
    with empty_desk() as work:
        work.letters.put(letter)
        assert work.letters.get(letter.uid) == letter
        assert work.letters.of_case(letter.case_uid) == [letter]
        assert work.letters.has_number(letter.office_uid, letter.year, letter.number)


@given(change=strategies.changes)
def test_a_change_gets_a_sequence_and_is_otherwise_as_it_was_made(empty_desk: OpenWork, change):
    with empty_desk() as work:
        work.outbox.add(change)
        assert work.outbox.waiting(10) == [replace(change, sequence=1)]


@given(change=strategies.changes, words=strategies.texts)
def test_a_refused_change_keeps_everything_and_the_reason(empty_desk: OpenWork, change, words):
    with empty_desk() as work:
        work.outbox.add(change)
        work.outbox.reject(change.uid, "NO_RIGHT", words)
        assert work.outbox.rejected() == [
            replace(
                change,
                sequence=1,
                state=ChangeState.REJECTED,
                reject_code="NO_RIGHT",
                reject_words=words,
            )
        ]


@given(conflict=strategies.conflicts)
def test_a_conflict(empty_desk: OpenWork, conflict):
    with empty_desk() as work:
        work.conflicts.add(conflict)
        assert work.conflicts.all() == [conflict]


@given(notice=strategies.notices)
def test_a_notice(empty_desk: OpenWork, notice):
    with empty_desk() as work:
        work.notices.add(notice)
        work.notices.add(notice)
        assert work.notices.all() == [notice]


@given(record=strategies.rounds)
def test_how_a_round_ended(empty_desk: OpenWork, record):
    with empty_desk() as work:
        work.rounds.add(record)
        assert work.rounds.last(10) == [record]


@given(void=strategies.letter_voids)
def test_a_spoilt_number(empty_desk: OpenWork, void):
    with empty_desk() as work:
        work.numbers.void_letter_number(void)
        assert work.numbers.letter_voids(void.year) == [void]


@given(name=strategies.texts, value=strategies.json_values)
def test_a_fact_under_a_name_of_its_own(empty_desk: OpenWork, name, value):
    with empty_desk() as work:
        work.state.set_fact(name, "sebelumnya")
        work.state.set_fact(name, value)
        assert work.state.fact(name) == value


@given(cases=st.lists(strategies.cases, max_size=4, unique_by=lambda case: case.uid))
def test_a_page_of_cases(empty_desk: OpenWork, cases):
    cases = [replace(case, register_number=str(place)) for place, case in enumerate(cases)]
    with empty_desk() as work:
        work.cases.put_all(iter(cases))
        assert [work.cases.get(case.uid) for case in cases] == cases
        assert work.cases.count() == len(cases)
        assert work.cases.is_empty() == (not cases)


@given(page=st.data())
def test_a_page_of_what_belongs_to_cases(empty_desk: OpenWork, page):
    def some(strategy):
        return page.draw(st.lists(strategy, max_size=3, unique_by=lambda record: record.case_uid))

    with empty_desk() as work:
        reporters, entries = some(strategies.reporters), some(strategies.entries)
        attachments = some(strategies.attachments)
        letters = [
            replace(letter, number=str(place))
            for place, letter in enumerate(some(strategies.letters))
        ]
        work.reporters.put_all(reporters)
        work.timeline.put_all(entries)
        work.attachments.put_all(attachments)
        work.letters.put_all(letters)
        assert [work.reporters.get(one.case_uid) for one in reporters] == reporters
        assert [work.timeline.of_case(one.case_uid) for one in entries] == [[e] for e in entries]
        assert [work.attachments.get(one.uid) for one in attachments] == attachments
        assert [work.letters.get(one.uid) for one in letters] == letters


@given(person=strategies.uids, draft=strategies.drafts, kept_at=strategies.moments)
def test_a_draft(empty_desk: OpenWork, person, draft, kept_at):
    with empty_desk() as work:
        work.drafts.keep(person, draft, kept_at)
        assert work.drafts.of_person(person) == KeptDraft(draft, kept_at)


@given(office=strategies.offices)
def test_an_office(empty_desk: OpenWork, office):
    with empty_desk() as work:
        work.directory.put_office(replace(an_office(), uid=office.uid))
        work.directory.put_office(office)
        assert work.directory.office(office.uid) == office
        assert work.directory.offices() == [office]


@given(person=strategies.people)
def test_a_person(empty_desk: OpenWork, person):
    with empty_desk() as work:
        work.directory.put_person(person)
        assert work.directory.person(person.uid) == person
        assert work.directory.people_of(person.office_uid) == [person]


@given(category=strategies.categories)
def test_a_category(empty_desk: OpenWork, category):
    with empty_desk() as work:
        work.reference.put_category(a_category(code=category.code))
        work.reference.put_category(category)
        assert work.reference.categories() == [category]


@given(days=st.frozensets(strategies.days, max_size=5), version=strategies.texts)
def test_the_work_calendar(empty_desk: OpenWork, days, version):
    with empty_desk() as work:
        for day in days:
            work.reference.put_free_day(day, "Libur", "holiday")
        work.reference.set_calendar_version(version)
        calendar = work.reference.work_calendar()
        assert (calendar.free_days, calendar.version) == (days, version)


@given(block=strategies.letter_blocks)
def test_a_block_of_letter_numbers(empty_desk: OpenWork, block):
    with empty_desk() as work:
        work.numbers.put_letter_block(block)
        assert work.numbers.letter_block(block.year, block.expires_on) == block


@given(identity=strategies.identities, marks=strategies.sync_marks, at=strategies.moments)
def test_the_facts_about_the_desk(empty_desk: OpenWork, identity, marks, at):
    with empty_desk() as work:
        work.state.set_identity(identity)
        work.state.set_sync_marks(marks)
        work.state.set_last_entry_at(at)
        work.state.set_round_times(level_at=at, server_time=at)
        work.state.set_server_key(identity.private_key)
        assert work.state.server_key() == identity.private_key
        assert work.state.identity() == identity
        assert work.state.sync_marks() == marks
        assert work.state.last_entry_at() == at
        assert work.state.last_server_time() == at
        assert work.state.last_round_at() == at


def test_a_new_desk_knows_nothing_yet(empty_desk: OpenWork):
    with empty_desk() as work:
        assert work.state.identity() is None
        assert work.state.sync_marks() == SyncMarks({}, "")
        assert work.state.server_key() == b""
        assert work.state.fact("renewal") is None
        assert work.cases.is_empty()
        assert work.cases.count() == work.notices.count() == 0
        assert work.rounds.last(1) == []
        assert work.state.last_entry_at() is None
        assert work.state.last_server_time() is None
        assert work.state.last_round_at() is None
        assert work.cases.get(a_case().uid) is None
        assert work.reporters.get(a_case().uid) is None
        assert work.timeline.of_case(an_entry().case_uid) == []
        assert work.drafts.of_person(a_case().uid) is None
        assert work.reference.work_calendar().free_days == frozenset()
