"""The two kinds of expected failure: a typed mistake, and trouble in the world."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ProblemCode(Enum):
    """What is wrong with one field; the words are in `ui`."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    IN_THE_FUTURE = "in_the_future"
    LONG_AGO = "long_ago"
    PHONE_UNREADABLE = "phone_unreadable"
    PHONE_IS_EMERGENCY = "phone_is_emergency"
    NIK_LENGTH = "nik_length"
    NIK_DATE = "nik_date"
    NIK_PROVINCE = "nik_province"
    NIK_SERIAL = "nik_serial"
    VILLAGE_UNKNOWN = "village_unknown"
    OFFICE_UNKNOWN = "office_unknown"
    COMPLAINED_OFFICE = "complained_office"
    PASSWORD_TOO_SHORT = "password_too_short"
    PASSWORDS_DIFFER = "passwords_differ"
    CODE_UNREADABLE = "code_unreadable"
    CODE_MISTYPED = "code_mistyped"
    ADDRESS_UNREADABLE = "address_unreadable"
    NUMBER_TAKEN = "number_taken"
    UNFILLED = "unfilled"
    FILE_TOO_LARGE = "file_too_large"
    FILE_EMPTY = "file_empty"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field; a warning does not stop a save."""

    field: str
    code: ProblemCode
    warning: bool = False


class Trouble(Enum):
    """What went wrong outside the form; the words are in `ui`."""

    WRONG_PASSWORD = "wrong_password"
    CODE_WRONG = "code_wrong"
    TOO_MANY_TRIES = "too_many_tries"
    KEYRING_MISSING = "keyring_missing"
    KEYRING_REFUSED = "keyring_refused"
    KEYRING_LOST = "keyring_lost"
    LEFT_THE_SERVICE = "left_the_service"
    PROFILE_DAMAGED = "profile_damaged"
    KEYS_LOST = "keys_lost"
    PROFILE_IN_USE = "profile_in_use"
    DATABASE_LOCKED = "database_locked"
    DATABASE_NEWER = "database_newer"
    DISK_FULL = "disk_full"
    FOLDER_READ_ONLY = "folder_read_only"
    RECORD_GONE = "record_gone"
    RECORD_CHANGED = "record_changed"
    MOVE_REFUSED = "move_refused"
    NOT_ALLOWED = "not_allowed"
    REASON_WANTED = "reason_wanted"
    PROBLEMS = "problems"
    CLOCK_DOUBTFUL = "clock_doubtful"
    NUMBERS_USED_UP = "numbers_used_up"
    FILE_UNREADABLE = "file_unreadable"
    FILE_MISSING = "file_missing"
    FILE_NOT_SHOWABLE = "file_not_showable"
    SERVER_UNREACHABLE = "server_unreachable"
    SERVER_NONSENSE = "server_nonsense"
    SERVER_FAILED = "server_failed"
    SERVER_BUSY = "server_busy"
    SERVER_REFUSED = "server_refused"
    SERVER_TOO_LARGE = "server_too_large"
    DEVICE_UNKNOWN = "device_unknown"
    CODE_UNKNOWN = "code_unknown"
    CODE_OF_ANOTHER_OFFICE = "code_of_another_office"
    NOT_ENROLLED = "not_enrolled"
    DEVICE_REVOKED = "device_revoked"
    DEVICE_CLONED = "device_cloned"
    SERVER_RESTORED = "server_restored"
    PROGRAM_TOO_OLD = "program_too_old"
    SERVER_TOO_OLD = "server_too_old"
    WOULD_REMOVE_MANY = "would_remove_many"
    BUNDLE_UNREADABLE = "bundle_unreadable"
    BUNDLE_FOREIGN = "bundle_foreign"
    BUNDLE_REVOKED = "bundle_revoked"
    STICK_FULL = "stick_full"
    BACKUP_NO_ROOM = "backup_no_room"
    BACKUP_PLACE_CLOSED = "backup_place_closed"
    BACKUP_PLACE_GONE = "backup_place_gone"
    BACKUP_NOT_WHOLE = "backup_not_whole"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_FOREIGN = "backup_foreign"
    BACKUP_OWNER_UNKNOWN = "backup_owner_unknown"


class ExpectedError(Exception):
    """Trouble a person can act on: a code, with facts that carry no personal data."""

    def __init__(
        self,
        trouble: Trouble,
        *,
        problems: tuple[Problem, ...] = (),
        facts: dict[str, str] | None = None,
    ) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.problems = problems
        self.facts = facts or {}
