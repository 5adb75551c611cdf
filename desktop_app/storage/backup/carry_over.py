"""Brings what belongs to this desk alone from the present database into a copy of it.

What was synced the server gives again. What it cannot give is who this desk is, the numbers it has
given, its unsent work, its drafts, and what people have not seen yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.changes import ChangeState
from desktop_app.storage.backup.salvage import Row, Salvage, UnreadableError
from desktop_app.storage.engine import connect_raw

# One more table is one more name in one of these lists; a test asks for every table.
SELF = ("desk_state", "register_counter", "letter_block", "letter_void")
_OWN = (
    "outbox",
    "upload",
    "held_file",
    "draft",
    "conflict",
    "notice",
    "round_record",
    "disclosure",
)
_TRAIL = "audit_entry"  # only ever added to: the database refuses all else
_HEAD = ("number", "hash")
_OF_A_CASE = (
    ("case", "uid"),
    ("reporter", "case_uid"),
    ("timeline_entry", "case_uid"),
    ("attachment", "case_uid"),
    ("letter", "case_uid"),
    ("release", "case_uid"),
)
# What the server gives again.
_SYNCED = ("category", "free_day", "office", "person", "feed_row", "feed_digest")
TABLES = frozenset(
    {*SELF, *_OWN, _TRAIL, "audit_head", *(name for name, _ in _OF_A_CASE), *_SYNCED}
)
_UNSENT = (ChangeState.WAITING.value, ChangeState.REJECTED.value)
# The names of tables and columns are our own, from the lists above and from SQLite itself.
_EMPTY = 'DELETE FROM "{name}"'
_ALL = 'SELECT {columns} FROM "{name}"'
_PUT = 'INSERT OR REPLACE INTO "{name}" ({columns}) VALUES ({places})'
_CHANGE = "SELECT {columns} FROM outbox WHERE sequence = ?"
_ROWS = 'SELECT {columns} FROM "{name}" WHERE "{column}" = ?'
_NEWEST_ENTRY = "SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1"
_LATER_ENTRIES = "SELECT {columns} FROM audit_entry WHERE number > ? ORDER BY number"
_MOVE_HEAD = "UPDATE audit_head SET {values}"
_COUNT_UNSENT = "SELECT count(*) FROM {schema}.outbox WHERE state IN (?, ?)"
_FURTHER = 10_000  # changes that a copy may be behind, where nothing tells how many they are


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """How many changes that the server has not are here now, and which tables had gaps."""

    unsent: int
    unread: tuple[str, ...]


def carry_over(target: Path, present: Path, key: bytes) -> CarriedOver:
    """Do it in one transaction; whatever of the present can be read is taken."""
    with closing(connect_raw(target, key)) as connection, closing(Salvage(present, key)) as old:
        connection.isolation_level = None
        connection.execute("BEGIN IMMEDIATE")
        unread = _Carrying(connection, old).bring_all()
        unsent = count_unsent(connection, "main")
        connection.execute("COMMIT")
    return CarriedOver(unsent, unread)


def count_unsent(connection: Any, schema: str) -> int:
    """Count the changes that the server has not, waiting or refused."""
    found = connection.execute(_COUNT_UNSENT.format(schema=schema), _UNSENT).fetchone()
    return int(found[0])


class _Carrying:
    """One carrying over, inside a transaction of the new database."""

    def __init__(self, new: Any, old: Salvage) -> None:
        self._new = new
        self._old = old

    def bring_all(self) -> tuple[str, ...]:
        """Return the tables with gaps."""
        # Who this desk is goes with the numbers it gave, or not at all.
        self._new.execute("SAVEPOINT who_it_is")
        knows_itself = all(self._replace(name) for name in SELF)
        if not knows_itself:
            self._new.execute("ROLLBACK TO who_it_is")
        self._new.execute("RELEASE who_it_is")
        unread = [] if knows_itself else list(SELF)
        unread += [name for name in _OWN if not self._replace(name)]
        unread += [] if self._go_on_with_the_trail() else [_TRAIL]
        if "outbox" in unread:
            self._bring_changes_one_by_one()
        unread += [name for name, column in _OF_A_CASE if not self._bring_unsent(name, column)]
        return tuple(unread)

    def _replace(self, name: str) -> bool:
        """Take the present rows of a table in the place of the copy's; False changes nothing."""
        self._new.execute("SAVEPOINT one_table")
        try:
            columns = self._columns(name)
            self._new.execute(_EMPTY.format(name=name))
            for rows in self._old.rows(_ALL.format(columns=_listed(columns), name=name)):
                self._put(name, columns, rows)
        except UnreadableError:
            self._new.execute("ROLLBACK TO one_table")
            return False
        finally:
            self._new.execute("RELEASE one_table")
        return True

    def _go_on_with_the_trail(self) -> bool:
        """Add what was noted since the copy; False where the two are no longer one chain."""
        newest, known = self._new.execute(_NEWEST_ENTRY).fetchone() or (0, None)
        self._new.execute("SAVEPOINT trail")
        try:
            same = self._old.all("SELECT hash FROM audit_entry WHERE number = ?", (newest,))
            if known is not None and same != [(known,)]:
                return False
            columns = self._columns(_TRAIL)
            for rows in self._old.rows(_LATER_ENTRIES.format(columns=_listed(columns)), (newest,)):
                self._put(_TRAIL, columns, rows)
            self._move_head()
        except UnreadableError:
            self._new.execute("ROLLBACK TO trail")
            return False
        finally:
            self._new.execute("RELEASE trail")
        return True

    def _move_head(self) -> None:
        columns = self._columns("audit_head")
        asked = _ALL.format(columns=_listed(columns), name="audit_head")
        for row in self._old.all(asked):
            here = self._new.execute("SELECT number FROM audit_head").fetchone()
            told = dict(zip(columns, row, strict=True))
            if here is None:
                self._put("audit_head", columns, [row])
                continue
            # A head that stands where it stood may not be written again.
            moved = [one for one in columns if here[0] != told["number"] or one not in _HEAD]
            values = ", ".join(f'"{one}" = ?' for one in moved if one != "key")
            statement = _MOVE_HEAD.format(values=values)
            self._new.execute(statement, [told[one] for one in moved if one != "key"])

    def _bring_changes_one_by_one(self) -> None:
        """Take what can be read of a queue with damaged pages, one change after the other."""
        newest = self._newest()
        try:
            columns = self._columns("outbox")
        except UnreadableError:
            columns = []
        for sequence in range(1, newest + 1) if columns else ():
            with suppress(UnreadableError):
                asked = _CHANGE.format(columns=_listed(columns))
                self._put("outbox", columns, self._old.all(asked, (sequence,)))
        self._new.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'outbox'", (newest,)
        )

    def _newest(self) -> int:
        """Return a sequence number that no change of the present reaches beyond."""
        for asked in (
            "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'",
            "SELECT max(sequence) FROM outbox",
        ):
            with suppress(UnreadableError):
                for (newest,) in self._old.all(asked):
                    if isinstance(newest, int):
                        return newest
        kept = self._new.execute("SELECT max(sequence) FROM outbox").fetchone()[0]
        return int(kept or 0) + _FURTHER

    def _bring_unsent(self, name: str, column: str) -> bool:
        """Take the rows of the cases with unsent work; a gap is no loss: their changes are here."""
        cases = self._new.execute(
            "SELECT DISTINCT case_uid FROM outbox WHERE state IN (?, ?)", _UNSENT
        ).fetchall()
        whole = True
        for case in cases:
            try:
                columns = [one for one in self._columns(name) if one != "key"]
                asked = _ROWS.format(name=name, columns=_listed(columns), column=column)
                self._put(name, columns, self._old.all(asked, case))
            except UnreadableError:
                whole = False
        return whole

    def _put(self, name: str, columns: list[str], rows: Sequence[Row]) -> None:
        places = ", ".join("?" * len(columns))
        statement = _PUT.format(name=name, columns=_listed(columns), places=places)
        self._new.executemany(statement, rows)

    def _columns(self, name: str) -> list[str]:
        """Name the columns that both have: one of the two may be of another version."""
        theirs = self._old.columns(name)
        if not theirs:
            raise UnreadableError
        ours = [row[1] for row in self._new.execute(f'PRAGMA table_info("{name}")').fetchall()]
        return [one for one in ours if one in theirs]


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{one}"' for one in columns)
