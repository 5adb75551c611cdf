"""What opens the profile in a folder, or makes it; loaded while a password is typed (0020)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from desktop_app.bootstrap import way_in
from desktop_app.bootstrap.desk import (
    enrol_profile,
    open_desk,
    open_desk_by_keyring,
    system_clock,
)
from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.domain.backups import Restored, Tell
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.long_work import Cancelled
from desktop_app.services.access.recovery_code import PrintedCode
from desktop_app.ui.shell.doors import CodeForm, EnrolForm, FoundCopy, OpenDesk, ReturnForm


class Opening:
    """The doors of one profile; see `Doors`.

    `server_url` stands in for the address of enrolment, `authority` is PEM text of the one that may
    vouch for a server at which this PC enrols.
    """

    def __init__(self, folder: Path, *, server_url: str, authority: str) -> None:
        self._folder = folder
        self._server_url = server_url
        self._authority = authority
        self._keys: dict[str, bytes] = {}
        self._way_back = way_back_of(folder, clock=system_clock)

    def find_copies(self, elsewhere: Path | None) -> list[FoundCopy]:
        return self._way_back.find(elsewhere)

    def return_to_copy(self, form: ReturnForm, *, tell: Tell, cancelled: Cancelled) -> Restored:
        return self._way_back.return_to(form, tell=tell, cancelled=cancelled)

    def enrol(self, form: EnrolForm) -> PrintedCode | None:
        return enrol_profile(self._folder, form, self._keys, authority=self._authority)

    def open_desk(self, person_uid: UUID, password: str) -> OpenDesk:
        return open_desk(
            self._folder, person_uid, password, server_url=self._server_url, clock=system_clock
        )

    def open_desk_by_keyring(self, person_uid: UUID, secret: str) -> OpenDesk:
        return open_desk_by_keyring(
            self._folder, person_uid, secret, server_url=self._server_url, clock=system_clock
        )

    def people_of_code(self, code: str) -> list[KeyHolder]:
        return way_in.people_of_code(self._folder, code)

    def choose_password(self, form: CodeForm) -> None:
        way_in.choose_password(self._folder, form)

    def code_is_on_paper(self) -> None:
        way_in.code_is_on_paper(self._folder)

    def keyring_secret(self, person_uid: UUID) -> str:
        return way_in.keyring_secret(self._folder, person_uid)
