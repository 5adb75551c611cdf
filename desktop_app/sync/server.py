"""The requests of the protocol, made in the name of this device."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync import wire
from desktop_app.sync.device_key import token_signature
from desktop_app.sync.transport import Transport

T = TypeVar("T")


class CentralServer:
    """The server as this device sees it; a token is taken when there is none or it has expired."""

    def __init__(self, transport: Transport, identity: DeviceIdentity) -> None:
        self._transport = transport
        self._identity = identity

    def push(self, written: Sequence[bytes]) -> wire.PushAnswer:
        """Send changes written by `wire.written_change`, in the order they were made."""
        body = wire.push_body(written)
        answer = self._signed_in(lambda: self._transport.post("/v1/push", body))
        return wire.read(wire.PushAnswer, answer)

    def pull(self, cursors: Mapping[str, int], limit: int) -> wire.PullAnswer:
        """Ask for the next page of the feed."""
        body = wire.pull_body(cursors, limit)
        answer = self._signed_in(lambda: self._transport.post("/v1/pull", body))
        return wire.read(wire.PullAnswer, answer)

    def upload(self, case_uid: UUID, sha256: str, content: bytes) -> None:
        """Give the server a file that a record of this case names."""
        self._signed_in(lambda: self._transport.send_file(_file_path(case_uid, sha256), content))

    def download(self, case_uid: UUID, sha256: str) -> bytes:
        """Fetch a file of this case, not yet compared with its digest."""
        path = _file_path(case_uid, sha256)
        return self._signed_in(lambda: self._transport.fetch_file(path, LARGEST_FILE))

    def _signed_in(self, request: Callable[[], T]) -> T:
        """Do a request with a token; a refused token is renewed once."""
        if self._transport.token:
            try:
                return request()
            except ExpectedError as error:
                if error.trouble is not Trouble.DEVICE_UNKNOWN:
                    raise
        self._take_token()
        return request()

    def _take_token(self) -> None:
        identity, transport = self._identity, self._transport
        transport.token = ""
        asked = transport.post("/v1/challenge", wire.challenge_body(identity.device_uid))
        challenge = wire.read(wire.ChallengeAnswer, asked).challenge
        signature = token_signature(
            identity.private_key,
            identity.server_id,
            device_uid=identity.device_uid,
            challenge=challenge,
        )
        body = wire.token_body(identity.device_uid, challenge, signature)
        given = wire.read(wire.TokenAnswer, transport.post("/v1/token", body)).token
        if not given.isascii() or not given.isprintable() or not given:
            raise ExpectedError(Trouble.SERVER_NONSENSE)
        transport.token = given


def _file_path(case_uid: UUID, sha256: str) -> str:
    return f"/v1/files/{case_uid}/{sha256}"
