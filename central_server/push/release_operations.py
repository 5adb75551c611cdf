"""Releases: an office complained about may know of its case, another office who reported."""

from __future__ import annotations

from central_server import scope
from central_server.case_store import StandingCase
from central_server.push import refusals
from central_server.push.bench import Bench
from central_server.push.bodies import Releasing
from central_server.push.change import Change, Outcome
from desktop_app.domain.permissions import Right
from desktop_app.domain.releases import LONGEST, Release, ReleaseKind, entry_kind_of
from desktop_app.domain.reporters import IdentityState


def write_release(change: Change, body: Releasing, bench: Bench) -> Outcome:
    """`release.give` and `release.end`: an act of a named person, told in the timeline."""
    person = bench.person_of(change)
    case = bench.case_of(change)
    release = body.release
    entry = bench.checked_entry(change, body.entries[0], {entry_kind_of(release)})
    if (release.uid, release.case_uid) != (change.entity_uid, case.uid):
        raise refusals.unreadable()
    if (release.office_uid, release.person_uid) != (bench.home.uid, person.uid):
        raise refusals.unreadable()
    if entry.to_office_uid != release.to_office_uid or entry.public:
        raise refusals.unreadable()
    bench.demand(Right.RELEASE, change)
    if release.kind is ReleaseKind.CASE:
        _check_case(release, case, bench)
    else:
        _check_identity(release, case, bench)
    bench.add_entry(entry)
    bench.add_release(release, case)
    return bench.done(change)


def _check_case(release: Release, case: StandingCase, bench: Bench) -> None:
    """Only an office above the one complained about lets it know, or takes that back."""
    if release.to_office_uid not in case.complained_offices:
        raise refusals.release_outdated()
    bench.demand_higher(release.to_office_uid)
    if release.ends is not None:
        _check_ended(release, bench)


def _check_identity(release: Release, case: StandingCase, bench: Bench) -> None:
    """Only the office that took a case lets another, which has the case, know who reported."""
    holds = bench.home.uid == case.office_uid or scope.answers_instead(bench.home, case)
    if not holds or release.to_office_uid == bench.home.uid:
        raise refusals.not_in_scope()
    if release.ends is not None:
        _check_ended(release, bench)
        return
    if case.case.anonymous:
        raise refusals.anonymous()
    if case.case.identity_state is not IdentityState.OPEN:
        raise refusals.identity_closed()
    if release.to_office_uid in case.complained_offices:
        raise refusals.complained_office()
    to_office = bench.known.who.offices.get(release.to_office_uid)
    if to_office is None or not scope.sees(to_office, case):
        raise refusals.release_outdated()
    if release.until is None:
        raise refusals.unreadable()
    if not bench.today <= release.until <= bench.today + LONGEST:
        raise refusals.release_date()


def _check_ended(release: Release, bench: Bench) -> None:
    """What ends a release names one of this case that is of its kind and for its office."""
    given = None if release.ends is None else bench.standing.releases.get(release.ends)
    if given is None:
        raise refusals.release_outdated()
    if given.ends is not None:
        raise refusals.unreadable()
    same = (release.case_uid, release.kind, release.to_office_uid)
    if (given.case_uid, given.kind, given.to_office_uid) != same:
        raise refusals.unreadable()
