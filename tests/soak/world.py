"""One history: desks, their server, the line between them, and what people and bad luck do."""

from __future__ import annotations

import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from desktop_app.domain.errors import Trouble
from tests.soak.chronicle import Chronicle
from tests.soak.clocks import PcClock
from tests.soak.deeds import Act, Deed, Outcome
from tests.soak.desk_view import DeskView
from tests.soak.ended import Ended
from tests.soak.faults import Fault, KilledError, Line
from tests.soak.findings import Finding, Kind
from tests.soak.judging import Desk, Evidence, judge
from tests.soak.messages import Answer, Request
from tests.soak.office import PLACES
from tests.soak.order import Order
from tests.soak.server_view import ServerView
from tests.soak.server_view import view_of as server_view_of
from tests.soak.site import Seat, Site

_REQUEST_TAKES = timedelta(seconds=2)
_STEP_TAKES = timedelta(minutes=7)
_BETWEEN_ROUNDS = timedelta(minutes=10)
_MOST_PASSES = 12
# Desks keep what the server has taken for 30 days; an older backup is outside of the promise.
_OLDEST_BACKUP = timedelta(days=28)
_MOST_SEATS = 6
_CUT_OFF = frozenset({Trouble.DEVICE_REVOKED.value, Trouble.DEVICE_UNKNOWN.value})


@dataclass
class Sitting:
    """A seat with its name, its clock and the copies of its disk."""

    name: str
    seat: Seat
    clock: PcClock
    person: object
    copies: list[Path] = field(default_factory=list)
    life: int = 0
    revoked: bool = False

    @property
    def disk(self) -> str:
        return f"{self.name} {self.life}"


class World:
    """Everything of one history, in a folder of its own."""

    def __init__(self, site: Site, folder: Path, desks: int) -> None:
        self.happened: Counter[str] = Counter()
        self.chronicle = Chronicle()
        self.findings: list[Finding] = []
        self.kills = 0
        self.steps = 0
        self._folder = folder
        self._site = site
        self._true = site.time()
        self._server_clock = PcClock(self._true)
        self._order = Order()
        self._backups: list[tuple[datetime, int, Path]] = []
        self._tokens = 0
        self._reports: list[Ended] = []
        self._revoked_devices: set[UUID] = set()
        self.trace: list[str] = []
        self._server = site.server(folder / "server", self._server_clock)
        self.line = Line(self._forward, self._order.arrived)
        self.sittings: list[Sitting] = []
        for place in PLACES[:desks]:
            site.copy_desk(place, folder / place.name)
            self._sit(place.name, place.person_uid)

    @property
    def faults(self) -> int:
        """How many faults have happened on the line and in the machines."""
        return self.line.happened.total() + self.kills

    # --- what people do -----------------------------------------------------------------------

    def move(self, number: int, name: str) -> None:
        """Have somebody make this very move on the oldest case."""
        self.deed(number, Act.MOVE, 0, 0, move=name)

    def deed(
        self, number: int, act: Act, pick: int, choice: int, *, dies: int = -1, move: str = ""
    ) -> None:
        """Have somebody do something; `dies` is the commit the program does not survive."""
        sitting = self._sitting(number)
        self._tokens += 1
        deed = Deed(act, f"kata{self._tokens:04d}", pick, choice, move)
        if dies >= 0:
            sitting.seat.dies(dies, after=bool(choice % 2))
        try:
            outcome = sitting.seat.perform(deed)
        except KilledError:
            self._note(sitting, f"{act.value} {deed.token}: the program dies")
            self._died(sitting)
            self.chronicle.note_unheard(sitting.name, sitting.seat.view().waiting)
        except Exception as error:  # noqa: BLE001 - a bug is a finding, and the history goes on
            self._note_bug(sitting, act.value, error)
        else:
            sitting.seat.lives_on()
            self._note(sitting, f"{act.value} {deed.token}: {_told(outcome)}")
            if outcome.saved is not None:
                self.chronicle.acknowledge(sitting.name, outcome.saved, disk=sitting.disk)
                self.happened[f"saved: {act.value}"] += 1
        self._true.pass_by(_STEP_TAKES)

    def round(
        self, number: int, plan: Mapping[int, Fault], *, dies: int = -1, after: bool = False
    ) -> None:
        """Do a round at one desk with these faults ahead."""
        sitting = self._sitting(number)
        self.line.begin(plan)
        if dies >= 0:
            sitting.seat.dies(dies, after=after)
        try:
            report = sitting.seat.round()
        except KilledError:
            self._note(sitting, f"round, {_faults(plan)}: the program dies")
            self._died(sitting)
        except Exception as error:  # noqa: BLE001 - a bug is a finding, and the history goes on
            self._note_bug(sitting, "round", error)
        else:
            self._note(sitting, f"round, {_faults(plan)}: {report}")
            self._reports.append(report)
        sitting.seat.lives_on()
        self.line.begin({})
        self.happened["round"] += 1
        self._true.pass_by(_STEP_TAKES)

    def rounds_together(self) -> None:
        """Do a round at every desk, all at once where desks are processes."""
        self._site.together(
            [partial(self.round, number, {}) for number in range(len(self.sittings))]
        )

    def restart(self, number: int) -> None:
        """Close the program and open it again."""
        sitting = self._sitting(number)
        sitting.seat.kill()
        sitting.seat.start()
        self._note(sitting, "starts again")

    # --- time ---------------------------------------------------------------------------------

    def set_clock(self, number: int, error: timedelta) -> None:
        """Set the clock of a PC wrong, or right again."""
        sitting = self._sitting(number)
        sitting.clock.error = error
        self.chronicle.clock_was_wrong = True
        self._note(sitting, f"clock is wrong by {error}")

    def set_server_clock(self, error: timedelta) -> None:
        self._server_clock.error = error
        self.trace.append(f"server: clock is wrong by {error}")

    def pass_time(self, span: timedelta) -> None:
        """Let time go by with nobody at work."""
        self._true.pass_by(span)
        self.trace.append(f"{span} pass")

    # --- copies of disks ----------------------------------------------------------------------

    def copy_desk(self, number: int) -> None:
        """Copy the disk of a PC."""
        sitting = self._sitting(number)
        copy = self._folder / f"{sitting.name}-copy-{len(sitting.copies)}-{sitting.life}"
        sitting.seat.copy_to(copy)
        sitting.copies.append(copy)
        self._note(sitting, f"copied to {copy.name}")

    def restore_desk(self, number: int, pick: int) -> None:
        """Put an older copy of its disk back into a PC."""
        sitting = self._sitting(number)
        if not sitting.copies:
            return
        views = self._views()
        self._judge_before_a_disk_is_lost(views)
        copy = sitting.copies[pick % len(sitting.copies)]
        sitting.seat.restore_from(copy)
        self._note(sitting, f"set back to {copy.name}")
        sitting.seat.start()
        sitting.life += 1
        self.chronicle.forked = True
        views[self.sittings.index(sitting)] = sitting.seat.view()
        self._excuse_what_was_on_it(views)
        self.happened["a PC was set back"] += 1

    def clone_desk(self, number: int) -> None:
        """Start a copy of a PC beside it."""
        sitting = self._sitting(number)
        if len(self.sittings) >= _MOST_SEATS:
            return
        name = f"{sitting.name}+"
        while any(other.name == name for other in self.sittings):
            name += "+"
        sitting.seat.copy_to(self._folder / name)
        self._sit(name, sitting.person).clock.error = sitting.clock.error
        self.chronicle.forked = True
        self.happened["a PC was copied"] += 1
        self._note(sitting, f"copied, runs beside itself as {name}")

    def copy_server(self) -> None:
        """Back up the server."""
        backup = self._folder / f"backup-{len(self._backups)}"
        self._server.copy_to(backup)
        self._backups.append((self._true.now, self._order.now, backup))
        self.trace.append(f"server: copied to {backup.name}")

    def restore_server(self, pick: int, *, by_the_book: bool) -> None:
        """Put an older copy of the server in place, with or without the operator's verb."""
        young = [one for one in self._backups if self._true.now - one[0] < _OLDEST_BACKUP]
        if not young:
            return
        views = self._views()
        self._judge_before_a_disk_is_lost(views)
        _, tick, backup = young[pick % len(young)]
        self._order.is_set_back(tick)
        self._server.restore_from(backup, by_the_book=by_the_book)
        self.trace.append(f"server: set back to {backup.name}, by the book {by_the_book}")
        self.chronicle.server_restored = True
        self._excuse_what_was_on_it(views)
        self.happened["the server was set back"] += 1

    def revoke_device(self, number: int) -> None:
        """Shut a PC out; at least one stays."""
        sitting = self._sitting(number)
        if sum(not other.revoked for other in self.sittings) < 2:
            return
        device_uid = sitting.seat.view().device_uid
        self._server.revoke(device_uid)
        self._revoked_devices.add(device_uid)
        sitting.revoked = True
        self._note(sitting, "shut out")
        self.happened["a PC was shut out"] += 1

    def revoke_person(self, number: int) -> None:
        """Let somebody leave the service."""
        sitting = self._sitting(number)
        person_uid = sitting.seat.person_uid
        self._server.revoke_person(person_uid)
        self._note(sitting, "its person leaves")
        self.chronicle.revoked_people.add(person_uid)
        self.happened["somebody left"] += 1

    # --- the end ------------------------------------------------------------------------------

    def heal_and_judge(self) -> list[Finding]:
        """Let the line carry again, sync until it is quiet, and judge what there is then."""
        self.line.begin({})
        self.line.let_all_arrive()
        cut_off: set[str] = set()
        for _ in range(_MOST_PASSES):
            if self._one_pass(cut_off):
                break
        else:
            self._find(Kind.UNEXPLAINED, f"not quiet after {_MOST_PASSES} rounds of every desk")
        desks = tuple(
            Desk(sitting.name, sitting.disk, view, sitting.name in cut_off)
            for sitting, view in zip(self.sittings, self._views(), strict=True)
        )
        repaired = sum(report.repaired for report in self._reports)
        asking_anew = {"reporter.set", "reporter.erase"}
        is_asked_anew = any(
            change.operation in asking_anew for desk in desks for change in desk.view.refused
        )
        if repaired and not (is_asked_anew or self.chronicle.server_restored):
            self._find(Kind.UNEXPLAINED, f"{repaired} rows had to be read again")
        evidence = Evidence(self.chronicle, self._server_view(), desks, self._order.accepted)
        return [*self.findings, *self._order.findings, *judge(evidence)]

    def close(self) -> None:
        for sitting in self.sittings:
            if sitting.seat.is_running:
                sitting.seat.kill()
        self._server.close()
        shutil.rmtree(self._folder)

    def _one_pass(self, cut_off: set[str]) -> bool:
        """Do a round at every desk; say whether nothing happened any more."""
        is_quiet = True
        for sitting in self.sittings:
            self._true.pass_by(_BETWEEN_ROUNDS)
            report = sitting.seat.round()
            self._reports.append(report)
            self._note(sitting, f"healing round: {report}")
            if report.trouble in _CUT_OFF:
                self._judge_cut_off(sitting)
                cut_off.add(sitting.name)
                continue
            is_quiet &= report.is_quiet
        return is_quiet

    def _judge_cut_off(self, sitting: Sitting) -> None:
        device_uid = sitting.seat.view().device_uid
        is_known = device_uid in self._server_view().devices
        if is_known and device_uid not in self._revoked_devices:
            self._find(Kind.UNEXPLAINED, f"{sitting.name} is shut out for no reason")

    def _judge_before_a_disk_is_lost(self, desks: Sequence[DeskView]) -> None:
        """What is nowhere now was lost before, and is not excused by what follows."""
        for promise in self.chronicle.unsafe(self._server_view(), desks):
            self._find(Kind.LOST, f"{promise.saved.act.value} {promise.saved.token} is nowhere")
            promise.excused = True

    def _excuse_what_was_on_it(self, desks: Sequence[DeskView]) -> None:
        for promise in self.chronicle.unsafe(self._server_view(), desks):
            promise.excused = True

    def _server_view(self) -> ServerView:
        return server_view_of(self._server.database, self._server.files)

    def _views(self) -> list[DeskView]:
        return [sitting.seat.view() for sitting in self.sittings]

    def _note(self, sitting: Sitting, words: str) -> None:
        self.trace.append(f"{sitting.name}: {words}")

    def _note_bug(self, sitting: Sitting, doing: str, error: Exception) -> None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        self._find(Kind.UNEXPLAINED, f"{doing}: {type(error).__name__} {error} in {where}")
        self._note(sitting, f"{doing}: {type(error).__name__} in {where}")
        sitting.seat.kill()
        sitting.seat.start()

    def _find(self, kind: Kind, words: str) -> None:
        self.findings.append(Finding(kind, words))

    def _died(self, sitting: Sitting) -> None:
        self.kills += 1
        sitting.seat.kill()
        sitting.seat.start()

    def _sit(self, name: str, person: object) -> Sitting:
        clock = PcClock(self._true)
        seat = self._site.seat(self._folder / name, name, self._carry_of(name), clock)
        sitting = Sitting(name, seat, clock, person)
        sitting.seat.start()
        self.sittings.append(sitting)
        return sitting

    def _carry_of(self, name: str) -> Callable[[Request], Answer]:
        def carry(request: Request) -> Answer:
            (sitting,) = [one for one in self.sittings if one.name == name]
            marked = {**request.headers, "x-soak-desk": sitting.disk}
            return self.line.carry(replace(request, headers=marked))

        return carry

    def _sitting(self, number: int) -> Sitting:
        return self.sittings[number % len(self.sittings)]

    def _forward(self, request: Request, meanwhile: Sequence[Request]) -> Answer:
        self._true.pass_by(_REQUEST_TAKES)
        self._order.goes(request)
        return self._server.answer(request, meanwhile)


def _told(outcome: Outcome) -> str:
    saved = outcome.saved
    return outcome.refusal or "nothing to do" if saved is None else f"saved {saved.case_uid}"


def _faults(plan: Mapping[int, Fault]) -> str:
    return ", ".join(f"{number} {fault.name}" for number, fault in sorted(plan.items())) or "good"
