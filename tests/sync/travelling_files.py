"""Files on their way between a desk and a scripted server."""

from __future__ import annotations

import hashlib
from uuid import UUID

from tests.builders import a_case, an_attachment
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer

PHOTO = b"\xff\xd8\xff" + b"lampu padam" * 1000
OTHER = b"%PDF-1.7 surat"
LARGE = b"%PDF-1.7 pindaian" * 150_000  # 2.4 MiB


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep_for_upload(desk: RoundDesk, case_uid: UUID, content: bytes) -> str:
    sha256 = desk.profile.files.keep(content)
    desk.store(lambda work: work.transfers.queue_upload(case_uid, sha256))
    return sha256


def name_missing(desk: RoundDesk, *contents: bytes) -> UUID:
    """Have records that name files which are not here."""
    case = a_case()
    with desk.profile.write() as work:
        for content in contents:
            sha256 = digest(content)
            work.attachments.put(an_attachment(case_uid=case.uid, sha256=sha256))
        work.commit()
    return case.uid


def uploads(desk: RoundDesk) -> list[tuple[UUID, str]]:
    with desk.profile.read() as work:
        return work.transfers.uploads()


def missing(desk: RoundDesk) -> set[str]:
    with desk.profile.read() as work:
        return {sha256 for _, sha256 in work.transfers.missing()}


def file_paths(server: ScriptedServer) -> list[str]:
    return [path for path in server.paths if "/v1/files/" in path]
