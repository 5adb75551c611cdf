"""A desk with a line brings a bundle of any desk to the server; it can read neither way."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.kurir_frame import FrameError, Header, Kind, read_frame
from desktop_app.sync.kurir.stick import opened_bundle, whole_file
from desktop_app.sync.server import CentralServer

_ANSWER = "-jawaban"


def carry_bundle(server: CentralServer, path: Path) -> Path:
    """Bring a bundle and write its answer beside it; return where. Doing it again is harmless.

    Raises ExpectedError BUNDLE_UNREADABLE (fact `reason` "answer": that is an answer, to be taken
    at the desk that wrote the bundle), BUNDLE_FOREIGN, BUNDLE_REVOKED (the desk that
    wrote it was shut out, not the one that carries it), STICK_FULL, FOLDER_READ_ONLY and the
    troubles of a line. Then no answer is written.
    """
    answer = path.with_name(f"{path.stem}{_ANSWER}{path.suffix}")
    with opened_bundle(path) as source:
        header = _demand_outward(source, server)
        with whole_file(answer) as target:
            _trade(server, source, target)
            target.seek(0)
            _demand_answer(target, header)
    return answer


def _demand_outward(source: BinaryIO, server: CentralServer) -> Header:
    try:
        header = read_frame(source).header
    except FrameError as error:
        raise ExpectedError(Trouble.BUNDLE_UNREADABLE) from error
    if header.kind is not Kind.OUTWARD:
        raise ExpectedError(Trouble.BUNDLE_UNREADABLE, facts={"reason": "answer"})
    if header.server_id != server.identity.server_id:
        raise ExpectedError(Trouble.BUNDLE_FOREIGN)
    return header


def _trade(server: CentralServer, source: BinaryIO, target: BinaryIO) -> None:
    carrier = str(server.identity.device_uid)
    try:
        server.trade_bundle(source, target)
    except ExpectedError as error:
        if error.facts.get("code") == "UNREADABLE" or error.trouble is Trouble.SERVER_TOO_LARGE:
            raise ExpectedError(Trouble.BUNDLE_UNREADABLE) from error
        is_of_bundle = error.facts.get("device", carrier) != carrier
        if error.trouble is Trouble.DEVICE_REVOKED and is_of_bundle:
            raise ExpectedError(Trouble.BUNDLE_REVOKED) from error
        raise


def _demand_answer(target: BinaryIO, outward: Header) -> None:
    try:
        header = read_frame(target).header
    except FrameError as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error
    if (header.kind, header.bundle) != (Kind.ANSWER, outward.bundle):
        raise ExpectedError(Trouble.SERVER_NONSENSE)
