"""Writes what a group of saves made: once for each table, however many saves they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from central_server import case_store, erasing, identity, sharing
from central_server.bulk import add_rows
from central_server.database import put
from central_server.feed import Holding, Item
from central_server.push.standing import Made, Standing
from central_server.schema import field_author, letter_void
from central_server.scope import Onlookers
from central_server.sharing import SharedCase


def write(
    connection: Connection, made: Made, standing: Standing, who: Onlookers, now: datetime
) -> dict[UUID, Holding]:
    """Store what was made and tell the scopes; return who holds cases that were handed on."""
    case_store.add_cases(connection, made.new_cases)
    case_store.replace_cases(connection, made.changed_cases)
    case_store.add_items(connection, [one for one in made.items if one.is_new])
    case_store.replace_items(connection, [one for one in made.items if not one.is_new])
    erasing.note_files(connection, made.erased_files)
    identity.keep(
        connection,
        [(one.reporter, one.former, one.item) for one in made.blocks if one.reporter is not None],
    )
    _write_authors(connection, made)
    add_rows(connection, letter_void, made.letter_voids)
    return sharing.share(connection, _shared(made, standing), who, now)


def _write_authors(connection: Connection, made: Made) -> None:
    rows = [
        {
            "case_uid": case_uid,
            "field": field,
            "person_name": author.person_name,
            "office_uid": author.office_uid,
            "at": author.at,
        }
        for (case_uid, field), author in made.authors.items()
    ]
    put(connection, field_author, rows, keys=("case_uid", "field"))


def _shared(made: Made, standing: Standing) -> list[SharedCase]:
    new_cases = {case.uid for case in made.new_cases}
    added: defaultdict[UUID, list[Item]] = defaultdict(list)
    changed: defaultdict[UUID, list[Item]] = defaultdict(list)
    for case in (*made.new_cases, *made.changed_cases):
        changed[case.uid].append(case.item)
    for block in made.blocks:
        changed[block.item.uid].append(block.item)
    for uid in standing.retold.keys() & (new_cases | changed.keys()):
        if uid in standing.blocks and standing.blocks[uid].item not in changed[uid]:
            changed[uid].append(standing.blocks[uid].item)
    for one in made.items:
        (added if one.is_new else changed)[one.case_uid].append(one.item)
    return [
        SharedCase(
            standing.cases[uid],
            Holding() if uid in new_cases else standing.holdings.get(uid),
            is_new=uid in new_cases,
            changed=changed.get(uid, ()),
            added=added.get(uid, ()),
            retells=uid in standing.retold,
        )
        for uid in added.keys() | changed.keys()
    ]
