"""The operator's command line: verbs and their options."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from central_server.commands import (
    audit,
    backup,
    kurir,
    letters,
    prepare,
    registry,
    restore,
    restored,
    serve,
)
from central_server.errors import OperatorError
from central_server.settings import DEFAULT_DATABASE, DEFAULT_FILES, Settings, settings_from
from desktop_app.domain.people import OfficeKind, Role

_DEFAULT_PORT = 8080

# Option of `office add` → its name in an office record.
_OFFICE_OPTIONS = {
    "--region": "region_code",
    "--parent": "parent",
    "--regency": "regency_name",
    "--district": "district_name",
    "--address": "address",
    "--phone": "phone",
    "--email": "email",
    "--website": "website",
    "--place": "place",
    "--time-zone": "time_zone",
    "--letter-unit": "letter_unit",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say; return the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        settings = settings_from(os.environ, arguments.database, arguments.files)
        said: str = arguments.run(settings, arguments)
    except OperatorError as error:
        print(error, file=sys.stderr)
        return 1
    if said:
        print(said)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loket-aduan-server", description="Keeps the desks of one regency in step."
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help=f"SQLAlchemy URL (else LOKET_DATABASE_URL, else {DEFAULT_DATABASE})",
    )
    parser.add_argument(
        "--files",
        metavar="DIR",
        help=f"folder of the files of cases (else LOKET_FILES, else {DEFAULT_FILES})",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _complete_init(verbs.add_parser("init", help="prepare or upgrade the database"))
    _complete_office(verbs.add_parser("office", help="the offices of the regency"))
    _complete_user(verbs.add_parser("user", help="the people of the offices"))
    _complete_code(verbs.add_parser("code", help="print a one-time code that enrols one desk"))
    _complete_device(verbs.add_parser("device", help="the desks that take part"))
    _complete_letters(verbs.add_parser("letters", help="the letter numbers of an office"))
    _complete_serve(verbs.add_parser("serve", help="answer desks until told to stop"))
    audit.complete(verbs.add_parser("audit", help="the audit trails that desks brought"))
    kurir.complete(verbs.add_parser("kurir", help="answer a bundle that came on a stick"))
    _complete_copies(
        verbs.add_parser("backup", help="copy database and files, and try the copy"),
        verbs.add_parser("restore", help="put a copy back, and tell all desks"),
    )
    restored_verb = verbs.add_parser("restored", help="after a backup was put back: tell all desks")
    restored_verb.set_defaults(run=_restored)
    return parser


def _complete_init(init: argparse.ArgumentParser) -> None:
    init.add_argument("--from", dest="source", metavar="FILE", help="JSON of offices and people")
    init.set_defaults(run=_init)


def _complete_office(office: argparse.ArgumentParser) -> None:
    actions = office.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="add an office, print its uid")
    add.add_argument("--code", required=True, help="short code in register numbers, as BBS")
    add.add_argument("--name", required=True)
    add.add_argument("--kind", required=True, choices=[kind.value for kind in OfficeKind])
    for option, name in _OFFICE_OPTIONS.items():
        add.add_argument(option, dest=name, metavar="TEXT")
    add.set_defaults(run=_add_office_from)
    listing = actions.add_parser("list", help="code, kind, name and uid of each")
    listing.set_defaults(run=_list_offices)


def _complete_user(user: argparse.ArgumentParser) -> None:
    actions = user.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="add a person, print their uid")
    add.add_argument("--office", required=True, metavar="CODE")
    add.add_argument("--name", required=True)
    roles = ", ".join(role.value for role in Role)
    add.add_argument("--roles", required=True, help=f"parted by commas: {roles}")
    for name in ("position", "rank", "nip"):
        add.add_argument(f"--{name}", metavar="TEXT")
    add.set_defaults(run=_add_person_from)
    listing = actions.add_parser("list", help="office, uid, name and roles of each")
    listing.set_defaults(run=_list_people)
    roles_verb = actions.add_parser("roles", help="let a person do something else from now on")
    roles_verb.add_argument("uid", metavar="UID")
    roles_verb.add_argument("--roles", required=True, help=f"parted by commas: {roles}")
    roles_verb.set_defaults(run=_change_roles)
    for name, run, told in (
        ("leave", registry.let_person_leave, "take nothing more that this person does"),
        ("return", registry.let_person_return, "take it again"),
    ):
        action = actions.add_parser(name, help=told)
        action.add_argument("uid", metavar="UID")
        action.set_defaults(run=partial(_of_uid, run))


def _complete_code(code: argparse.ArgumentParser) -> None:
    code.add_argument("--office", required=True, metavar="CODE")
    code.add_argument("--person", required=True, metavar="UID")
    code.set_defaults(run=_new_code)


def _complete_device(device: argparse.ArgumentParser) -> None:
    actions = device.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="office, letter, uid, name, state, parent")
    listing.set_defaults(run=_list_devices)
    revoke = actions.add_parser("revoke", help="shut a desk out")
    revoke.add_argument("uid", metavar="UID")
    revoke.set_defaults(run=partial(_of_uid, registry.revoke_device))


def _complete_letters(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("--office", required=True, metavar="CODE")
    listing.add_argument("--year", required=True, type=int)
    listing.set_defaults(run=_list_numbers)


def _complete_serve(serving: argparse.ArgumentParser) -> None:
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=_DEFAULT_PORT, help="0 takes any free one")
    serving.add_argument("--port-file", metavar="PATH", help="where to write the port")
    serving.add_argument("--workers", type=int, default=1, metavar="N", help="processes")
    serving.add_argument(
        "--root-path", default="", metavar="PATH", help="prefix of a reverse proxy, as /loket"
    )
    serving.add_argument(
        "--trusted-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a reverse proxy, or its network, that is believed who asks through it",
    )
    serving.set_defaults(run=_serve)


def _complete_copies(making: argparse.ArgumentParser, returning: argparse.ArgumentParser) -> None:
    making.add_argument("folder", metavar="DIR", help="where the copies lie, on another disk")
    making.set_defaults(run=_backup)
    returning.add_argument("folder", metavar="COPY", help="the folder that 'backup' has printed")
    returning.set_defaults(run=_restore)


def _init(settings: Settings, arguments: argparse.Namespace) -> str:
    return prepare.prepare(settings, arguments.source)


def _add_office_from(settings: Settings, arguments: argparse.Namespace) -> str:
    return registry.add_office(
        settings, _given(arguments, "code", "name", "kind", *_OFFICE_OPTIONS.values())
    )


def _list_offices(settings: Settings, _: argparse.Namespace) -> str:
    return registry.list_offices(settings)


def _add_person_from(settings: Settings, arguments: argparse.Namespace) -> str:
    return registry.add_person(
        settings, _given(arguments, "office", "name", "roles", "position", "rank", "nip")
    )


def _change_roles(settings: Settings, arguments: argparse.Namespace) -> str:
    return registry.change_roles(settings, arguments.uid, arguments.roles)


def _list_people(settings: Settings, _: argparse.Namespace) -> str:
    return registry.list_people(settings)


def _new_code(settings: Settings, arguments: argparse.Namespace) -> str:
    return registry.new_code(settings, arguments.office, arguments.person)


def _list_devices(settings: Settings, _: argparse.Namespace) -> str:
    return registry.list_devices(settings)


def _of_uid(
    run: Callable[[Settings, str], str], settings: Settings, arguments: argparse.Namespace
) -> str:
    return run(settings, arguments.uid)


def _list_numbers(settings: Settings, arguments: argparse.Namespace) -> str:
    return letters.list_numbers(settings, arguments.office, arguments.year)


def _restored(settings: Settings, _: argparse.Namespace) -> str:
    return restored.restored(settings)


def _backup(settings: Settings, arguments: argparse.Namespace) -> str:
    return backup.backup(settings, Path(arguments.folder))


def _restore(settings: Settings, arguments: argparse.Namespace) -> str:
    return restore.restore(settings, Path(arguments.folder))


def _serve(settings: Settings, arguments: argparse.Namespace) -> str:
    serving = serve.Serving(
        host=arguments.host,
        port=arguments.port,
        port_file=arguments.port_file,
        workers=arguments.workers,
        trusted_proxies=tuple(arguments.trusted_proxy),
    )
    serve.serve(replace(settings, root_path=_prefix(arguments.root_path)), serving)
    return ""


def _prefix(text: str) -> str:
    bare = text.strip("/")
    return f"/{bare}" if bare else ""


def _given(arguments: argparse.Namespace, *names: str) -> dict[str, str]:
    values = vars(arguments)
    return {name: values[name] for name in names if values[name] is not None}
