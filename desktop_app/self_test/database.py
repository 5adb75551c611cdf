"""Whether the database keeps what it is told, from nobody but those who may have it back."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

from desktop_app.bootstrap.lists import shipped_categories
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.self_test.checks import must
from desktop_app.self_test.desk import make_desk, registered, sitting_at
from desktop_app.storage.engine import KEY_BYTES, connect_raw, open_engine, open_reader
from desktop_app.storage.key_wrap import Cost
from desktop_app.storage.migrate import REVISIONS, migrate
from desktop_app.storage.profile_folder import DATABASE
from desktop_app.storage.unit_of_work import unit_of_work

_MARKER = "ZEBRABIRUMUDA"
_PLAIN_HEAD = b"SQLite format 3"


def check_encryption(folder: Path) -> None:
    """Keep a case, look for it in the files, try wrong keys, and read it with the right one."""
    profile = folder / "profile"
    make_desk(profile, Cost())
    with sitting_at(profile) as context:
        kept = registered(context, _MARKER, _MARKER * 200)
        _nothing_readable(profile)  # while the log of the database still lies beside it
    _nothing_readable(profile)
    must(_is_refused(profile), "kata sandi yang salah diterima")
    must(_is_closed_to_a_wrong_key(profile / DATABASE), "kunci yang salah membuka basis data")
    with sitting_at(profile) as context, context.open_read() as work:
        must(work.cases.get(kept.uid) == kept, "kasus yang disimpan tidak terbaca kembali")


def check_migration(folder: Path) -> None:
    """Make a database of the first revision and bring it to today's, with a copy beside it."""
    key, path = secrets.token_bytes(KEY_BYTES), folder / DATABASE
    with closing(_Engine(path, key)) as old:
        migrate(old.engine, path, key, revisions=REVISIONS[:1])
    must(_revision(path, key) == REVISIONS[0], "basis data lama tidak dapat dibuat")
    category = next(iter(shipped_categories()))
    with closing(_Engine(path, key)) as today:
        migrate(today.engine, path, key)
        with unit_of_work(today.engine)() as work:
            work.reference.put_category(category)
            work.commit()
    must(_revision(path, key) == REVISIONS[-1], "basis data lama tidak diperbarui")
    copy = path.with_name(f"{path.name}.before-{REVISIONS[0]}")
    must(copy.is_file(), "salinan sebelum pembaruan tidak ada")
    must(_revision(copy, key) == REVISIONS[0], "salinan sebelum pembaruan tidak utuh")


class _Engine:
    """The lane that writes, for `closing`."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.engine = open_engine(path, key)
        self.close = self.engine.dispose


def _nothing_readable(profile: Path) -> None:
    for path in sorted(profile.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        must(not content.startswith(_PLAIN_HEAD), f"{path.name} tidak terenkripsi")
        for spelling in (_MARKER.encode(), _MARKER.encode("utf-16-le")):
            must(spelling not in content, f"tulisan terbaca di dalam {path.name}")


def _is_refused(profile: Path) -> bool:
    try:
        with sitting_at(profile, "bukan-kata-sandinya"):
            return False
    except ExpectedError as error:
        return error.trouble is Trouble.WRONG_PASSWORD


def _is_closed_to_a_wrong_key(database: Path) -> bool:
    reader = open_reader(database, secrets.token_bytes(KEY_BYTES))
    try:
        with reader.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()
        return False
    except ExpectedError as error:
        return error.trouble is Trouble.PROFILE_DAMAGED
    finally:
        reader.dispose()


def _revision(database: Path, key: bytes) -> str:
    """Read which revision a database is of, and that every page of it is as it was written."""
    with closing(connect_raw(database, key)) as connection:
        must(
            connection.execute("PRAGMA cipher_integrity_check").fetchall() == [],
            f"{database.name} rusak",
        )
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found)
