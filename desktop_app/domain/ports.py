"""What the use cases need from the world outside; storage, sync and letters provide it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self
from uuid import UUID

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.audit_trail import AuditTrail
from desktop_app.domain.cases import Case
from desktop_app.domain.categories import Category
from desktop_app.domain.changes import FieldConflict, PendingChange
from desktop_app.domain.confidential import Disclosures
from desktop_app.domain.deadlines import WorkCalendar
from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.documents import OfficialLetter, Receipt, RecoverySheet, Report
from desktop_app.domain.drafts import IntakeDraft, KeptDraft, KeptText, UnfinishedText
from desktop_app.domain.feed_index import FeedIndex
from desktop_app.domain.inbox import InboxCounts, InboxQuery, InboxRow
from desktop_app.domain.letter_numbers import LetterBlock, LetterVoid
from desktop_app.domain.letters import Letter
from desktop_app.domain.notices import Notice
from desktop_app.domain.people import Office, Person
from desktop_app.domain.personal_data import PersonSought
from desktop_app.domain.releases import Releases
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.retention import EndedCases
from desktop_app.domain.rounds import RoundRecord
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.domain.withholding import KeptFrom

Clock = Callable[[], datetime]
NewUid = Callable[[], UUID]


class Cases(Protocol):
    """The cases of this desk; `put` inserts or replaces by uid, `put_all` does so for a page."""

    def get(self, uid: UUID) -> Case | None: ...
    def put(self, case: Case) -> None: ...
    def put_all(self, cases: Iterable[Case]) -> None: ...
    def raise_versions(self, versions: Mapping[UUID, int]) -> None:
        """Note how often the server has changed these cases; a version never goes down."""

    def remove(self, uid: UUID) -> None:
        """Take a case off this desk (it left the office's scope); its own letters stay."""

    def set_voided(self, uid: UUID, *, voided: bool) -> None:
        """Hide a case that was taken back here from every list, or show it again."""

    def set_kept_from(self, uid: UUID, kept_from: KeptFrom) -> None:
        """Note from whom at this office a case is kept; putting it again leaves that as it is."""

    def is_kept(self, uid: UUID) -> bool:
        """Say whether a case is here that whoever this transaction is for may not know of."""

    def show_again(self, uids: Collection[UUID]) -> None:
        """Show those of these cases that were taken back here."""

    def is_voided(self, uid: UUID) -> bool: ...
    def erased(self, uids: Collection[UUID]) -> set[UUID]:
        """Name those of these of which this desk knows that who reported was erased."""

    def is_empty(self) -> bool:
        """Whether this desk holds no case at all; costs the same among a million."""

    def count(self) -> int:
        """How many cases this desk holds, those taken back here too; reads a whole index."""

    def keys(self, query: InboxQuery, today: date) -> Sequence[int]:
        """All keys of one list, overdue first, then new, then by due date, newest first."""

    def rows(self, keys: Sequence[int]) -> list[InboxRow | None]:
        """One page in the order asked; None where a case is gone meanwhile."""

    def counts(self, today: date) -> InboxCounts: ...


class Reporters(Protocol):
    """Identity blocks, one a case at most."""

    def get(self, case_uid: UUID) -> Reporter | None: ...
    def like(self, sought: PersonSought) -> Iterable[Reporter]:
        """The blocks that may be of somebody: `sought` itself says which are. Looks at all."""

    def put(self, reporter: Reporter) -> None: ...
    def remove(self, case_uid: UUID) -> None: ...
    def put_all(self, reporters: Iterable[Reporter]) -> None: ...


class Timeline(Protocol):
    """Entries of cases; `put` is idempotent by uid."""

    def of_case(self, case_uid: UUID) -> list[TimelineEntry]:
        """In the order they happened: server time where known, device time else, then uid."""

    def put(self, entry: TimelineEntry) -> None: ...
    def put_all(self, entries: Iterable[TimelineEntry]) -> None: ...
    def set_refused(self, uid: UUID, *, refused: bool) -> None:
        """Mark an entry whose change the server did not take; it stays readable."""

    def strike(self, uid: UUID, text: str) -> None:
        """Give an entry the words that an erasure leaves of it; nothing else rewrites one."""


class Attachments(Protocol):
    """What is known of files; the bytes are in the FileStore."""

    def of_case(self, case_uid: UUID) -> list[Attachment]: ...
    def get(self, uid: UUID) -> Attachment | None: ...
    def put(self, attachment: Attachment) -> None: ...
    def put_all(self, attachments: Iterable[Attachment]) -> None: ...


class Letters(Protocol):
    """Issued letters."""

    def of_case(self, case_uid: UUID) -> list[Letter]: ...
    def get(self, uid: UUID) -> Letter | None: ...
    def put(self, letter: Letter) -> None: ...
    def put_all(self, letters: Iterable[Letter]) -> None: ...
    def has_number(self, office_uid: UUID, year: int, number: str) -> bool: ...
    def of_year(self, office_uid: UUID, year: int) -> list[Letter]:
        """The letters of an office and year; those that the server has come last."""


class Outbox(Protocol):
    """Changes not yet acknowledged, in the order they were made."""

    def add(self, change: PendingChange) -> None:
        """Queue a change; storage gives it the next sequence number of this device."""

    def waiting(self, limit: int, *, after: int = 0) -> list[PendingChange]:
        """The oldest waiting changes, never cutting a transaction unless it alone is longer.

        `after` is the sequence number they come after.
        """

    def of_case(self, case_uid: UUID) -> list[PendingChange]:
        """Every change of one case that still waits, oldest first."""

    def all_of_case(self, case_uid: UUID) -> list[PendingChange]:
        """Every change of one case that lies here: waiting, refused, or taken a while ago."""

    def rewrite(self, change: PendingChange) -> None:
        """Replace the body of a change, whatever its state: an erasure does, and nothing else."""

    def of_cases(self, case_uids: Collection[UUID]) -> Mapping[UUID, Sequence[PendingChange]]:
        """What waits of these cases, oldest first; a case of which nothing waits is left out."""

    def rejected(self) -> list[PendingChange]: ...
    def take(self, uids: Collection[UUID], at: datetime) -> None:
        """The server has these changes: they wait no more, and are kept for a while."""

    def offer_again(self) -> int:
        """Let what was taken, and is still kept, wait once more; return how many."""

    def forget_taken(self, before: datetime) -> None:
        """Drop what the server took before then."""

    def renumber(self, change: PendingChange) -> None:
        """Replace a rejected change by one of another uid and body; it waits, in its old place."""

    def remove(self, uid: UUID) -> None: ...
    def reject(self, uid: UUID, code: str, words: str) -> None:
        """Set a change aside with the server's reason; it is kept and never holds up others."""

    def retry(self, uid: UUID, new_uid: UUID) -> None:
        """Queue a refused change again in its place, under a new uid.

        To the old one the server would only repeat its answer.
        """

    def newest_waiting(self) -> int:
        """The highest sequence number of what waits; 0 when nothing does."""

    def count_waiting(self) -> int: ...
    def count_rejected(self) -> int: ...


class FileTransfers(Protocol):
    """Files that still have to travel."""

    def queue_upload(self, case_uid: UUID, sha256: str) -> None: ...
    def uploads(self) -> list[tuple[UUID, str]]: ...
    def uploaded(self, case_uid: UUID, sha256: str) -> None: ...
    def missing(self) -> list[tuple[UUID, str]]:
        """Files that attachments or letters name, but that this desk does not hold yet."""

    def received(self, sha256: str) -> None: ...
    def forget(self, case_uid: UUID, sha256: str) -> None:
        """Send a file no more, unless another record of the case still names it."""

    def is_named(self, sha256: str) -> bool:
        """Say whether a record, the files to send or an unsaved text here still name a file."""

    def dropped(self, sha256: str) -> None:
        """Note that a file is no longer held."""

    def offer_again(self) -> None:
        """Queue every file held here that a record of its own office or a waiting change names."""


class Notices(Protocol):
    """What people must know of, kept until somebody has seen it."""

    def add(self, notice: Notice) -> None: ...
    def all(self) -> list[Notice]: ...
    def remove(self, uid: UUID) -> None: ...
    def count(self) -> int: ...


class RoundHistory(Protocol):
    """How the last rounds ended, the newest first; a round like the one before replaces it."""

    def add(self, record: RoundRecord) -> None: ...
    def last(self, most: int) -> list[RoundRecord]: ...


class Conflicts(Protocol):
    """Values that did not stand, kept until their author has seen them."""

    def add(self, conflict: FieldConflict) -> None: ...
    def all(self) -> list[FieldConflict]: ...
    def remove(self, uid: UUID) -> None: ...
    def count(self) -> int: ...


class Drafts(Protocol):
    """What people typed and have not saved: one intake form a person, one text a case and task."""

    def of_person(self, person_uid: UUID) -> KeptDraft | None: ...
    def keep(self, person_uid: UUID, draft: IntakeDraft, kept_at: datetime) -> None: ...
    def drop(self, person_uid: UUID) -> None: ...
    def texts_of(self, person_uid: UUID) -> list[KeptText]:
        """What a person wrote to cases, the one kept last at the end."""

    def keep_text(self, person_uid: UUID, text: UnfinishedText, kept_at: datetime) -> None: ...
    def drop_text(self, person_uid: UUID, case_uid: UUID, task: str) -> None: ...
    def texts_to(self, case_uid: UUID) -> list[tuple[UUID, KeptText]]:
        """What anybody wrote to a case, each with who it was."""


class Directory(Protocol):
    """Offices and people."""

    def office(self, uid: UUID) -> Office | None: ...
    def time_zone(self, office_uid: UUID) -> str | None:
        """The name of an office's zone, as the IANA has it; None of an unknown office."""

    def offices(self) -> list[Office]: ...
    def put_office(self, office: Office) -> None: ...
    def person(self, uid: UUID) -> Person | None: ...
    def people_of(self, office_uid: UUID) -> list[Person]: ...
    def people(self) -> list[Person]: ...
    def put_person(self, person: Person) -> None: ...


class ReferenceData(Protocol):
    """Lists that offices may edit."""

    def categories(self) -> list[Category]: ...
    def put_category(self, category: Category) -> None: ...
    def work_calendar(self) -> WorkCalendar: ...
    def put_free_day(self, day: date, name: str, kind: str) -> None: ...
    def set_calendar_version(self, version: str) -> None: ...


class Numbers(Protocol):
    """Counters that must never give one number twice."""

    def next_register_sequence(self, year: int) -> int: ...
    def count_on_from(self, year: int, sequence: int) -> None:
        """Never give a register sequence of that year up to this one again."""

    def start_anew(self) -> None:
        """Count registers from 1 and forget every block: the desk has a new letter."""

    def letter_block(self, year: int, today: date) -> LetterBlock | None:
        """The first block of that year with numbers left that has not expired, if any."""

    def letter_blocks(self, year: int) -> list[LetterBlock]: ...
    def put_letter_block(self, block: LetterBlock) -> None: ...
    def void_letter_number(self, void: LetterVoid) -> None: ...
    def letter_voids(self, year: int) -> list[LetterVoid]: ...


class DeskState(Protocol):
    """Single facts about this desk."""

    def identity(self) -> DeviceIdentity | None: ...
    def set_identity(self, identity: DeviceIdentity) -> None: ...
    def sync_marks(self) -> SyncMarks: ...
    def set_sync_marks(self, marks: SyncMarks) -> None: ...
    def last_entry_at(self) -> datetime | None: ...
    def set_last_entry_at(self, at: datetime) -> None: ...
    def last_server_time(self) -> datetime | None: ...
    def last_round_at(self) -> datetime | None: ...
    def set_round_times(
        self, *, level_at: datetime | None = None, server_time: datetime | None = None
    ) -> None:
        """Set when a round ended well, and the server's clock then; None leaves what was."""

    def server_key(self) -> bytes:
        """The server's X25519 key that bundles are encrypted for, 32 bytes; empty if unknown."""

    def set_server_key(self, key: bytes) -> None: ...
    def fact(self, name: str) -> Any:
        """A plain JSON value under a name of its own, or None."""

    def set_fact(self, name: str, value: Any) -> None: ...


class Counter(Protocol):
    """The people at work, whose saves go before the long work of a round."""

    def give_way(self) -> None:
        """Stand still while somebody saves; asked every millisecond or so of long work."""

    def is_busy(self) -> bool:
        """Say whether a save had to wait a moment ago, so that another one may follow."""


class UnitOfWork(Protocol):
    """One transaction; leaving the block without `commit` takes everything back.

    One that is opened for a person finds nothing of the cases kept from them.
    """

    cases: Cases
    reporters: Reporters
    timeline: Timeline
    attachments: Attachments
    letters: Letters
    outbox: Outbox
    transfers: FileTransfers
    feed: FeedIndex
    conflicts: Conflicts
    notices: Notices
    rounds: RoundHistory
    drafts: Drafts
    directory: Directory
    reference: ReferenceData
    numbers: Numbers
    state: DeskState
    audit: AuditTrail
    releases: Releases
    disclosures: Disclosures
    ended_cases: EndedCases

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...
    def commit(self) -> None: ...


OpenWork = Callable[[], UnitOfWork]


class FileStore(Protocol):
    """Encrypted files named by the SHA-256 of their plain content."""

    def keep(self, content: bytes) -> str:
        """Store content durably and return its SHA-256 in hexadecimal; twice is once."""

    def read(self, sha256: str) -> bytes:
        """Return the plain content; ExpectedError FILE_MISSING or FILE_UNREADABLE else."""

    def has(self, sha256: str) -> bool: ...
    def size_of_parts(self, sha256: str) -> int:
        """How many bytes of a file that is still arriving lie here, encrypted."""

    def add_part(self, sha256: str, content: bytes) -> None:
        """Keep the next bytes of a file that is arriving; a power cut costs this part at most."""

    def remove(self, sha256: str) -> None:
        """Take a file and its parts off the disk; one that is not there is well."""

    def join_parts(self, sha256: str) -> bool:
        """Make the file of its parts and drop them; False, and nothing kept, if it differs."""


class Printer(Protocol):
    """Draws documents as PDF."""

    def receipt(self, receipt: Receipt) -> bytes: ...
    def recovery_sheet(self, sheet: RecoverySheet) -> bytes: ...
    def official_letter(self, letter: OfficialLetter) -> bytes: ...
    def report(self, report: Report) -> bytes: ...
