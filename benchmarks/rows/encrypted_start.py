"""From Enter on the password to the painted inbox, without the hash, encrypted beside plain."""

from __future__ import annotations

from benchmarks.encryption.seats import seated
from benchmarks.encryption.twins import twins_of
from benchmarks.measurement import Measurement, medians
from benchmarks.office import Office

_TIMES = 7


def measure(office: Office) -> Measurement:
    """Start both in turn, each in a process of its own; bare is the same desk without a key."""
    twins = twins_of(office)
    encrypted, plain = list[float](), list[float]()
    for _ in range(1 + _TIMES):
        with seated(twins) as (mine, bare):
            encrypted.append(mine.signed_in)
            plain.append(bare.signed_in)
    return medians(encrypted[1:], plain[1:], "100,000 cases; bare is the plain twin")
