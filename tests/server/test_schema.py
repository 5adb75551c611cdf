"""The migrations make the very tables the code works with, on both databases."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from central_server import migrate
from central_server.app import create_app
from central_server.commands.prepare import prepare
from central_server.database import Database
from central_server.errors import OperatorError
from central_server.schema import metadata
from central_server.server_card import find_card
from central_server.settings import Settings
from tests.server.world import GOLDEN, World


def test_models_and_migrated_tables_are_the_same(world: World):
    with world.parts.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        checks = {
            check["name"]
            for table in ("server", "feed_head")
            for check in inspect(connection).get_check_constraints(table)
        }
    assert checks == {"ck_server_single", "ck_feed_head_single"}


def test_preparing_twice_changes_nothing_that_is_there(empty: Settings):
    source = str(GOLDEN / "directory.json")
    assert prepare(empty, source) == prepare(empty, source)


def test_every_server_has_an_identity_of_its_own(empty: Settings, sqlite_world: World):
    prepare(empty, None)
    database = Database(empty.database)
    with database.read() as connection:
        card = find_card(connection)
    database.close()
    assert card is not None
    assert card.server_id != sqlite_world.parts.card.server_id
    assert card.challenge_key != sqlite_world.parts.card.challenge_key


def test_a_database_that_was_not_prepared_is_refused_in_words(empty: Settings):
    with pytest.raises(OperatorError, match="Run the verb 'init'"):
        create_app(empty)


def test_a_database_of_a_newer_version_is_left_alone(world: World):
    world.reusable = False
    with world.parts.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(OperatorError, match="newer version"):
        create_app(world.settings)
    with pytest.raises(OperatorError, match="newer version"):
        prepare(world.settings, None)


def test_the_first_migration_alone_starts_from_nothing(empty: Settings):
    database = Database(empty.database)
    with database.write() as connection:
        migrate.upgrade(connection)
        tables = set(inspect(connection).get_table_names())
    database.close()
    assert tables == {*metadata.tables, "alembic_version"}
