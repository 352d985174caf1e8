"""When a report is due: each period once, whatever clocks do, machines sleep, or people start twice."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued import Clock, numbers, opened, written
from scale import often

from reports.problems import Failed
from reports.running import clock, run, settings
from reports.running.scheduling import ledger, periods, service, units
from reports.running.scheduling.model import Freeze, Schedule
from reports.running.scheduling.service import Service
from reports.running.steps import Status
from reports.running.unattended import Unattended, due_now

ZONES = ("Asia/Karachi", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia",
         "America/Santiago", "Asia/Tehran", "Europe/Moscow", "Pacific/Auckland")
CRONS = ("30 1 * * *", "30 2 * * 1-5", "0 0 1 * *", "15 5 1 1,4,7,10 *", "0 */6 * * *")


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def due_times(schedule: Schedule, after: str, until: str) -> list[str]:
    return [f"{p.nominal:%Y-%m-%d %H:%M}" for p in periods.between(schedule, "visit", utc(after), utc(until))]


# ---------------------------------------------------------------- clock changes
def test_an_hour_that_is_left_out_is_due_all_the_same() -> None:
    """London, 29 March 2026: 01:30 does not exist; the clock says 02:30 then."""
    schedule = Schedule(cron="30 1 * * *", zone="Europe/London")
    assert due_times(schedule, "2026-03-27T12:00", "2026-03-30T12:00") == [
        "2026-03-28 01:30", "2026-03-29 01:30", "2026-03-30 00:30"]


def test_an_hour_that_comes_twice_is_due_once() -> None:
    """London, 25 October 2026: 01:30 comes at 00:30 and at 01:30 UTC."""
    schedule = Schedule(cron="30 1 * * *", zone="Europe/London")
    assert due_times(schedule, "2026-10-24T12:00", "2026-10-26T12:00") == ["2026-10-25 00:30", "2026-10-26 01:30"]


def test_times_that_a_change_puts_on_one_moment_are_one() -> None:
    schedule = Schedule(cron="30 1,2 * * *", zone="Europe/London")
    assert due_times(schedule, "2026-03-28T12:00", "2026-03-29T12:00") == ["2026-03-29 01:30"]


def test_a_day_that_a_zone_left_out() -> None:
    """Samoa went over the date line: there was no 30 December 2011."""
    found = list(periods.between(Schedule(cron="0 6 * * *", zone="Pacific/Apia"), "x", utc("2011-12-28T00:00"),
                                 utc("2012-01-02T00:00")))
    moments = [p.nominal for p in found]
    assert moments == sorted(set(moments)) and len(found) == 5
    assert [p.key[:10] for p in found] == ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01", "2012-01-02"]


@pytest.mark.parametrize("zone", ZONES[:often(3, 10)])
@pytest.mark.parametrize("cron", CRONS[:4])
def test_years_of_a_daily_or_rarer_schedule_run_every_period_once(zone: str, cron: str) -> None:
    """By the loop itself, with a clock that sleeps: every time on the wall once, in order, none left out."""
    schedule, years = Schedule(cron=cron, zone=zone, jitter_minutes=7), often(1, 10)
    start = utc("2024-12-30T12:00")
    end = start + timedelta(days=366 * years)
    ran = [p.key for p in simulated(schedule, start, end)]
    assert ran == sorted(ran) and max(Counter(ran).values()) == 1
    assert set(ran) == walls(cron, zone, start, end)


def simulated(schedule: Schedule, start: datetime, end: datetime) -> Iterator[periods.Period]:
    """What a loop runs that asks for what is due, and sleeps until it is told to look again."""
    known, now = ledger.Standing(start), start
    while now < end:
        found = ledger.due(schedule, "visit", known, now)
        if found:
            assert not found.skipped and found.period.due <= now
            yield found.period
            known = ledger.Standing(found.period.nominal, found.period.key, 1)
        now = ledger.wakes(schedule, "visit", known, now) or end


def walls(cron: str, zone: str, start: datetime, end: datetime) -> set[str]:
    """The times on the wall that these expressions mean, found minute by minute of the hours that they name."""
    minute, hours, days, months, weekdays = cron.split()
    found, local = set(), ZoneInfo(zone)
    day = start.astimezone(local).date() - timedelta(days=1)
    while day <= end.astimezone(local).date() + timedelta(days=1):
        for hour in (int(h) for h in hours.split(",")):
            wall = datetime(day.year, day.month, day.day, hour, int(minute))
            if (_in(days, day.day) and _in(months, day.month) and (weekdays == "*" or day.isoweekday() <= 5)
                    and start < wall.replace(tzinfo=local).astimezone(UTC) <= end - timedelta(minutes=10)):
                found.add(f"{wall.isoformat(timespec='minutes')}[{zone}]")
        day += timedelta(days=1)
    return found


def _in(words: str, number: int) -> bool:
    return words == "*" or number in {int(word) for word in words.split(",")}


@given(st.sampled_from(ZONES), st.sampled_from(CRONS), st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)),
       st.integers(0, 60), st.lists(st.integers(1, 40 * 24 * 60), max_size=6))
def test_however_often_one_asks_no_period_comes_twice(zone: str, cron: str, at: datetime, jitter: int, waits: list[int]) -> None:
    schedule = Schedule(cron=cron, zone=zone, jitter_minutes=jitter)
    now = at.replace(tzinfo=UTC)
    known, seen = ledger.Standing(now), set()
    for wait in waits:
        now += timedelta(minutes=wait)
        found = ledger.due(schedule, "visit", known, now)
        if found:
            keys = {found.period.key, *found.skipped}
            assert not keys & seen
            seen |= keys
            known = ledger.Standing(found.period.nominal, found.period.key, 1)
    # all that was due by now was run, or is named as skipped
    wanted = {p.key for p in periods.between(schedule, "visit", at.replace(tzinfo=UTC), now) if p.due <= now}
    assert wanted <= seen


# ---------------------------------------------------------------- the rest of a schedule
def test_jitter_is_the_same_for_the_same_period_and_spreads_reports() -> None:
    schedule = Schedule(cron="0 6 * * *", jitter_minutes=30)
    one, again, other = ([p.due for p in periods.between(schedule, name, utc("2026-01-01T00:00"), utc("2026-03-01T00:00"))]
                         for name in ("delhi", "delhi", "tokyo"))
    assert one == again != other
    late = [(due - due.replace(hour=6, minute=0, second=0)).total_seconds() for due in one]
    assert min(late) >= 0 and max(late) <= 1800 and len(set(late)) > 40


def test_deadlines_holidays_and_freezes() -> None:
    schedule = Schedule.model_validate({"cron": "30 5 * * *", "zone": "Asia/Karachi", "deadline": "06:30",
                                        "holidays": ["2021-04-03"], "freeze": [{"from": "2021-04-05", "until": "2021-04-07"}]})
    found = list(periods.between(schedule, "visit", utc("2021-04-01T12:00"), utc("2021-04-09T12:00")))
    assert [p.key[:10] for p in found] == ["2021-04-02", "2021-04-04", "2021-04-08", "2021-04-09"]
    assert found[0].deadline == utc("2021-04-02T01:30")
    early = Schedule(cron="30 23 * * *", deadline="00:15")
    assert next(periods.between(early, "x", utc("2021-04-01T12:00"), utc("2021-04-02T00:00"))).deadline == utc("2021-04-02T00:15")
    assert Freeze.model_validate({"from": "2021-04-05", "until": "2021-04-05"}).holds(date(2021, 4, 5))


# ---------------------------------------------------------------- working days
EID = ("2025-03-31", "2025-04-01", "2025-04-02", "2025-06-09", "2025-12-25")
WEEKENDS = (("Asia/Karachi", ("saturday", "sunday")), ("Africa/Cairo", ("friday", "saturday")), ("Asia/Tehran", ("friday",)),
            ("Pacific/Apia", ("saturday", "sunday")))


def working(weekend: tuple[str, ...], otherwise: str, cron: str, zone: str, **more: Any) -> Schedule:
    return Schedule.model_validate({"cron": cron, "zone": zone, "holidays": list(EID), "jitter_minutes": 7, **more,
                                    "working_days": {"weekend": list(weekend), "otherwise": otherwise}}, strict=True)


@pytest.mark.parametrize(("zone", "weekend"), WEEKENDS)
@pytest.mark.parametrize("cron", ["30 1 * * *", "0 6 * * 5", "15 5 1,15 * *", "0 6,18 * * *", "30 2 31 * *"])
def test_a_year_of_working_days_runs_every_period_on_one_of_them_once(zone: str, weekend: tuple[str, ...], cron: str) -> None:
    """By the loop itself, against the calendar walked day by day: of days off skipped, or on the next working day."""
    start = utc("2024-12-29T12:00")
    end = start + timedelta(days=370 * often(1, 5))
    before = start - timedelta(days=20)

    def off(day: date) -> bool:
        return day.isoformat() in EID or f"{day:%A}".lower() in weekend

    def moved(key: str) -> str:
        day = date.fromisoformat(key[:10])
        while off(day):
            day += timedelta(days=1)
        return f"{day}{key[10:]}"

    named = [f"{p.isoformat(timespec='minutes')}[{zone}]" for p in
             periods._walls(cron, before.replace(tzinfo=None), end.replace(tzinfo=None) + timedelta(days=2))]
    for otherwise, wanted in (("skip", {key for key in named if not off(date.fromisoformat(key[:10]))}),
                              ("next", {moved(key) for key in named})):
        ran = [p.key for p in simulated(working(weekend, otherwise, cron, zone), start, end)]
        assert ran == sorted(ran) and max(Counter(ran).values(), default=1) == 1
        inside = {key for key in wanted if f"{start + timedelta(days=1):%Y-%m-%d}" < key < f"{end - timedelta(days=1):%Y-%m-%d}"}
        assert inside <= set(ran) <= wanted


@given(st.sampled_from(WEEKENDS), st.sampled_from(["30 1 * * *", "0 */6 * * *", "0 6 * * 0,5,6"]),
       st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 20)), st.lists(st.integers(1, 90), min_size=1, max_size=12))
def test_asked_in_bits_or_at_once_the_working_days_are_the_same(where: tuple[str, tuple[str, ...]], cron: str, at: datetime,
                                                                waits: list[int]) -> None:
    schedule = working(where[1], "next", cron, where[0])
    moment = start = at.replace(tzinfo=UTC)
    bits: list[str] = []
    for hours in waits:
        bits += [p.key for p in periods.between(schedule, "visit", moment, moment + timedelta(hours=hours))]
        moment += timedelta(hours=hours)
    assert bits == [p.key for p in periods.between(schedule, "visit", start, moment)]
    assert all(schedule.works(date.fromisoformat(key[:10])) for key in bits)


def test_what_falls_on_days_off_comes_once_after_them_and_never_in_a_freeze() -> None:
    """Friday 4 April 2025 and what follows, with a weekend of Friday and Saturday."""
    found = due_times(working(("friday", "saturday"), "next", "0 6 * * *", "UTC"), "2025-04-03T00:00", "2025-04-08T00:00")
    assert found == ["2025-04-03 06:00", "2025-04-06 06:00", "2025-04-07 06:00"]
    rare = working(("friday", "saturday"), "next", "0 6 4 * *", "UTC")
    assert due_times(rare, "2025-04-01T00:00", "2025-05-01T00:00") == ["2025-04-06 06:00"]
    for start, until in (("2025-04-04", "2025-04-04"), ("2025-04-06", "2025-04-08")):
        frozen = working(("friday", "saturday"), "next", "0 6 4 * *", "UTC", freeze=[{"from": start, "until": until}])
        assert due_times(frozen, "2025-04-01T00:00", "2025-05-01T00:00") == []


@pytest.mark.parametrize(("words", "said"), [
    ('{cron: "0 6 * * *", working_days: {weekend: [funday]}}', "monday"),
    ('{cron: "0 6 * * *", working_days: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}}', "6"),
    ('{cron: "0 6 * * *", working_days: {otherwise: before}}', "skip"),
    ('{cron: "61 * * * *"}', "is not understood"), ('{cron: "* * *"}', "it has 3 fields, not five"),
    ('{cron: "0 0 30 2 *"}', "is not understood"), ('{cron: "* * * * * *"}', "it has 6 fields, not five"),
    ('{cron: "0 6 * * *", zone: Asia/Karatschi}', 'time zone "Asia/Karatschi" is not known'),
    ('{cron: "0 6 * * *", deadline: "25:00"}', '"25:00" is no time of day'),
    ('{cron: "0 6 * * *", holidays: ["2021-02-30"]}', '"2021-02-30" is no day'),
    ('{cron: "0 6 * * *", freeze: [{from: "2021-04-07", until: "2021-04-05"}]}', "before it starts"),
    ("{zone: UTC}", "cron"), ('{cron: "0 6 * * *", catchup: once}', "catchup")])
def test_a_schedule_that_means_nothing_is_a_problem_at_its_place(words: str, said: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=f"schedule: {words}\n")
    with pytest.raises(Failed) as failed:
        settings.read(folder)
    [problem] = failed.value.problems
    assert said in str(problem) and "visit/schedule.yaml:1:" in str(problem)


# ---------------------------------------------------------------- a machine that sleeps, and a clock that is set
DAILY = Schedule(cron="0 6 * * *")


def test_after_a_sleep_the_latest_period_is_made_up_for_and_the_others_named() -> None:
    known = ledger.Standing(utc("2026-01-01T06:00"))
    found = ledger.due(DAILY, "visit", known, utc("2026-01-04T09:00"))
    assert found and found.period.key.startswith("2026-01-04T06:00")
    assert [key[:10] for key in found.skipped] == ["2026-01-02", "2026-01-03"]
    none = DAILY.model_copy(update={"catch_up": "none"})
    assert ledger.due(none, "visit", known, utc("2026-01-04T09:00")) is None
    assert ledger.due(none, "visit", known, utc("2026-01-04T06:10")) is not None


def test_a_clock_that_is_set_back_makes_nothing_due_twice() -> None:
    known = ledger.Standing(utc("2026-01-04T06:00"))
    assert ledger.due(DAILY, "visit", known, utc("2026-01-02T09:00")) is None
    assert ledger.due(DAILY, "visit", known, utc("2026-01-05T06:00")) is not None


def test_a_failed_period_is_tried_again_unless_a_newer_one_is_due() -> None:
    known = ledger.Standing(utc("2026-01-04T06:00"), "2026-01-04T06:00[UTC]", 1, utc("2026-01-04T06:10"))
    assert ledger.due(DAILY, "visit", known, utc("2026-01-04T06:09")) is None
    again = ledger.due(DAILY, "visit", known, utc("2026-01-04T06:11"))
    assert again and (again.attempt, again.period.key) == (2, known.key)
    newer = ledger.due(DAILY, "visit", known, utc("2026-01-05T06:00"))
    assert newer and (newer.attempt, newer.period.key[:10]) == (1, "2026-01-05")


def test_a_schedule_of_every_minute_is_as_quick_after_a_year_as_after_a_day() -> None:
    """Work is counted, not time: how many times on the wall are looked at."""
    counted: list[int] = []
    schedule = Schedule(cron="* * * * *", zone="Europe/London")
    for days in (1, 400, 4000):
        with looked() as count:
            found = ledger.due(schedule, "visit", ledger.Standing(utc("2026-06-20T06:00") - timedelta(days=days)),
                               utc("2026-06-20T06:00"))
        assert found and found.period.key.startswith("2026-06-20T07:00") and len(found.skipped) >= ledger.NAMED
        counted.append(count[0])
    assert counted[1] == counted[2] == counted[0] < 500
    with looked() as count:
        assert ledger.due(schedule, "visit", ledger.Standing(utc("2026-06-20T05:59")), utc("2026-06-20T06:00"))
    assert count[0] < 5, "what a loop does every minute"


@contextmanager
def looked() -> Iterator[list[int]]:
    """How many times on the wall croniter is asked for."""
    count, real = [0], periods._walls

    def counting(*given: Any) -> Iterator[datetime]:
        for wall in real(*given):
            count[0] += 1
            yield wall

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_walls", counting)
        yield count


def test_a_rare_period_is_made_up_for_however_long_the_sleep() -> None:
    leap = Schedule(cron="0 6 29 2 *")
    found = ledger.due(leap, "visit", ledger.Standing(utc("2020-02-29T06:00")), utc("2026-06-01T00:00"))
    assert found and found.period.key.startswith("2024-02-29") and found.skipped == ()


@pytest.mark.parametrize(("zone", "day"), [("Europe/London", "2026-03-29"), ("Australia/Lord_Howe", "2026-10-03"),
                                           ("Africa/Cairo", "2026-04-23"), ("Pacific/Apia", "2011-12-30")])
def test_minutes_around_a_change_come_once_and_in_order(zone: str, day: str) -> None:
    """A minute is due at every moment of a day on which clocks go forward, asked for at once or bit by bit."""
    schedule, start = Schedule(cron="*/10 * * * *", zone=zone), utc(f"{day}T00:00")
    at_once = [p.nominal for p in periods.between(schedule, "visit", start, start + timedelta(days=1))]
    assert at_once == [start + timedelta(minutes=10 * n) for n in range(1, 145)]
    bits = [p.nominal for n in range(24) for p in periods.between(
        schedule, "visit", start + timedelta(hours=n), start + timedelta(hours=n + 1))]
    assert bits == at_once


# ---------------------------------------------------------------- the loop
SCHEDULE = 'schedule: {cron: "0 6 * * *", deadline: "07:00"}\n'


class World:
    """A machine with a clock of its own: sleeping is all that takes time."""

    def __init__(self, *folders: Path, at: str = "2021-04-08T05:00:00+00:00") -> None:
        self.clock, self.said, self.started = Clock(at), list[str](), list[Path]()
        self.service = Service(folders, self.start, self.sleep, self.said.append, lambda: self.clock.at)
        self.answers: list[int] = []

    def start(self, folder: Path) -> int:
        self.started.append(folder)
        if self.answers:
            return self.answers.pop(0)
        due = due_now(folder, lambda: self.clock.at)
        outcome = run.run(folder, Unattended(due, offline=True).asked(run.Asked(self.clock, wait=0)))
        return int(outcome.status)

    def sleep(self, seconds: float) -> None:
        assert 1.0 <= seconds <= service.LONGEST
        self.clock.at += timedelta(seconds=seconds)

    def until(self, at: str) -> World:
        self.service.serve(lambda: self.clock.at >= utc(at))
        return self


def test_the_loop_runs_a_report_when_it_is_due_and_writes_its_period_down(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=SCHEDULE)
    world = World(folder).until("2021-04-10T05:00:00")
    assert len(world.started) == 2
    assert numbers(folder) == ["1"]
    with opened(folder) as archive:
        found = [e.details for e in archive.events(kind=ledger.KIND)]
    assert [d.get("key") for d in found] == [None, "2021-04-08T06:00[UTC]", "2021-04-09T06:00[UTC]"]
    assert [d.get("status") for d in found] == [None, "new", "unchanged"]


def test_a_loop_with_nothing_to_do_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until settings or archive are written: a schedule put off is heeded within a minute."""
    folder = written(tmp_path / "visit", schedule=SCHEDULE)
    world, looks, real = World(folder), list[str](), service.look
    monkeypatch.setattr(service, "look", lambda *given: looks.append(world.clock.at.isoformat()) or real(*given))
    world.until("2021-04-08T05:30:00")
    assert len(looks) == 2, "the first look begins to count, the second reads that"
    (folder / "schedule.yaml").write_text(SCHEDULE.replace("0 6 * * *", "45 5 * * *"))
    world.until("2021-04-08T05:50:00")
    assert world.started == [folder]


def test_the_loop_goes_on_when_reports_are_wrong(tmp_path: Path) -> None:
    good = written(tmp_path / "good", schedule=SCHEDULE)
    bad = written(tmp_path / "bad", schedule="schedule: {cron: nonsense}\n")
    free = written(tmp_path / "free")
    world = World(bad, free, good).until("2021-04-08T08:00:00")
    assert world.started == [good]
    assert len([line for line in world.said if line.startswith("bad: 1 problem ")]) == 1


def test_a_run_that_leaves_no_word_is_not_started_again_at_once(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=SCHEDULE)
    world = World(folder)
    world.answers = [-9, -9]
    world.until("2021-04-08T06:30:00")
    assert len(world.started) == 3, "killed twice, then well"
    with opened(folder) as archive:
        assert archive.events(kind=ledger.KIND)[-1].details["status"] == "new"


def test_a_second_run_of_a_period_steps_aside(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=SCHEDULE)
    at = Clock("2021-04-08T05:00:00+00:00")
    service.look(folder, at)
    at.set("2021-04-08T06:00:00+00:00")
    first, second = due_now(folder, at), due_now(folder, at)
    assert first and second and first.period == second.period
    ended = [run.run(folder, Unattended(due, offline=True).asked(run.Asked(at, wait=0))) for due in (first, second)]
    assert [o.status for o in ended] == [Status.NEW, Status.UNCHANGED]
    assert ended[1].what == "2021-04-08T06:00[UTC] was seen to by another run"
    with opened(folder) as archive:
        assert len(archive.events(kind=ledger.KIND)) == 2


# ---------------------------------------------------------------- units of other schedulers
@pytest.mark.parametrize("form", units.FORMS)
def test_units_wake_the_tool_which_decides_itself(form: str) -> None:
    command = ["/opt/py 3/python", "make_report.py", "run", "/data/a visit", "--if-due"]
    words = units.FORMS[form](command, "/opt/chancery", "visit")
    assert "--if-due" in words and "/5" in words
    assert ("'/data/a visit'" in words) or ('"/data/a visit"' in words)


def test_the_units_for_kubernetes_are_yaml() -> None:
    import yaml

    made = yaml.safe_load(units.k8s(["python", 'a "b" c', "run", "x", "--if-due"], "/opt", "visit"))
    assert made["spec"]["concurrencyPolicy"] == "Forbid"
    container = made["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
    assert container["command"] == ["python", 'a "b" c', "run", "x", "--if-due"]


def test_the_clock_of_the_house_is_in_utc() -> None:
    assert clock.read().tzinfo is UTC
