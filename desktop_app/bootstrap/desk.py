"""Opens a profile as a desk with its person, and makes one by enrolment."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import MutableMapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop_app.bootstrap.lists import (
    shipped_calendar_version,
    shipped_categories,
    shipped_free_days,
    villages_of,
)
from desktop_app.bootstrap.rounds import Rounds
from desktop_app.bootstrap.safekeeping import safekeeping_of
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ids import UidMaker
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import Clock, Printer
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.access.recovery_code import OnSheet, PrintedCode, make_recovery_code
from desktop_app.services.access.roles_now import RolesNow
from desktop_app.services.access.shut_out import shut_out_who_left
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.set_up_desk import SetUpDesk, set_up_desk
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.storage.unit_of_work import seen_by
from desktop_app.sync.desk import desk_of
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.schedule import at_start
from desktop_app.ui.shell.doors import EnrolForm, OpenDesk, RoundEnd

EMBLEM = "emblem.png"


def system_clock() -> datetime:
    """Return now in UTC."""
    return datetime.now(UTC)


def enrol_profile(
    folder: Path,
    form: EnrolForm,
    keys: MutableMapping[str, bytes] | None = None,
    *,
    authority: str = "",
    printer: Printer | None = None,
) -> PrintedCode | None:
    """Join the regency and make the profile of this PC; return the code to be put on paper.

    Raises ExpectedError, and then nothing stays. The folder is tried first, so that a one-time code
    is not spent on a disk that cannot be used. `keys` remembers, while the program runs, with which
    key a code was tried; `authority` is PEM text of the one that may vouch for the server. Once the
    profile is whole it stays, with or without a code to print: None where the key file took none.
    """
    _try_folder(folder)
    enrolled = enrol(
        form.server_url,
        form.code,
        device_name=socket.gethostname(),
        keys=keys,
        authority=authority,
    )
    profile = Profile.create(folder, enrolled.person.uid, enrolled.person.name, form.password)
    try:
        set_up_desk(
            SetUpDesk(
                identity=enrolled.identity,
                office=enrolled.office,
                person=enrolled.person,
                letter_block=enrolled.letter_block,
                categories=shipped_categories(),
                free_days=shipped_free_days(),
                calendar_version=shipped_calendar_version(),
                epoch=enrolled.epoch,
                server_key=enrolled.server_key,
            ),
            profile.write,
        )
    except BaseException:
        profile.close()
        Profile.discard(folder)
        raise
    today = system_clock().astimezone(ZoneInfo(enrolled.office.time_zone)).date()
    sheet = OnSheet(enrolled.office, enrolled.identity.letter, today)
    with closing(profile), suppress(ExpectedError):
        return make_recovery_code(profile.keys, printer or PdfPrinter(), sheet)
    return None


def open_desk(
    folder: Path, person_uid: UUID, password: str, *, server_url: str = "", clock: Clock
) -> OpenDesk:
    """Unlock a profile; `server_url` stands in for the address that enrolment gave."""
    wrong_tries = Profile.wrong_tries(folder, person_uid)  # being right makes them forgotten
    profile = Profile.open(folder, person_uid, password)
    desk = _desk_with(profile, folder, person_uid, server_url=server_url, clock=clock)
    return replace(desk, wrong_tries=wrong_tries)


def open_desk_by_keyring(
    folder: Path, person_uid: UUID, secret: str, *, server_url: str = "", clock: Clock
) -> OpenDesk:
    """Unlock a profile by what the keyring of the account in use has kept."""
    profile = Profile.open_by_keyring(folder, person_uid, secret)
    return _desk_with(profile, folder, person_uid, server_url=server_url, clock=clock)


def _desk_with(
    profile: OpenProfile, folder: Path, person_uid: UUID, *, server_url: str, clock: Clock
) -> OpenDesk:
    try:
        context = _context(profile, folder, person_uid, clock=clock)
        roles = RolesNow(context.person)
        context = replace(context, roles_now=roles)
        # Again: the program may have died between a round and what it told.
        if not context.person.active and person_uid in shut_out_who_left(context):
            raise ExpectedError(Trouble.LEFT_THE_SERVICE)
    except BaseException:
        profile.close()
        raise
    # What a round carries nobody reads: it is kept from nobody.
    carried = replace(context, open_work=profile.write, open_read=profile.read)
    desk = desk_of(carried, open_fetched=profile.write_fetched, counter=profile.counter)
    rounds = Rounds(desk, server_url or context.device.server_url)

    def heard(end: RoundEnd) -> RoundEnd:
        """Act upon who left the service, where a round may have told of it."""
        if end.record is None or not end.record.received:
            return end
        try:
            left = shut_out_who_left(context)
        except ExpectedError as error:
            return replace(end, trouble=end.trouble or error)
        return replace(end, shut_out=context.person.uid in left, roles_changed=roles.look(context))

    def courier() -> Rounds:
        demand(Right.KEEP_IN_STEP, context)
        return rounds

    def close() -> None:
        rounds.close()
        profile.close()

    return OpenDesk(
        context=context,
        run_round=lambda **asked: heard(rounds.run(**asked)),
        timetable=at_start(time.monotonic()),
        close=close,
        check_connection=rounds.check_connection,
        enrol_again=rounds.enrol_again,
        write_bundle=lambda path: courier().write_bundle(path),
        carry_bundle=lambda path: courier().carry_bundle(path),
        take_answer=lambda path, **asked: heard(courier().take_answer(path, **asked)),
        safekeeping=safekeeping_of(profile, context, before_return=rounds.close),
    )


def _context(profile: OpenProfile, folder: Path, person_uid: UUID, *, clock: Clock) -> DeskContext:
    with profile.read() as work:
        identity = work.state.identity()
        person = work.directory.person(person_uid)
        office = work.directory.office(identity.office_uid) if identity else None
    if identity is None or person is None or office is None:
        raise ExpectedError(Trouble.PROFILE_DAMAGED)
    return DeskContext(
        open_work=seen_by(profile.write, person.uid),
        open_read=seen_by(profile.read, person.uid),
        files=profile.files,
        keys=profile.keys,
        printer=PdfPrinter(),
        clock=clock,
        new_uid=UidMaker(clock, secrets.randbits),
        person=person,
        office=office,
        device=identity,
        zone=ZoneInfo(office.time_zone),
        villages=villages_of(office.region_code),
        emblem_png=_emblem(folder),
    )


def _emblem(folder: Path) -> bytes:
    """Read the regency's emblem for the letterhead, where somebody put one beside the data."""
    try:
        return (folder / EMBLEM).read_bytes()
    except OSError:
        return b""


def _try_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_bytes(b"loket-aduan")
        probe.unlink()
    except OSError as error:
        raise ExpectedError(Trouble.FOLDER_READ_ONLY) from error
