"""Telephone numbers of Indonesia, one form inside (+62…), one on paper (0812-3456-7890)."""

from __future__ import annotations

import re

from desktop_app.domain.errors import ProblemCode

_IGNORED = re.compile(r"[\s.\-()/\u00a0\u2010-\u2015\u202a-\u202e\u2066-\u2069]+")
_MOBILE = re.compile(r"\+628[0-9]{8,11}")
_LANDLINE = re.compile(r"\+62[2-79][0-9]{6,10}")
_SHOWN_DIGITS = 8
_EMERGENCY = frozenset({"110", "112", "113", "115", "118", "119", "129"})


class PhoneError(ValueError):
    """The text is not a number that can be called back."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code.value)
        self.code = code


def normalise_phone(text: str) -> str:
    """Turn any usual spelling into +62…; raise PhoneError where it cannot be called back."""
    digits = _IGNORED.sub("", text)
    if digits in _EMERGENCY:
        raise PhoneError(ProblemCode.PHONE_IS_EMERGENCY)
    for prefix, replacement in (("+62", "+62"), ("0062", "+62"), ("62", "+62"), ("0", "+62")):
        if digits.startswith(prefix):
            digits = replacement + digits.removeprefix(prefix).removeprefix("0")
            break
    else:
        if digits.startswith("8"):
            digits = "+62" + digits
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    raise PhoneError(ProblemCode.PHONE_UNREADABLE)


def shown_phone(normalised: str) -> str:
    """Group a normalised number for people: 0812-3456-7890."""
    national = "0" + normalised.removeprefix("+62") if normalised.startswith("+62") else normalised
    if not national.startswith("08"):
        return national
    return "-".join(part for part in (national[:4], national[4:8], national[8:]) if part)


def masked_phone(normalised: str) -> str:
    """Hide the middle of a number: 0812-****-7890."""
    national = "0" + normalised.removeprefix("+62") if normalised.startswith("+62") else normalised
    if not national:
        return ""
    return f"{national[:4]}-****-{national[-4:]}" if len(national) > _SHOWN_DIGITS else "****"
