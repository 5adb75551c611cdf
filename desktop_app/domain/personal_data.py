"""Whose personal data are asked for, and which identity blocks are of that person."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.reporters import Reporter


@dataclass(frozen=True, slots=True)
class PersonSought:
    """By what somebody is known, any of it: `nik` 16 digits, `phone` +62…, `name` in any case."""

    nik: str = ""
    phone: str = ""
    name: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.nik or self.phone or self.name)

    def marks_of(self, reporter: Reporter) -> tuple[str, ...]:
        """Say by which of the three a block is found; none where it is somebody else's."""
        pairs = (
            ("nik", self.nik, reporter.nik),
            ("phone", self.phone, reporter.phone),
            ("name", plain_name(self.name), plain_name(reporter.name)),
        )
        return tuple(mark for mark, wanted, known in pairs if wanted and wanted == known)


def plain_name(name: str) -> str:
    """Write a name so that two spellings of it compare: case and gaps do not count."""
    return " ".join(name.split()).casefold()
