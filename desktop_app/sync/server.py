"""The requests of the protocol, made in the name of this device."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import BinaryIO, TypeVar
from uuid import UUID

from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE
from desktop_app.sync import wire
from desktop_app.sync.audit_messages import AuditAnswer
from desktop_app.sync.device_key import token_signature
from desktop_app.sync.failures import NOTHING_THERE
from desktop_app.sync.packing import Packing
from desktop_app.sync.transport import Transport

T = TypeVar("T")
_TOKEN = re.compile(r"[!-~]{1,4096}")  # it goes into a header


class CentralServer:
    """The server as this device sees it; a token is taken when there is none or it has expired.

    `key` is the server's public key for bundles, empty until a token was taken. Requests that
    take `marks` raise ExpectedError DEVICE_CLONED and SERVER_RESTORED beside what a line does.
    """

    def __init__(self, transport: Transport, identity: DeviceIdentity) -> None:
        self.identity = identity
        self.key = b""
        self._transport = transport

    def push(self, changes: Packing, marks: SyncMarks) -> wire.PushAnswer:
        """Send changes, as `wire.push_beginning` joined them."""
        body = changes.ended(wire.push_end(marks))
        answer = self._signed_in(lambda: self._transport.post_packed("/v1/push", body))
        return wire.read(wire.PushAnswer, answer)

    def pull(self, marks: SyncMarks, *, waiting: int, limit: int) -> wire.PullAnswer:
        """Ask for the next page of the feed; `waiting` changes are not sent yet."""
        body = wire.pull_body(marks, waiting=waiting, limit=limit)
        return self._ask(wire.PullAnswer, "pull", body)

    def digest(self, marks: SyncMarks, scope: str) -> wire.DigestAnswer:
        """Ask for the digest of each bucket of a scope."""
        return self._ask(wire.DigestAnswer, "digest", wire.digest_body(marks, scope))

    def digest_rows(
        self, marks: SyncMarks, scope: str, buckets: Sequence[int]
    ) -> wire.DigestRowsAnswer:
        """Ask which rows lie in these buckets."""
        body = wire.digest_rows_body(marks, scope, buckets)
        return self._ask(wire.DigestRowsAnswer, "digest/rows", body)

    def rows(
        self, marks: SyncMarks, scope: str, items: Collection[tuple[str, str]]
    ) -> wire.RowsAnswer:
        """Ask for rows by kind and id."""
        return self._ask(wire.RowsAnswer, "rows", wire.rows_body(marks, scope, items))

    def letter_blocks(
        self, marks: SyncMarks, year: int, *, last: int, left: int
    ) -> wire.LetterBlocksAnswer:
        """Ask for the letter numbers of a year."""
        body = wire.letter_blocks_body(marks, year, last=last, left=left)
        return self._ask(wire.LetterBlocksAnswer, "letter-blocks", body)

    def bring_audit(self, body: bytes) -> AuditAnswer:
        """Bring a part of the audit trail, or ask how far the server has it."""
        return self._ask(AuditAnswer, "audit", body)

    def renew(
        self, public_key: bytes, device_name: str, *, before: wire.Forgotten | None = None
    ) -> wire.EnrolAnswer:
        """Ask for another identity for this desk; `before` is what the server has forgotten."""
        body = wire.renew_body(public_key, device_name, before=before)
        return self._ask(wire.EnrolAnswer, "renew", body)

    def file_reached(self, case_uid: UUID, sha256: str, size: int) -> int:
        """Ask how many bytes the server has of a file of `size` bytes that this case names."""
        path = _file_path(case_uid, sha256)
        try:
            offset, length = self._signed_in(lambda: self._transport.file_reached(path))
        except ExpectedError as error:
            if error.facts.get("code") == NOTHING_THERE:
                return 0
            raise
        return offset if length == size else 0

    def send_part(
        self, case_uid: UUID, sha256: str, content: bytes, *, offset: int, size: int
    ) -> int:
        """Give the server bytes of a file of `size` bytes; return how many it has now."""
        path = _file_path(case_uid, sha256)
        answer = self._signed_in(
            lambda: self._transport.send_part(path, content, offset=offset, size=size)
        )
        return wire.read(wire.PartAnswer, answer).offset

    def fetch_file(
        self, case_uid: UUID, sha256: str, *, start: int, take: Callable[[bytes], None]
    ) -> None:
        """Fetch a file of this case from a byte on, not yet compared with its digest."""
        path = _file_path(case_uid, sha256)
        self._signed_in(
            lambda: self._transport.fetch_file(path, start, most=LARGEST_FILE, take=take)
        )

    def trade_bundle(self, source: BinaryIO, target: BinaryIO) -> None:
        """Bring a bundle and write its answer; both are sealed for others."""

        def trade() -> None:
            source.seek(0)
            self._transport.trade_file("/v1/kurir", source, target, most=LARGEST_BUNDLE)

        self._signed_in(trade)

    def for_device(self, device_uid: UUID, private_key: bytes) -> CentralServer:
        """Return the server as another device sees it; the token of this one is no more."""
        self._transport.token = ""
        identity = replace(self.identity, device_uid=device_uid, private_key=private_key)
        return CentralServer(self._transport, identity)

    def sign_in(self) -> None:
        """Take a new token."""
        identity, transport = self.identity, self._transport
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
        given = wire.read(wire.TokenAnswer, transport.post("/v1/token", body))
        if not _TOKEN.fullmatch(given.token):
            raise ExpectedError(Trouble.SERVER_NONSENSE)
        try:
            self.key = wire.key_from(given.kurir_key)
        except ValueError as error:
            raise ExpectedError(Trouble.SERVER_NONSENSE) from error
        transport.token = given.token

    def _ask(self, kind: type[T], name: str, body: bytes) -> T:
        answer = self._signed_in(lambda: self._transport.post(f"/v1/{name}", body))
        return wire.read(kind, answer)

    def _signed_in(self, request: Callable[[], T]) -> T:
        """Do a request with a token; a refused token is renewed once."""
        if self._transport.token:
            try:
                return request()
            except ExpectedError as error:
                if error.trouble is not Trouble.DEVICE_UNKNOWN:
                    raise
        self.sign_in()
        return request()


def _file_path(case_uid: UUID, sha256: str) -> str:
    return f"/v1/files/{case_uid}/{sha256}"
