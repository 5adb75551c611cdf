"""A database is copied, brought up to date in one transaction, and refused when it is newer."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.engine import connect_raw, open_engine
from desktop_app.storage.metadata import METADATA
from desktop_app.storage.migrate import REVISIONS, SCRIPTS, migrate
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import a_case
from tests.storage.secrets_for_tests import KEY

NEXT = "9999"
GOOD = """
    op.create_table("mood", sa.Column("key", sa.Integer(), primary_key=True))
    with op.batch_alter_table("case") as table:
        table.add_column(sa.Column("mood", sa.Text()))
"""
FAILING = (
    GOOD
    + """
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
)


def later_scripts(tmp_path: Path, upgrade: str) -> Path:
    """Copy the migrations and add one more, as the next version of the program would."""
    scripts = tmp_path / "migrations 100%"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    header = dedent(
        f"""
        import sqlalchemy as sa
        from alembic import op

        revision = "{NEXT}"
        down_revision = "{REVISIONS[-1]}"


        def upgrade():
        """
    )
    (scripts / "versions" / f"{NEXT}_later.py").write_text(header.rstrip() + upgrade)
    return scripts


def everything(path: Path) -> list[str]:
    """All that a database holds, as text."""
    connection = connect_raw(path, KEY)
    found = [str(row) for row in connection.execute("SELECT * FROM sqlite_master ORDER BY name")]
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        found += [str(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
    connection.close()
    return found


def revision_of(path: Path) -> str:
    connection = connect_raw(path, KEY)
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return str(revision)


def test_the_migrated_schema_is_the_one_the_program_uses(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_migrated_indexes_are_those_of_the_program_to_the_letter(
    engine: Engine, tmp_path: Path
):
    fresh = open_engine(tmp_path / "fresh.db", KEY)
    METADATA.create_all(fresh)
    listing = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    with engine.connect() as migrated, fresh.connect() as created:
        expected = set(created.exec_driver_sql(listing).scalars())
        assert set(migrated.exec_driver_sql(listing).scalars()) == expected
    fresh.dispose()


def test_the_program_knows_every_revision_there_is():
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS


def test_every_constraint_has_a_name_so_that_a_later_migration_can_drop_it():
    for table in METADATA.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def test_a_current_database_is_neither_copied_nor_touched(engine: Engine, database: Path):
    before = sorted(path.name for path in database.parent.iterdir())
    migrate(engine, database, KEY)
    assert sorted(path.name for path in database.parent.iterdir()) == before


def test_an_older_database_is_copied_encrypted_and_brought_up_to_date(
    engine: Engine, database: Path, tmp_path: Path
):
    case = a_case(title="ZEBRAKUNING")
    with unit_of_work(engine)() as work:
        work.cases.put(case)
        work.commit()
    before = everything(database)
    migrate(
        engine, database, KEY, revisions=(*REVISIONS, NEXT), scripts=later_scripts(tmp_path, GOOD)
    )
    copy = database.with_name(f"office.db.before-{REVISIONS[-1]}")
    assert everything(copy) == before
    assert b"ZEBRAKUNING" not in copy.read_bytes()
    assert revision_of(database) == NEXT
    with unit_of_work(engine)() as work:
        assert work.cases.get(case.uid) == case


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    engine: Engine, database: Path, tmp_path: Path
):
    with unit_of_work(engine)() as work:
        work.cases.put(a_case())
        work.commit()
    before = everything(database)
    with pytest.raises(OperationalError, match="nowhere"):
        migrate(
            engine,
            database,
            KEY,
            revisions=(*REVISIONS, NEXT),
            scripts=later_scripts(tmp_path, FAILING),
        )
    assert everything(database) == before
    assert revision_of(database) == REVISIONS[-1]
    assert everything(database.with_name(f"office.db.before-{REVISIONS[-1]}")) == before


def test_a_database_of_a_later_program_is_refused_untouched(engine: Engine, database: Path):
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{NEXT}'")
    before = everything(database)
    with pytest.raises(ExpectedError) as refused:
        migrate(engine, database, KEY)
    assert refused.value.trouble is Trouble.DATABASE_NEWER
    assert everything(database) == before
    assert not list(database.parent.glob("office.db.before-*"))


def test_a_copy_that_failed_half_way_is_made_anew(engine: Engine, database: Path, tmp_path: Path):
    copy = database.with_name(f"office.db.before-{REVISIONS[-1]}")
    copy.with_name(copy.name + ".part").write_bytes(b"setengah jadi")
    migrate(
        engine, database, KEY, revisions=(*REVISIONS, NEXT), scripts=later_scripts(tmp_path, GOOD)
    )
    assert revision_of(copy) == REVISIONS[-1]
    assert not copy.with_name(copy.name + ".part").exists()


def test_scripts_lie_beside_the_code_so_that_an_installed_program_finds_them():
    import desktop_app

    package = Path(desktop_app.__file__).parent
    assert SCRIPTS.is_relative_to(package)
    assert (SCRIPTS / "env.py").is_file()
    assert len(list((SCRIPTS / "versions").glob("*.py"))) == len(REVISIONS)
