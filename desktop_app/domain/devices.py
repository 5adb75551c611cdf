"""What a desk knows of its own place in the regency after enrolment."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """This desk: `letter` stands in its register numbers, `private_key` is 32 bytes Ed25519.

    `server_authority` is PEM text of the one that alone may vouch for the server, empty for those
    that the system trusts.
    """

    device_uid: UUID
    letter: str
    office_uid: UUID
    server_url: str
    server_id: UUID
    private_key: bytes
    server_authority: str = ""


@dataclass(frozen=True, slots=True)
class SyncMarks:
    """How far this desk has come with its server.

    `cursors` maps a scope to the last sequence number kept, `epoch` names the life of the
    server's database, `mark` is the server's sealed receipt of this desk's last push. `unsure` says
    that a push went out since of which nobody knows whether it was taken.
    """

    cursors: dict[str, int]
    epoch: str
    mark: str = ""
    unsure: bool = False
