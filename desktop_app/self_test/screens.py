"""Whether every screen can be built and is painted, away from the display."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from desktop_app.bootstrap.program import Options, doors_of
from desktop_app.self_test.checks import CheckFailedError
from desktop_app.self_test.desk import PASSWORD, make_desk, registered, sitting_at
from desktop_app.services.access.recovery_code import PrintedCode
from desktop_app.ui.shell.doors import EnrolForm

_WORDS = "Sudah tiga malam, di depan sekolah."


def check_screens(folder: Path) -> None:
    """Show each screen from the set-up of a new PC to the last section."""
    from desktop_app.ui.walk.screens import show_screens, show_set_up
    from desktop_app.ui.walk.walking import NotShownError

    profile, _case_uid = _desk_with_a_case(folder)
    try:
        show_set_up(replace(doors_of(Options(folder / "new")), enrol=_without_a_server))
        show_screens(doors_of(Options(profile)), PASSWORD)
    except NotShownError as error:
        raise CheckFailedError(f"layar {error}") from error


def check_previews(folder: Path) -> None:
    """Show a receipt and a letter as they will be printed."""
    from desktop_app.ui.walk.screens import show_previews
    from desktop_app.ui.walk.walking import NotShownError

    profile, case_uid = _desk_with_a_case(folder)
    try:
        show_previews(doors_of(Options(profile)), PASSWORD, case_uid)
    except NotShownError as error:
        raise CheckFailedError(f"pratinjau {error}") from error


def _without_a_server(_form: EnrolForm) -> PrintedCode:
    return PrintedCode("UJIU-JIUJ-IUJI-UJIU-JIUJ-IUJI", b"")


def _desk_with_a_case(folder: Path) -> tuple[Path, UUID]:
    profile = folder / "profile"
    make_desk(profile)
    with sitting_at(profile) as context:
        case = registered(context, "Lampu jalan padam", _WORDS)
    return profile, case.uid
