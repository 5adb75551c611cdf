"""What the window is given from outside, because it may not open files or networks itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.key_holders import KeyHolder

if TYPE_CHECKING:  # of an open desk; the sign-in page does not wait for it
    from desktop_app.domain.backups import Backup, Copies, Restored, Tell
    from desktop_app.domain.export_tables import ExportSource
    from desktop_app.domain.long_work import Cancelled
    from desktop_app.domain.rounds import RoundRecord
    from desktop_app.services.access.recovery_code import PrintedCode
    from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class EnrolForm:
    """What the set-up screen asks: the regency's server, the one-time code, a new password."""

    server_url: str
    code: str
    password: str


@dataclass(frozen=True, slots=True)
class CodeForm:
    """What the code screen asks: a code, who of those it lets in, and their new password."""

    code: str
    person_uid: UUID
    password: str


class RoundStage(Enum):
    """The parts of a round, in their order."""

    SENDING = "sending"
    RECEIVING = "receiving"
    COMPARING = "comparing"
    SENDING_FILES = "sending_files"
    RECEIVING_FILES = "receiving_files"


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """How far one part of a round is; `total` is None where only the server knows."""

    stage: RoundStage
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class RoundEnd:
    """How a round ended: the cases that look different now, and trouble if there was any.

    `record` is what stands in the history of rounds; None where nothing was begun.
    `bytes_per_second` is what the line carried, None where too little was carried to tell.
    `shut_out` says that whoever is signed in has left the service, and gets in no more;
    `roles_changed` that the regency lets them do other things now.
    """

    touched: frozenset[UUID] = frozenset()
    trouble: ExpectedError | None = None
    cancelled: bool = False
    record: RoundRecord | None = None
    bytes_per_second: float | None = None
    shut_out: bool = False
    roles_changed: bool = False


class RunRound(Protocol):
    """Does one round with the server; trouble is in what it returns, never raised."""

    def __call__(
        self,
        *,
        progress: Callable[[RoundProgress], None] | None = None,
        cancelled: Cancelled | None = None,
        files_allowed: bool = True,
        may_remove_many: bool = False,
    ) -> RoundEnd:
        """Tell `progress` and ask `cancelled` between requests, both in the thread that calls."""


class ConnectionStep(Enum):
    """What the test of the connection looks at, one after the other; it ends where one fails.

    REACH: the server can be reached at its address. SPEAK: what answers is a server of this
    program, and both speak one version. KNOW: it is the server this PC was set up with. SIGN_IN:
    it knows this PC. CLOCK: both clocks agree (fact `seconds`: how far this PC is ahead).
    """

    REACH = "reach"
    SPEAK = "speak"
    KNOW = "know"
    SIGN_IN = "sign_in"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """One step as it turned out: `trouble` is None where all is well."""

    step: ConnectionStep
    trouble: ExpectedError | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What was written into a bundle; what is left found no room in it and waits."""

    changes: int
    files: int
    changes_left: int = 0
    files_left: int = 0


class TakeAnswer(Protocol):
    """Takes in the answer to a bundle of this desk."""

    def __call__(self, path: Path, *, may_remove_many: bool = False) -> RoundEnd: ...


class Timetable(Protocol):
    """When the next round is due, in seconds of a monotonic clock; each answer is a new one."""

    def wait(self, now: float) -> float:
        """Seconds until the next round."""

    def asked(self, now: float) -> Timetable:
        """Somebody asked for a round, or the network is back."""

    def after_round(self, trouble: ExpectedError | None, now: float, *, chance: float) -> Timetable:
        """A round ended; `chance` is a random number in [0, 1)."""


class ReturnTo(Protocol):
    """Closes the desk and returns to a copy; `elsewhere` is the folder it lies in, None the own."""

    def __call__(
        self, name: str, elsewhere: Path | None, *, tell: Tell, cancelled: Cancelled
    ) -> Restored: ...


@dataclass(frozen=True, slots=True)
class Safekeeping:
    """The copies of an open desk and its export; each call may take long and has its own lane.

    `at_closing` makes a copy of what was done since the last; it raises nothing and takes half a
    minute at most.
    """

    copies: Copies
    everything: ExportSource
    return_to: ReturnTo
    at_closing: Callable[[], None]


@dataclass(frozen=True, slots=True)
class FoundCopy:
    """A copy as it is found before anything is unlocked, and the place it lies in.

    It `is_foreign` where it has nothing in common with what lies here: that of another PC.
    """

    backup: Backup
    place: Path
    people: tuple[KeyHolder, ...]
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """Which copy to return to, and who opens it: a person and a password, or a printed code.

    `is_sure` answers BACKUP_OWNER_UNKNOWN: the copy is of this PC, though nothing here tells it.
    """

    copy: FoundCopy
    person_uid: UUID | None
    secret: str
    is_sure: bool = False


class ReturnByForm(Protocol):
    """Returns to a copy where nobody is signed in."""

    def __call__(self, form: ReturnForm, *, tell: Tell, cancelled: Cancelled) -> Restored: ...


@dataclass(frozen=True, slots=True)
class WayBack:
    """The return to a copy where the data does not open or is gone.

    `find` looks into a folder, None for that of the data. Both raise ExpectedError.
    """

    find: Callable[[Path | None], list[FoundCopy]]
    return_to: ReturnByForm


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """An unlocked profile with its person.

    All but `close` talk to the server or to a stick and may take long; the window calls one of
    them at a time. `timetable` is how things stand at sign-in. `check_connection` hands each step
    on as it turns out, and raises nothing. `enrol_again` takes a one-time code where the server has
    forgotten this PC; it raises ExpectedError, and then nothing has changed. A bundle (kurir)
    raises ExpectedError: `write_bundle` writes what waits here into a file, `carry_bundle` brings a
    bundle of any desk to the server and returns the file with the answer beside it, `take_answer`
    takes in what came back. `wrong_tries` is how often the password was wrong before.
    """

    context: DeskContext
    run_round: RunRound
    timetable: Timetable
    close: Callable[[], None]
    check_connection: Callable[[Callable[[CheckedStep], None]], None]
    enrol_again: Callable[[str], None]
    write_bundle: Callable[[Path], BundleReport]
    carry_bundle: Callable[[Path], Path]
    take_answer: TakeAnswer
    safekeeping: Safekeeping
    wrong_tries: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was when the screen was locked; it says nothing about anybody else."""

    person_uid: UUID
    section: str
    case_uid: UUID | None


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything the window asks of the outside; each call may take long and runs in a lane.

    Each raises ExpectedError. `known_people` is None before the PC is set up, and empty where all
    have left and only the printed code opens it. `enrol` returns that code, None where none could
    be made; it counts from `code_is_on_paper` on. `people_of_code` says whom a code lets choose a
    password with `choose_password`. `keyring_secret` may wait for the system to ask its person;
    what it returns is for `open_desk_by_keyring`. `hint` is shown under the sign-in form (the
    demo tells its password there). `parts` are the modules behind these doors, in an order in which
    each takes a moment: they are loaded while a password is typed.
    """

    known_people: Callable[[], list[KeyHolder] | None]
    enrol: Callable[[EnrolForm], PrintedCode | None]
    open_desk: Callable[[UUID, str], OpenDesk]
    people_of_code: Callable[[str], list[KeyHolder]]
    choose_password: Callable[[CodeForm], None]
    code_is_on_paper: Callable[[], None]
    keyring_secret: Callable[[UUID], str]
    open_desk_by_keyring: Callable[[UUID, str], OpenDesk]
    way_back: WayBack | None = None
    server_url: str = ""
    hint: str = ""
    parts: tuple[str, ...] = ()
