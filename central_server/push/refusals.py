"""Why a change is refused, in words for the person who made it; none of them names a citizen."""

from __future__ import annotations

from central_server.push.change import RefusedError
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import RejectCode
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import RULES, Right, Side, roles_with
from desktop_app.domain.terms import RIGHT, ROLE, SIDE, STATUS
from desktop_app.domain.workflow import Refusal, Verdict


def unreadable() -> RefusedError:
    """The body is not what this operation takes."""
    return RefusedError(RejectCode.BODY_UNREADABLE, "Server tidak dapat membaca isi perubahan ini.")


def operation_unknown() -> RefusedError:
    """An operation, or a version of it, that came after this server."""
    return RefusedError(
        RejectCode.OPERATION_UNKNOWN,
        "Server belum mengenal jenis perubahan ini. Mintalah pengelola memperbarui server.",
    )


def person_unknown() -> RefusedError:
    """Not an active person of the device's office."""
    return RefusedError(
        RejectCode.PERSON_UNKNOWN, "Server tidak mengenal petugas ini sebagai pegawai kantor Anda."
    )


def case_unknown() -> RefusedError:
    """No such case, or one this office has never seen."""
    return RefusedError(RejectCode.CASE_UNKNOWN, "Server tidak mengenal kasus ini.")


def not_in_scope() -> RefusedError:
    """A case this office no longer sees."""
    return RefusedError(RejectCode.NOT_IN_SCOPE, "Kasus ini tidak lagi ditangani kantor Anda.")


def case_exists() -> RefusedError:
    """A case of this uid is there already."""
    return RefusedError(RejectCode.CASE_EXISTS, "Kasus ini sudah ada di server.")


def complained_office() -> RefusedError:
    """The office complained about may not be given the case."""
    return RefusedError(
        RejectCode.COMPLAINED_OFFICE,
        "Kasus tidak boleh didisposisikan kepada kantor yang diadukan. Pilihlah kantor lain.",
    )


def not_higher_office() -> RefusedError:
    """Only a higher office lets an office know of a case that complains about it."""
    return RefusedError(
        RejectCode.NOT_HIGHER_OFFICE,
        "Hanya verifikator kantor yang lebih tinggi boleh melepas kasus kepada kantor yang "
        "diadukan.",
    )


def anonymous() -> RefusedError:
    """The name of an anonymous reporter stays with the office that took the case."""
    return RefusedError(
        RejectCode.ANONYMOUS,
        "Pelapor meminta namanya tidak diketahui kantor lain, jadi identitasnya tidak dilepas.",
    )


def release_outdated() -> RefusedError:
    """The case has gone on: this office needs no release of it now, or none stands."""
    return RefusedError(
        RejectCode.RELEASE_OUTDATED,
        "Kasusnya sudah berubah, jadi pelepasan ini tidak berlaku lagi.",
    )


def release_date() -> RefusedError:
    """The last day of a release is over by now, or too far away."""
    return RefusedError(
        RejectCode.RELEASE_DATE,
        "Hari terakhir izin ini sudah lewat, atau masih lebih dari yang diperbolehkan.",
    )


def identity_closed() -> RefusedError:
    """Who reported was restricted, or erased for good: nobody writes it or gives it away."""
    return RefusedError(
        RejectCode.IDENTITY_CLOSED,
        "Identitas pelapor kasus ini dibatasi atau sudah dihapus atas permintaan pemilik data.",
    )


def register_number_taken() -> RefusedError:
    """Another case carries this register number."""
    return RefusedError(RejectCode.NUMBER_TAKEN, "Nomor register ini sudah dipakai kasus lain.")


def letter_number_taken() -> RefusedError:
    """The office issued a letter of this number in the same year."""
    return RefusedError(
        RejectCode.NUMBER_TAKEN, "Nomor surat ini sudah dipakai kantor Anda pada tahun yang sama."
    )


def letter_number_spoilt() -> RefusedError:
    """The number was recorded as spoilt."""
    return RefusedError(RejectCode.NUMBER_TAKEN, "Nomor surat ini sudah dicatat batal.")


def letter_number_not_leased() -> RefusedError:
    """None that the device can have, or its block had expired on the letter's date."""
    return RefusedError(
        RejectCode.NUMBER_NOT_LEASED,
        "Nomor surat ini bukan jatah komputer ini, atau jatahnya sudah kedaluwarsa.",
    )


def edited_since() -> RefusedError:
    """Somebody has worked on a case that is to be taken back."""
    return RefusedError(
        RejectCode.EDITED_SINCE,
        "Kasus ini sudah dikerjakan petugas lain. Periksalah dahulu sebelum membatalkannya.",
    )


def server_error(ticket: str) -> RefusedError:
    """A bug of ours."""
    return RefusedError(
        RejectCode.SERVER_ERROR,
        f"Server gagal mengolah perubahan ini. Sampaikan tiket {ticket} kepada pengelola.",
    )


def no_right(right: Right, kind: OfficeKind) -> RefusedError:
    """The person's roles do not carry the right at an office of this kind, or not on this case."""
    able = roles_with(right, kind)
    if not able:
        return RefusedError(RejectCode.NO_RIGHT, f"Kantor Anda tidak dapat {RIGHT[right]}.")
    side = RULES[right].side
    where = "" if side is Side.OFFICE else f" di {SIDE[side]}"
    return RefusedError(
        RejectCode.NO_RIGHT,
        f"Anda tidak dapat {RIGHT[right]}. Yang berhak: {_roles(able)}{where}.",
    )


def move_refused(verdict: Verdict, case: Case) -> RefusedError:
    """The table of moves does not allow it now; the words name who may."""
    roles = _roles(verdict.roles)
    match verdict.refusal:
        case Refusal.NO_RIGHT:
            return RefusedError(
                RejectCode.NO_RIGHT, f"Langkah ini hanya boleh dilakukan oleh: {roles}."
            )
        case Refusal.WRONG_OFFICE:
            reason = f"hanya boleh dilakukan {SIDE[verdict.side]}"
        case Refusal.ONLY_INFORMATION:
            reason = "hanya berlaku untuk permintaan informasi"
        case _:
            reason = f"tidak dapat dilakukan: kasus sekarang berstatus {STATUS[case.status]}"
    return RefusedError(RejectCode.MOVE_NOT_ALLOWED, f"Langkah ini {reason}. Yang berhak: {roles}.")


def _roles(roles: tuple[Role, ...]) -> str:
    return ", ".join(ROLE[role] for role in roles)
