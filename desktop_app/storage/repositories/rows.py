"""Rows whose columns are named like the fields of the record they hold."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table
from sqlalchemy.dialects.sqlite import Insert, insert

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def plain(record: DataclassInstance) -> dict[str, Any]:
    """Return the fields of a record as they are, by name."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def shared_columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that are fields of its record: all but the local key."""
    return [column for column in table.columns if column.name != "key"]


def insert_or_replace(table: Table, *identity: str) -> Insert:
    """Build the statement that puts one row and keeps the local key of one that is there.

    Made once a table: building it for every row costs more than running it.
    """
    statement = insert(table)
    replaced = {
        column.name: statement.excluded[column.name]
        for column in shared_columns(table)
        if column.name not in identity
    }
    return statement.on_conflict_do_update(index_elements=identity, set_=replaced)
