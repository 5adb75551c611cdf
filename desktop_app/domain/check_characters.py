"""Check characters by the hybrid systems of ISO/IEC 7064: every single slip is found."""

from __future__ import annotations


def check_character(body: str, alphabet: str) -> str:
    """Compute the check character of MOD n+1,n over what is of an alphabet of n letters.

    Anything else in `body`, such as separators, does not count. The number of letters is even, or
    doubling would lose a difference.
    """
    modulus = len(alphabet)
    check = modulus
    for character in body:
        value = alphabet.find(character)
        if value < 0:
            continue
        check = (check + value) % modulus or modulus
        check = check * 2 % (modulus + 1)
    return alphabet[(modulus + 1 - check) % modulus]
