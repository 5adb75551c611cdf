"""F1: a cursor skips nothing, however transactions overlap; a naive number does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from tests.server.server_desk import ServerDesk
from tests.server.world import World

WRITERS = 8
WRITES = 12  # of each writer
ROWS = 10  # in each write

# Waits between the last row and the commit, as a slow disk or a long transaction does.
PAUSE = """
    CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF random() < 0.03 THEN PERFORM pg_sleep(random() * 0.04); END IF;
            RETURN NULL;
        END
    $$;
    CREATE CONSTRAINT TRIGGER pause AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION pause();
"""

Write = Callable[[], Sequence[str]]


def overlapped(writers: Sequence[Write], read: Callable[[], set[str]]) -> tuple[set[str], set[str]]:
    """Write from all sides while one reader follows its cursor; return what each side knows."""
    over = threading.Event()
    delivered: set[str] = set()

    def follow() -> None:
        while not over.is_set():
            delivered.update(read())

    def work(write: Write) -> list[str]:
        return [item for _ in range(WRITES) for item in write()]

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(follow)
        try:
            written = {item for items in pool.map(work, writers) for item in items}
        finally:
            over.set()
        reader.result()
    delivered.update(read())
    return written, delivered


def connected(world: World) -> psycopg.Connection:
    url = world.settings.database.replace("postgresql+psycopg://", "postgresql://")
    return psycopg.connect(url, autocommit=True)


@pytest.fixture
def by_hand(postgresql: World):
    """A connection of our own to the server's database."""
    with connected(postgresql) as connection:
        yield connection


def test_the_feed_delivers_every_row_of_eight_writers_that_commit_out_of_order(
    postgresql: World, by_hand: psycopg.Connection
):
    by_hand.execute(PAUSE.format(table="entry"))
    reader = ServerDesk(postgresql, "BBS", "Tono")
    desks = [ServerDesk(postgresql, "BBS", "Rina") for _ in range(WRITERS)]
    cases = [desk.new_case() for desk in desks]
    for desk, case in zip(desks, cases, strict=True):
        desk.done(desk.create(case))
    cursors: dict[str, int] = {}

    def writing(desk: ServerDesk, case) -> Write:
        def write() -> list[str]:
            notes = [desk.write(case) for _ in range(ROWS)]
            desk.done(*notes)
            return [note["entity"] for note in notes]

        return write

    def read() -> set[str]:
        page = reader.page(cursors, limit=2_000)
        cursors.update(page["cursors"])
        return {row["id"] for row in page["rows"] if row["kind"] == "entry"}

    read()
    writers = [writing(desk, case) for desk, case in zip(desks, cases, strict=True)]
    written, delivered = overlapped(writers, read)
    assert len(written) == WRITERS * WRITES * ROWS
    assert written - delivered == set()


def test_the_same_writers_and_reader_lose_rows_of_a_naive_sequence(
    postgresql: World, by_hand: psycopg.Connection
):
    """What the feed would be without its stamper: this is why it has one."""
    by_hand.execute("CREATE TABLE naive (seq bigserial PRIMARY KEY, item text NOT NULL)")
    by_hand.execute(PAUSE.format(table="naive"))
    cursor = 0

    def writing() -> Write:
        def write() -> list[str]:
            items = [str(uuid4()) for _ in range(ROWS)]
            with connected(postgresql) as connection, connection.transaction():
                for item in items:
                    connection.execute("INSERT INTO naive (item) VALUES (%s)", (item,))
            return items

        return write

    def read() -> set[str]:
        nonlocal cursor
        query = "SELECT seq, item FROM naive WHERE seq > %s ORDER BY seq"
        rows = by_hand.execute(query, (cursor,)).fetchall()
        cursor = rows[-1][0] if rows else cursor
        return {item for _, item in rows}

    written, delivered = overlapped([writing() for _ in range(WRITERS)], read)
    assert len(written) == WRITERS * WRITES * ROWS
    assert written - delivered


def test_a_session_left_idle_in_a_transaction_hides_nothing_of_others(
    postgresql: World, by_hand: psycopg.Connection
):
    writer, reader = (ServerDesk(postgresql, "BBS", name) for name in ("Rina", "Tono"))
    stuck_case, case = writer.new_case(), writer.new_case()
    writer.done(writer.create(stuck_case), writer.create(case))
    cursors = reader.page(limit=2_000)["cursors"]
    by_hand.execute("CREATE TABLE of_somebody_else (number int)")
    with connected(postgresql) as stuck, stuck.transaction():
        stuck.execute("INSERT INTO of_somebody_else VALUES (1)")
        # A row of the feed that is being changed and not committed.
        touched = stuck.execute(
            "UPDATE feed SET seq = NULL WHERE case_uid = %s AND kind = 'entry'",
            (stuck_case.uid,),
        )
        assert touched.rowcount
        note = writer.write(case)
        writer.done(note)
        page = reader.page(cursors, limit=2_000)
        assert [row["id"] for row in page["rows"]] == [note["entity"]]
    # What had hung is delivered as soon as it is committed, above the cursor that has passed.
    rows = reader.page(page["cursors"], limit=2_000)["rows"]
    assert {row["case"] for row in rows} == {str(stuck_case.uid)}
