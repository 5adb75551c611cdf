"""What a person types to enrol: the server's address and the one-time code, made plain."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from desktop_app.domain.errors import Problem, ProblemCode
from desktop_app.domain.typed_codes import GROUP, MistypedError, letters_of, spelled

_FEWEST_LETTERS, _MOST_LETTERS = 8, 32
_PINS = re.compile(r"sha256=([0-9a-f]{64}(?:,[0-9a-f]{64}){0,3})")


def plain_address(typed: str) -> str:
    """Return an address as `https://host[:port][/path][#sha256=…]`; ValueError when it is none.

    A host alone means https. Without encryption only this machine itself may be spoken to. What
    stands behind `#` are pins, parted by commas: which keys alone the server may show.
    """
    text = typed.strip()
    if not text or any(letter.isspace() or not letter.isprintable() for letter in text):
        raise ValueError("not an address")
    parts = urlsplit(text if "://" in text else f"https://{text}")
    host = parts.hostname or ""
    plain = parts.scheme == "http" and is_loopback(host)
    if parts.scheme != "https" and not plain:
        raise ValueError("not encrypted")
    if not _is_host(host) or parts.username is not None or parts.query:
        raise ValueError("not an address")
    pins = parts.fragment.lower()
    if "#" in text and (plain or not _PINS.fullmatch(pins)):
        raise ValueError("not a pin")
    address = f"{parts.scheme}://{_host_and_port(parts, host)}{parts.path.rstrip('/')}"
    return f"{address}#{pins}" if pins else address


def pins_of(address: str) -> tuple[str, frozenset[str]]:
    """Part a plain address from its pins: SHA-256 of public keys, in hexadecimal."""
    plain, _, told = address.partition("#")
    pins = _PINS.fullmatch(told)
    return plain, frozenset(pins[1].split(",")) if pins else frozenset()


def plain_code(typed: str) -> str:
    """Return a code as `ABCD-EFGH-JKLM`; ValueError when it cannot be one."""
    letters = letters_of(typed)
    if len(letters) not in range(_FEWEST_LETTERS, _MOST_LETTERS + 1, GROUP):
        raise MistypedError
    return spelled(letters)


def enrolment_problems(server_url: str, code: str) -> tuple[Problem, ...]:
    """List what is wrong with what was typed, fields `server_url` and `code`, in this order."""
    found: list[Problem] = []
    for name, typed, read, wrong in (
        ("server_url", server_url, plain_address, ProblemCode.ADDRESS_UNREADABLE),
        ("code", code, plain_code, ProblemCode.CODE_UNREADABLE),
    ):
        if not typed.strip():
            found.append(Problem(name, ProblemCode.REQUIRED))
            continue
        try:
            read(typed)
        except ValueError:
            found.append(Problem(name, wrong))
    return tuple(found)


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_host(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        labels = host.rstrip(".").split(".")
        letters = "".join(labels).replace("-", "")
        return all(labels) and letters.isascii() and letters.isalnum()
    return True


def _host_and_port(parts: SplitResult, host: str) -> str:
    port = parts.port  # ValueError when it is no port
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"
