"""Who a server must be before a byte is sent to it: whose word counts, and which key it shows.

There is no way to check less than the system does. An office's own authority takes the place of
those the system trusts; pinned keys are demanded beside all that is checked anyway.
"""

from __future__ import annotations

import hashlib
import ssl
from typing import Any

import truststore
from typing_extensions import override
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from desktop_app.sync.deadline import PlainPool, WatchedTls
from desktop_app.sync.failures import unreachable


def tls_context(authority: str) -> ssl.SSLContext:
    """Trust what the operating system trusts or, where `authority` is PEM text, that alone.

    Raises ExpectedError SERVER_UNREACHABLE (fact `reason`: certificate) where the text is none.
    """
    if not authority:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=authority)
    except (ssl.SSLError, ValueError) as error:
        raise unreachable("certificate") from error
    return context


def pools_for(pins: frozenset[str]) -> dict[str, type[HTTPConnectionPool]]:
    """Return the pools whose connections demand one of these keys, where there are any."""

    class Connection(WatchedTls):
        @override
        def connect(self) -> None:
            super().connect()
            if pins and self.sock is not None and key_pin(_shown_by(self.sock)) not in pins:
                self.close()
                raise ssl.SSLCertVerificationError("the server shows another key")

    class Pool(HTTPSConnectionPool):
        ConnectionCls = Connection

    return {"http": PlainPool, "https": Pool}


def key_pin(certificate: bytes) -> str:
    """Return the SHA-256 of the public key of a certificate (DER) in hexadecimal.

    `openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | sha256sum` says the same.
    """
    # Read only where a key is pinned: it would cost every first round some time.
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = x509.load_der_x509_certificate(certificate).public_key()
    written = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(written).hexdigest()


def _shown_by(line: Any) -> bytes:
    certificate: bytes = line.getpeercert(binary_form=True) or b""
    return certificate
