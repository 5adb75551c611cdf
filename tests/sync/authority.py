"""A certificate authority of a test's own, and what servers show that it vouches for."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from desktop_app.sync.server_trust import key_pin

_LOOPBACK = x509.IPAddress(IPv4Address("127.0.0.1"))
_DAY = timedelta(days=1)


class Authority:
    """Vouches for servers; `pem` is how it is known."""

    def __init__(self, name: str = "Otoritas Uji") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        basic = x509.BasicConstraints(ca=True, path_length=0)
        usage = x509.KeyUsage(
            digital_signature=False, content_commitment=False, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = self._builder(self._name, self._key.public_key(), days=30)
        own = builder.add_extension(basic, critical=True).add_extension(usage, critical=True)
        self.pem = own.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()

    def served(
        self,
        folder: Path,
        *,
        key: ec.EllipticCurvePrivateKey | None = None,
        host: x509.GeneralName = _LOOPBACK,
        days: int = 1,
    ) -> ssl.SSLContext:
        """Return what a server shows: a certificate for `host` that ends in so many days."""
        own = key or ec.generate_private_key(ec.SECP256R1())
        certificate = self.certificate(own, host=host, days=days)
        pem = folder / "server.pem"
        pem.write_bytes(
            certificate.public_bytes(Encoding.PEM)
            + own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    def certificate(
        self, key: ec.EllipticCurvePrivateKey, *, host: x509.GeneralName = _LOOPBACK, days: int = 1
    ) -> x509.Certificate:
        """Vouch for a key."""
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "server")])
        builder = self._builder(name, key.public_key(), days=days)
        named = builder.add_extension(x509.SubjectAlternativeName([host]), critical=False)
        return named.sign(self._key, hashes.SHA256())

    def pin(self, key: ec.EllipticCurvePrivateKey) -> str:
        """Return the pin of a server's key, as an address ends in it."""
        return f"#sha256={key_pin(self.certificate(key).public_bytes(Encoding.DER))}"

    def _builder(
        self, name: x509.Name, key: ec.EllipticCurvePublicKey, *, days: int
    ) -> x509.CertificateBuilder:
        today = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - 10 * _DAY)
            .not_valid_after(today + days * _DAY)
        )
