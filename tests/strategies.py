"""Cases and whatever belongs to them with anything in them that the desk could ever hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case, CaseText, Channel, Classification, Status
from desktop_app.domain.categories import Category
from desktop_app.domain.changes import FieldConflict, Operation, PendingChange
from desktop_app.domain.deadlines import DueDates
from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.letter_numbers import LetterBlock, LetterVoid
from desktop_app.domain.letters import Letter
from desktop_app.domain.notices import Notice, NoticeKind
from desktop_app.domain.people import Office, OfficeKind, Person, Role
from desktop_app.domain.reporters import IdentityState, Reporter
from desktop_app.domain.rounds import RoundRecord
from desktop_app.domain.timeline import EntryKind, TimelineEntry

_LARGEST_INTEGER = 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

texts = st.text(max_size=60)
uids = st.uuids()
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
moments = st.integers(0, 4 * 10**15).map(lambda count: _EPOCH + timedelta(microseconds=count))
counts = st.integers(0, _LARGEST_INTEGER)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def _maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


due_dates = st.builds(
    DueDates,
    verification=days,
    response=days,
    resolution=days,
    profile=texts,
    calendar_version=texts,
    paused_days=st.integers(0, 10_000),
)

cases = st.builds(
    Case,
    uid=uids,
    register_number=texts,
    office_uid=uids,
    channel=st.sampled_from(Channel),
    classification=st.sampled_from(Classification),
    reporter_title=texts,
    reporter_words=texts,
    title=texts,
    category=texts,
    village_code=texts,
    place=texts,
    happened_on=_maybe(days),
    happened_words=texts,
    anonymous=st.booleans(),
    confidential=st.booleans(),
    complained_office_uid=_maybe(uids),
    complained_about=texts,
    status=st.sampled_from(Status),
    assigned_office_uid=_maybe(uids),
    due=due_dates,
    paused_since=_maybe(days),
    received_at=moments,
    registered_by=uids,
    has_reply=st.booleans(),
    identity_state=st.sampled_from(IdentityState),
    version=counts,
    server_time=_maybe(moments),
)

case_lists = st.lists(
    cases, max_size=8, unique_by=(lambda case: case.uid, lambda case: case.register_number)
)

reporters = st.builds(Reporter, case_uid=uids, name=texts, phone=texts, address=texts, nik=texts)

entries = st.builds(
    TimelineEntry,
    uid=uids,
    case_uid=uids,
    kind=st.sampled_from(EntryKind),
    person_uid=uids,
    person_name=texts,
    office_uid=uids,
    device_time=moments,
    public=st.booleans(),
    text=texts,
    move=texts,
    to_status=_maybe(st.sampled_from(Status)),
    to_office_uid=_maybe(uids),
    server_time=_maybe(moments),
    refused=st.booleans(),
)

attachments = st.builds(
    Attachment,
    uid=uids,
    case_uid=uids,
    sha256=digests,
    name=texts,
    media_type=texts,
    size=counts,
    person_uid=uids,
    office_uid=uids,
    added_at=moments,
    server_time=_maybe(moments),
)

letters = st.builds(
    Letter,
    uid=uids,
    case_uid=uids,
    office_uid=uids,
    template=texts,
    number=texts,
    sequence=_maybe(counts),
    year=st.integers(2000, 2100),
    letter_date=days,
    subject=texts,
    addressee=texts,
    sha256=digests,
    size=counts,
    person_uid=uids,
    issued_at=moments,
    server_time=_maybe(moments),
)

changes = st.builds(
    PendingChange,
    uid=uids,
    transaction=uids,
    operation=st.sampled_from(Operation),
    entity_uid=uids,
    case_uid=uids,
    person_uid=uids,
    body=st.dictionaries(texts, json_values, max_size=4),
    made_at=moments,
    operation_version=st.integers(1, 99),
)

conflicts = st.builds(
    FieldConflict,
    uid=uids,
    case_uid=uids,
    field=texts,
    mine=json_values,
    theirs=json_values,
    person_uid=uids,
    noticed_at=moments,
    by=texts,
    office_uid=_maybe(uids),
    at=_maybe(moments),
)

notices = st.builds(
    Notice,
    uid=uids,
    kind=st.sampled_from(NoticeKind),
    noticed_at=moments,
    case_uid=_maybe(uids),
    facts=st.dictionaries(texts, texts, max_size=3),
)

rounds = st.builds(
    RoundRecord,
    started_at=moments,
    ended_at=moments,
    sent=counts,
    refused=counts,
    conflicts=counts,
    received=counts,
    files_sent=counts,
    files_received=counts,
    repaired=counts,
    verified=st.booleans(),
    trouble=texts,
)

case_texts = st.builds(
    CaseText,
    title=texts,
    words=texts,
    classification=st.sampled_from(Classification),
    category=texts,
    village_code=texts,
    place=texts,
    happened_on=_maybe(days),
    happened_words=texts,
    complained_office_uid=_maybe(uids),
    complained_about=texts,
)

drafts = st.builds(
    IntakeDraft,
    uid=uids,
    channel=st.sampled_from(Channel),
    reporter_name=texts,
    reporter_phone=texts,
    reporter_address=texts,
    reporter_nik=texts,
    anonymous=st.booleans(),
    confidential=st.booleans(),
    text=case_texts,
    village_typed=texts,
    answer=texts,
    files=st.lists(st.tuples(digests, texts), max_size=3).map(tuple),
)

offices = st.builds(
    Office,
    uid=uids,
    code=texts,
    name=texts,
    kind=st.sampled_from(OfficeKind),
    region_code=texts,
    parent_uid=_maybe(uids),
    regency_name=texts,
    district_name=texts,
    address=texts,
    phone=texts,
    email=texts,
    website=texts,
    place=texts,
    time_zone=texts,
    letter_unit=texts,
)

people = st.builds(
    Person,
    uid=uids,
    office_uid=uids,
    name=texts,
    roles=st.frozensets(st.sampled_from(Role)),
    position=texts,
    rank=texts,
    nip=texts,
    active=st.booleans(),
)

categories = st.builds(
    Category,
    code=texts,
    name=texts,
    agency=texts,
    sp4n_topic=texts,
    laporgub_sector=texts,
    own_authority=st.booleans(),
)

letter_blocks = st.integers(1, 1_000_000).flatmap(
    lambda first: st.integers(first, first + 500).flatmap(
        lambda last: st.builds(
            LetterBlock,
            year=st.integers(2000, 2100),
            first=st.just(first),
            last=st.just(last),
            next_number=st.integers(first, last),
            expires_on=days,
        )
    )
)

letter_voids = st.builds(
    LetterVoid,
    uid=uids,
    year=st.integers(2000, 2100),
    sequence=st.integers(1, 1_000_000),
    reason=texts,
    person_uid=uids,
    voided_at=moments,
)

identities = st.builds(
    DeviceIdentity,
    device_uid=uids,
    letter=texts,
    office_uid=uids,
    server_url=texts,
    server_id=uids,
    private_key=st.binary(min_size=32, max_size=32),
)

sync_marks = st.builds(
    SyncMarks, cursors=st.dictionaries(texts, counts, max_size=4), epoch=texts, mark=texts
)
