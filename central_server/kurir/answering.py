"""Does what a bundle asks, as if its desk had a line, and writes the answer it takes home."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from pydantic import ValidationError

from central_server import exchange, marks, scope
from central_server.api.shapes import LetterBlocksRequest, PullRequest, PushRequest
from central_server.database import Database
from central_server.epochs import noticing_a_restore
from central_server.errors import RequestError, unreadable
from central_server.files import FileShelf
from central_server.kurir.opening import ListedFile, OpenedBundle, open_bundle
from central_server.kurir.sealing import answer_cipher, answer_header
from central_server.lapsing import Lapses
from central_server.push.apply import push as apply_push
from central_server.server_card import ServerCard
from central_server.tokens import SignedIn
from desktop_app.domain.kurir_frame import LARGEST_CONTENT, FrameWriter

_PAGE_ROWS = 500
_END = b"]}\n"


@dataclass(frozen=True, slots=True)
class KurirPost:
    """Where bundles are handed in: at the line of a desk that has one, or by the operator."""

    database: Database
    files: FileShelf
    card: ServerCard
    clock: Callable[[], datetime]

    def answer(self, source: BinaryIO, target: BinaryIO) -> None:
        """Open the bundle in `source`, do what it asks, write its answer into `target`.

        Raises RequestError UNREADABLE, FOREIGN, DEVICE_REVOKED, and then nothing was done. What a
        desk with a line would be told as an error of its push stands in the answer.
        """
        Lapses(self.database).end_due(self.clock())
        bundle = open_bundle(self.database, self.card, source)
        push, pull, letters = _requests(bundle)
        told = {
            "push": self._pushed(bundle, push),
            "files": self._kept_files(bundle),
            "letters": self._leased(bundle.sender, letters),
        }
        start = json.dumps(told)[:-1].encode() + b',"pull":['
        header = answer_header(bundle.header)
        writer = FrameWriter(target, header, answer_cipher(bundle.message.answer_key, header))
        writer.write(start)
        room = LARGEST_CONTENT - len(start) - len(_END)
        before = b""
        for page in self._pages(bundle.sender, pull):
            room -= len(before) + len(page)
            if room < 0:
                break  # the page before says that there is more
            writer.write(before + page)
            before = b","
        writer.write(_END)
        writer.end()

    def _pushed(self, bundle: OpenedBundle, request: PushRequest | RequestError) -> dict[str, Any]:
        """Push what the bundle holds.

        Its mark is judged and left as it is: bundles come late, twice and in any order, and must
        not make the desk that wrote them look like a copy of itself.
        """
        if isinstance(request, RequestError):
            return request.body()
        if request.mark is None or request.epoch is None:
            raise unreadable()
        now = self.clock()
        try:
            with noticing_a_restore(self.database, now), self.database.read() as connection:
                marks.check(
                    connection, bundle.sender, mark=request.mark, epoch=request.epoch, waits=True
                )
            changes = request.read_changes()
            pushed = apply_push(self.database, bundle.sender, changes, now)
        except RequestError as refused:
            return refused.body()
        return {
            "answers": pushed.answers,
            "mark": request.mark,
            "epoch": str(request.epoch),
            "time": now.isoformat(),
        }

    def _leased(
        self, sender: SignedIn, requests: Sequence[LetterBlocksRequest]
    ) -> list[dict[str, Any]]:
        """Give letter numbers; none to a desk that knows another epoch, which reads anew first."""
        try:
            return [
                exchange.letter_blocks(self.database, sender, request, self.clock())
                for request in requests
            ]
        except RequestError:
            return []

    def _kept_files(self, bundle: OpenedBundle) -> list[str]:
        return [
            file.sha256
            for file, pieces in bundle.files()
            if self._is_kept(bundle.sender, file, pieces)
        ]

    def _is_kept(self, sender: SignedIn, file: ListedFile, pieces: Iterator[bytes]) -> bool:
        """Keep a file that a record of its case names; say whether it is there now."""
        with self.database.read() as connection:
            if not scope.may_send_file(connection, sender.office, file.case, file.sha256):
                return False
        if self.files.holds(file.case, file.sha256):
            return True
        with self.files.arriving(file.case, file.sha256) as arriving:
            for piece in pieces:
                arriving.write(piece)
            try:
                arriving.keep()
            except RequestError:
                return False  # it differs from its name
        return True

    def _pages(self, reader: SignedIn, request: PullRequest | None) -> Iterator[bytes]:
        """Pull from the cursors of the bundle to the end; nothing for a desk that may not."""
        more = True
        while more and request is not None:
            try:
                page = exchange.pull_page(self.database, reader, request, self.clock())
            except RequestError:
                return
            yield page.encode()
            end = json.loads(page)
            more = end["more"]
            request = request.model_copy(update={"cursors": end["cursors"]})


def _requests(
    bundle: OpenedBundle,
) -> tuple[PushRequest | RequestError, PullRequest | None, list[LetterBlocksRequest]]:
    """Read all requests; that a version of the protocol is not spoken is told to the desk."""
    message = bundle.message
    try:
        push = PushRequest.model_validate(message.push)
        pull = PullRequest.model_validate(message.pull)
        letters = [LetterBlocksRequest.model_validate(asked) for asked in message.letters]
    except RequestError as refused:
        return refused, None, []
    except ValidationError:
        raise unreadable() from None
    return push, pull.model_copy(update={"limit": min(pull.limit, _PAGE_ROWS)}), letters
