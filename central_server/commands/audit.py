"""`audit`: look through the kept audit trails, and hand them to an inspector."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, select

from central_server import migrate
from central_server.audit.checking import Checked, Fault, Finding, check, kept_entries
from central_server.commands.context import reading
from central_server.commands.enter import known_office
from central_server.errors import OperatorError
from central_server.schema import device, office, person
from central_server.server_card import find_card
from central_server.settings import Settings

_WORDS = {
    Fault.ALTERED: "altered: entry {number} is not what was hashed or signed",
    Fault.MISSING: "missing: entry {number} is gone, or the one before it",
    Fault.UNSIGNED: "unsigned: entry {number} is the last one, and no desk signed it as such",
    Fault.PARTED: "parted: before entry {number} a copy of the desk went its own way",
    Fault.REWRITTEN: "rewritten: before entry {number} the same desk went another way",
    Fault.RESTARTED: "begun anew: this desk, or the one that it was, has another chain already",
}


def complete(audit: argparse.ArgumentParser) -> None:
    """Give the verb its actions."""
    actions = audit.add_subparsers(required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="look at every entry; name what is not whole")
    verify.set_defaults(run=_verify)
    export = actions.add_parser("export", help="write the entries of an office as JSON lines")
    export.add_argument("office", metavar="CODE")
    export.add_argument("target", metavar="FILE", help="each line is what was hashed (SHA-256)")
    export.set_defaults(run=_export)


def _verify(settings: Settings, _: argparse.Namespace) -> str:
    """Name every fault; OperatorError, and so exit code 1, where something was altered."""
    with reading(settings) as connection:
        card = find_card(connection)
        if card is None:
            raise OperatorError(migrate.NOT_PREPARED)
        checked = check(connection, card.server_id)
        lines = [_line(finding, connection) for finding in checked.findings]
    said = "\n".join([*lines, _summary(checked)])
    if not checked.is_whole:
        raise OperatorError(said)
    return said


def _summary(checked: Checked) -> str:
    state = "whole" if checked.is_whole else "NOT whole"
    return f"{checked.entries} entries in {checked.chains} chains: {state}"


def _line(finding: Finding, connection: Connection) -> str:
    """Say which entry of whose desk, and who wrote it when, where that can be read."""
    told = [
        f"chain {finding.chain.hex()[:16]}",
        _desk(finding.device_uid, connection),
        _WORDS[finding.fault].format(number=finding.number),
    ]
    entry = finding.entry
    if entry is not None:
        told.append(f"{entry.at:%Y-%m-%d %H:%M:%S}Z {entry.kind}")
        told.append(_person(entry.person_uid, connection))
    return "\t".join(told)


def _desk(uid: UUID, connection: Connection) -> str:
    query = select(office.c.code, device.c.letter).join(office).where(device.c.uid == uid)
    row = connection.execute(query).one_or_none()
    return f"desk {uid}" if row is None else f"desk {row.code}/{row.letter}"


def _person(uid: UUID | None, connection: Connection) -> str:
    if uid is None:
        return "nobody signed in"
    record = connection.scalar(select(person.c.record).where(person.c.uid == uid))
    return str(uid) if record is None else f"{record['name']} ({uid})"


def _export(settings: Settings, arguments: argparse.Namespace) -> str:
    target = Path(arguments.target)
    part = target.with_name(f".{target.name}.part")
    count, newest = 0, None
    try:
        with reading(settings) as connection, part.open("w", encoding="utf-8", newline="\n") as to:
            home = known_office(connection, arguments.office)
            for row in kept_entries(connection, home.uid):
                to.write(row.line + "\n")
                count, newest = count + 1, row.received_at
            to.flush()
            os.fsync(to.fileno())
        part.replace(target)
    except OSError as error:
        raise OperatorError(f"{error.filename or target}: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return f"{count} entries{_until(newest)}: {target}"


def _until(newest: datetime | None) -> str:
    return "" if newest is None else f", the newest brought {newest:%Y-%m-%d %H:%M}Z"
