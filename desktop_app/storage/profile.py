"""One office profile: a folder with the encrypted database, its key file and its files."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from desktop_app.domain.backups import Restored
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.export_tables import ExportSource
from desktop_app.domain.key_holders import KeyHolder, ProfileKeys
from desktop_app.domain.ports import Clock, Counter, FileStore
from desktop_app.storage.backup.copies import ProfileCopies, own_place, second_place
from desktop_app.storage.backup.key_files import WaysIn, brought_back, ways_into
from desktop_app.storage.backup.making import Source, Watch
from desktop_app.storage.backup.moving_aside import end_move
from desktop_app.storage.backup.ownership import Owner, owner_of, told_owner
from desktop_app.storage.backup.place import Place
from desktop_app.storage.backup.restoring import Settle, forget_unfinished, restore
from desktop_app.storage.durable_file import explained_file_errors, sync_folder
from desktop_app.storage.engine import (
    KEY_BYTES,
    Durability,
    close_for_good,
    open_engine,
    open_reader,
)
from desktop_app.storage.export_source import ProfileExport
from desktop_app.storage.file_store import EncryptedFiles
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.key_wrap import Cost
from desktop_app.storage.migrate import migrate
from desktop_app.storage.profile_folder import (
    DATABASE,
    FILES,
    KEYS,
    TRIES,
    UNFINISHED,
    is_profile,
    remove_database,
)
from desktop_app.storage.profile_keys import CODES, LockedKeys, OpenKeys
from desktop_app.storage.profile_lock import ProfileLock
from desktop_app.storage.turns import Turns
from desktop_app.storage.unit_of_work import DatabaseWork, unit_of_work
from desktop_app.storage.wrong_tries import WrongTriesFile

_LOCK = "lock"


def _now() -> datetime:
    return datetime.now(UTC)


class OpenProfile:
    """A profile somebody has signed in to; `write` and `read` open transactions.

    `write_fetched` is for what the server would give again: it waits for no disk. The `counter`
    are those who save through `write`.
    """

    write: Callable[[], DatabaseWork]
    write_fetched: Callable[[], DatabaseWork]
    read: Callable[[], DatabaseWork]
    counter: Counter
    files: FileStore
    keys: ProfileKeys
    everything: ExportSource

    def __init__(
        self, folder: Path, key: bytes, lock: ProfileLock, *, cost: Cost | None = None
    ) -> None:
        self._lock = lock
        self._folder, self._key = folder, key
        database = folder / DATABASE
        self._engines = (open_reader(database, key), _open_current(database, key))
        reader, writer = self._engines
        self._turns = turns = Turns()
        self.read = unit_of_work(reader)
        self.write = unit_of_work(writer, turns, Durability.ALL)
        self.write_fetched = unit_of_work(writer, turns, Durability.ALL_BUT_THE_LAST)
        self.counter = turns
        self.files = EncryptedFiles(folder / FILES, key)
        self.everything = ProfileExport(reader)
        self.keys = OpenKeys(folder, key, cost=cost)

    def copies(self, zone: tzinfo) -> ProfileCopies:
        """Give what makes copies of this profile and lists them; `zone` tells the days."""
        return ProfileCopies(self._folder, self._key, zone)

    def restore(
        self, name: str, elsewhere: Path | None, *, at: datetime, settle: Settle, watch: Watch
    ) -> Restored:
        """Close, and return to a copy under the lock that is still held; see `Profile.restore`."""
        self._close_lanes()
        key, folder = self._key, self._folder
        place = own_place(folder) if elsewhere is None else second_place(elsewhere, key)
        ways_in: WaysIn | None = None
        with suppress(ExpectedError):  # those that are here were whole when somebody signed in
            ways_in = ways_into(folder, place, name)
        try:
            return _restored(
                folder, key, place, name, at=at, settle=settle, watch=watch, ways_in=ways_in
            )
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close every lane, the writer last, so that its log is folded into the database.

        Who writes at this moment ends the transaction; nobody begins another one.
        """
        self._close_lanes()
        self._lock.release()

    def _close_lanes(self) -> None:
        with self._last_turn():
            for engine in self._engines:
                close_for_good(engine)

    @contextmanager
    def _last_turn(self) -> Iterator[None]:
        try:
            self._turns.take()
        except ExpectedError:  # a round that holds on to its turn must not keep the PC unlocked
            yield
            return
        try:
            yield
        finally:
            self._turns.give_back()


class Profile:
    """What can be done with a profile folder from outside."""

    @staticmethod
    def wrong_tries(folder: Path, person_uid: UUID | None = None) -> int:
        """Return how often a password of somebody, or any code, was wrong since the last right."""
        who = CODES if person_uid is None else str(person_uid)
        return WrongTriesFile(folder / TRIES).count_of(who)

    @staticmethod
    def create(
        folder: Path,
        person_uid: UUID,
        person_name: str,
        password: str,
        *,
        cost: Cost | None = None,
    ) -> OpenProfile:
        """Make a new, empty profile with its first person, and open it.

        ExpectedError PROFILE_IN_USE, DISK_FULL, FOLDER_READ_ONLY; FileExistsError where there is
        a profile already, for nothing may ever be written over one.
        """
        with explained_file_errors():
            folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder) as lock:
            if is_profile(folder):
                raise FileExistsError(folder / DATABASE)
            key = secrets.token_bytes(KEY_BYTES)
            _make_database(folder / UNFINISHED, key)
            keys = KeyFile(folder / KEYS)
            keys.create(key, person_uid, person_name, password=password, cost=cost or Cost())
            _finish(folder)
            return OpenProfile(folder, key, lock, cost=cost)

    @staticmethod
    def open(
        folder: Path,
        person_uid: UUID,
        password: str,
        *,
        cost: Cost | None = None,
        clock: Clock = _now,
    ) -> OpenProfile:
        """Unlock a profile; `cost` is of the ways in that are made while it is open.

        ExpectedError WRONG_PASSWORD, TOO_MANY_TRIES, PROFILE_IN_USE, PROFILE_DAMAGED,
        DATABASE_NEWER and what a database may meet.
        """
        return _opened(folder, lambda: LockedKeys(folder, clock).unlock(person_uid, password), cost)

    @staticmethod
    def open_by_keyring(
        folder: Path,
        person_uid: UUID,
        secret: str,
        *,
        cost: Cost | None = None,
        clock: Clock = _now,
    ) -> OpenProfile:
        """Unlock a profile by the secret that `LockedKeys.keyring_secret` gave.

        ExpectedError KEYRING_LOST, and as `open` raises.
        """
        keys = LockedKeys(folder, clock)
        return _opened(folder, lambda: keys.unlock_by_keyring(person_uid, secret), cost)

    @staticmethod
    def keyring_secret(folder: Path, person_uid: UUID) -> str:
        """Ask the keyring of the account that runs this; as `LockedKeys.keyring_secret` raises."""
        return LockedKeys(folder, _now).keyring_secret(person_uid)

    @staticmethod
    def recovery_code_is_on_paper(folder: Path) -> None:
        """Count the code made last as printed; PROFILE_DAMAGED, DISK_FULL, FOLDER_READ_ONLY."""
        KeyFile(folder / KEYS).recovery_code_is_on_paper()

    @staticmethod
    def open_by_code(
        folder: Path, typed: str, *, cost: Cost | None = None, clock: Clock = _now
    ) -> tuple[OpenProfile, KeyHolder | None]:
        """Unlock a profile by a one-time code, or by the printed one, which is nobody's.

        ExpectedError as `LockedKeys.unlock_by_code` and `open` raise.
        """
        holder: KeyHolder | None = None

        def key() -> bytes:
            nonlocal holder
            found, holder = LockedKeys(folder, clock).unlock_by_code(typed)
            return found

        return _opened(folder, key, cost), holder

    @staticmethod
    def restore(
        folder: Path,
        key: bytes,
        place: Place,
        name: str,
        *,
        at: datetime,
        settle: Settle,
        watch: Watch,
        is_sure: bool = False,
    ) -> Restored:
        """Return to a copy of a profile that nobody has open, or that is not there any more.

        Where only the key file of a whole database is lost, that of the copy comes back and nothing
        else is touched. `is_sure` says that this PC is the one whose copy it is, though nothing
        here tells it. What stands there now is kept aside first. ExpectedError
        PROFILE_IN_USE, BACKUP_DAMAGED, BACKUP_NO_ROOM, BACKUP_PLACE_CLOSED, KEYS_LOST;
        BACKUP_FOREIGN and BACKUP_OWNER_UNKNOWN (facts `office`, `letter`). Then all is as it was.
        """
        with explained_file_errors():
            folder.mkdir(parents=True, exist_ok=True)
        lock = ProfileLock(folder / _LOCK)
        try:
            _finish(folder)
            profile, ways_in = Source(folder, key), ways_into(folder, place, name)
            if brought_back(profile, ways_in, at=at):
                return Restored(place.manifest(name).backup, 0, (), "", keys_only=True)
            ways_in = replace(
                ways_in, is_others=_may_be_others(profile, place, name, ways_in, is_sure=is_sure)
            )
            return _restored(
                folder, key, place, name, at=at, settle=settle, watch=watch, ways_in=ways_in
            )
        finally:
            lock.release()

    @staticmethod
    def discard(folder: Path) -> None:
        """Take back what `create` made, when enrolment failed right after it; nothing else."""
        if not folder.is_dir():
            return
        ProfileLock(folder / _LOCK).release()  # Windows deletes no open file
        with explained_file_errors():
            for name in (KEYS, TRIES):
                (folder / name).unlink(missing_ok=True)
            for name in (DATABASE, UNFINISHED):
                remove_database(folder / name)
            (folder / _LOCK).unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()


def _restored(
    folder: Path,
    key: bytes,
    place: Place,
    name: str,
    *,
    at: datetime,
    settle: Settle,
    watch: Watch,
    ways_in: WaysIn | None = None,
) -> Restored:
    _finish(folder)
    return restore(
        Source(folder, key),
        place,
        name,
        own=own_place(folder),
        at=at,
        settle=settle,
        watch=watch,
        finish=lambda: _finish(folder),
        ways_in=ways_in,
    )


def _may_be_others(
    profile: Source, place: Place, name: str, ways_in: WaysIn, *, is_sure: bool
) -> bool:
    """Say whether nothing tells that this is a copy of this PC; raises as `Profile.restore`."""
    owner = owner_of(profile, place, ways_in.file)
    if owner is Owner.SELF:
        return False
    if owner is Owner.UNKNOWN and is_sure:
        return True
    is_other = owner is Owner.OTHER
    trouble = Trouble.BACKUP_FOREIGN if is_other else Trouble.BACKUP_OWNER_UNKNOWN
    raise ExpectedError(trouble, facts=told_owner(place.folder / name, profile.key))


def _opened(folder: Path, key: Callable[[], bytes], cost: Cost | None) -> OpenProfile:
    if not folder.is_dir():
        raise ExpectedError(Trouble.PROFILE_DAMAGED)
    with _locked(folder) as lock:
        unlocked = key()
        _finish(folder)
        if not (folder / DATABASE).is_file():
            raise ExpectedError(Trouble.PROFILE_DAMAGED)
        return OpenProfile(folder, unlocked, lock, cost=cost)


@contextmanager
def _locked(folder: Path) -> Iterator[ProfileLock]:
    """Hold the profile for an opening; a failed one lets go again."""
    lock = ProfileLock(folder / _LOCK)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _open_current(database: Path, key: bytes) -> Engine:
    writer = open_engine(database, key)
    try:
        migrate(writer, database, key)
    except BaseException:
        writer.dispose()
        raise
    return writer


def _make_database(path: Path, key: bytes) -> None:
    """Make an empty database under a name that is not the final one; see `_finish`."""
    remove_database(path)
    _open_current(path, key).dispose()


def _finish(folder: Path) -> None:
    """Give a new database its name; the key file stands by now, so a power cut costs nothing."""
    unfinished, database = folder / UNFINISHED, folder / DATABASE
    with explained_file_errors():
        end_move(folder)
    if unfinished.exists() and not database.exists():
        with explained_file_errors():
            unfinished.replace(database)
            sync_folder(folder)
    if database.exists():
        forget_unfinished(folder)
