"""The keyring of the account somebody uses: Credential Manager on Windows, Secret Service on Linux.

Asked in a thread of its own, because a keyring may ask its owner first, or never answer. The
library is loaded there too: at start nobody has asked for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.errors import ExpectedError, Trouble

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

PATIENCE_S = 30.0  # somebody may have to type the password of the keyring
_SERVICE = "Loket Aduan {name}"
_ACCOUNT = "loket-aduan"
_ENCRYPTED = 1  # the library gives less to keyrings that only hide what they hold


def put(name: str, secret: str) -> None:
    """Keep a secret under a name; ExpectedError KEYRING_MISSING, KEYRING_REFUSED."""
    service = _SERVICE.format(name=name)

    def keep(keyring: KeyringBackend) -> bool:
        if hasattr(keyring, "persist"):  # Windows would carry it to other PCs of a domain
            keyring.persist = "local machine"
        keyring.set_password(service, _ACCOUNT, secret)
        return keyring.get_password(service, _ACCOUNT) == secret

    if not _asked(keep):
        raise ExpectedError(Trouble.KEYRING_REFUSED)


def get(name: str) -> str | None:
    """Return the secret of a name, None where it is gone; raises as `put` does."""
    return _asked(lambda keyring: keyring.get_password(_SERVICE.format(name=name), _ACCOUNT))


def remove(name: str) -> None:
    """Forget a secret, if it is there; raises as `put` does."""
    service = _SERVICE.format(name=name)

    def forget(keyring: KeyringBackend) -> None:
        if keyring.get_password(service, _ACCOUNT) is not None:
            keyring.delete_password(service, _ACCOUNT)

    _asked(forget)


def _asked(question: Callable[[KeyringBackend], T]) -> T:
    answer: Future[T] = Future()

    def ask() -> None:
        try:
            answer.set_result(question(_keyring()))
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits, who judges it
            answer.set_exception(error)

    # A daemon: a keyring that never answers must not keep the program from ending.
    threading.Thread(target=ask, name="keyring", daemon=True).start()
    try:
        return answer.result(PATIENCE_S)
    except ExpectedError:
        raise
    except Exception as error:  # each keyring has errors of its own kind, and too late is one too
        raise ExpectedError(Trouble.KEYRING_REFUSED) from error


def _keyring() -> KeyringBackend:
    import keyring

    found = keyring.get_keyring()
    if found.priority < _ENCRYPTED:
        raise ExpectedError(Trouble.KEYRING_MISSING)
    return found
