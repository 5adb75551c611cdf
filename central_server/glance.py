"""What most pulls come down to, in one statement: who asks, and that nothing is new for them.

One statement sees one moment by itself: no transaction has to say so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, or_, true

from central_server import digests, marks, tokens
from central_server.schema import feed, feed_bucket, feed_head, server
from desktop_app.domain.digest import Digest

_SCOPES = ("first", "second")  # as many as a device has


def _is_beyond(scope: str) -> Any:
    return exists().where(
        feed.c.scope == bindparam(scope), feed.c.seq > bindparam(f"{scope}_cursor")
    )


# Each scope is a parameter of its own: a list is written into the statement anew for every request.
_SUMS = digests.SUMS.where(
    or_(*(feed_bucket.c.scope == bindparam(scope) for scope in _SCOPES))
).subquery()
_GLANCE = (
    tokens.SIGNED_IN.add_columns(
        *marks.REMEMBERED,
        feed_head.c.seq.label("head"),
        exists().where(feed.c.seq.is_(None)).label("is_due"),
        or_(*map(_is_beyond, _SCOPES)).label("is_beyond"),
        *_SUMS.c,
    )
    .join(server, true())
    .join(feed_head, true())
    .outerjoin(_SUMS, true())
)


@dataclass(frozen=True, slots=True)
class Glance:
    """What was seen at one moment.

    `known` is the token with its device and what is remembered of it, None for an unknown token.
    `head` is the newest number of the feed. `digests` are those of the scopes asked for, where
    nothing lies beyond their cursors and everything committed has its number.
    """

    known: Row[*tuple[Any, ...]] | None
    head: int
    digests: Mapping[str, Digest]

    def shows_all(self, scopes: Collection[str]) -> bool:
        """Say whether there is nothing new in these scopes."""
        return self.digests.keys() >= set(scopes)


def look(connection: Connection, token: str, cursors: Mapping[str, int]) -> Glance:
    """Look once, for a device that has read its scopes this far."""
    # No name of a scope holds what a database could not be asked for.
    scopes = [name for name in cursors if name.isascii() and name.isprintable()][: len(_SCOPES)]
    shown: dict[str, Any] = {"digest": tokens.digest_of(token)}
    for place, scope in zip_longest(_SCOPES, scopes, fillvalue=""):
        shown |= {place: scope, f"{place}_cursor": cursors.get(scope, 0)}
    rows = connection.execute(_GLANCE, shown).all()
    if not rows:
        return Glance(None, 0, {})
    known = rows[0]
    is_quiet = not known.is_due and not known.is_beyond
    return Glance(known, known.head, digests.read_sums(rows, scopes) if is_quiet else {})
