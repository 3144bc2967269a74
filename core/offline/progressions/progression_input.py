"""The input of a progression rule, built once from goal, circumstances and playbook."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf

from core.goals.goal import Circumstances, ClarifiedGoal, Experience, GoalRequest, Style
from core.goals.kind import GoalKind
from core.goals.weeks import FULL_WEEK, Day, count_weeks, days_of, week_end, week_start
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.session_count import (
    LEAST_SESSION,
    ONE_A_DAY,
    stated_sessions,
    wanted_sessions,
)
from core.offline.reading.constraints import WEEK, available_days
from core.offline.reading.facts import DayTime, GoalFacts

_START_SHARE = {Experience.BEGINNER: 0.6, Experience.INTERMEDIATE: 0.75, Experience.ADVANCED: 0.9}
_PEAK_SHARE = {Style.CONSERVATIVE: 0.8, Style.BALANCED: 0.92, Style.AGGRESSIVE: 1.0}
_PROGRESS_EXPONENT = {Style.CONSERVATIVE: 1.25, Style.BALANCED: 1.0, Style.AGGRESSIVE: 0.85}
_STEP_BACK_SHARE = 0.7
_SMALL_WEEKS, _SMALL_SHARE = 2, 0.6
"""So many weeks of a routine are smaller for a person who is not sure of it."""
SESSIONS = "sessions"
_NEEDS_A_TARGET = frozenset({"staged", "rate", "reduce", "hold", "total", "weight"})
"""Rules that count the sessions instead if there is no target."""
MONEY_RULES = frozenset({"saving", "debt"})
_EARLY_IN_ITS_WEEK = 2
_LATE_IN_ITS_WEEK = 3
_MOST_A_DAY = 2
MIN_TASK = 5
"""Minutes of the shortest session."""
_TRANSFER_MINUTES = 15
"""The duration of a transfer does not depend on its amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The result of a progression rule for one week."""

    load: float | None
    """The quantity that progresses."""
    sessions: tuple[tuple[str, int], ...] = ()
    """Title and minutes of each session, if the rule replaces the playbook's practice list."""
    week_target: float | None = None
    """The value to reach by the end of the week, in the target's unit."""
    lighter: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgressionInput:
    goal: ClarifiedGoal
    facts: GoalFacts
    circumstances: Circumstances
    playbook: Playbook
    weeks: int
    max_minutes: int
    """Upper limit of minutes in every week."""
    sessions: int
    turning_day: date | None = None
    """The quit date, the day of the event, or the day the work is done."""

    @property
    def kind(self) -> GoalKind:
        return self.playbook.kinds[0]

    @property
    def weeks_before(self) -> int:
        """The weeks before the turning day; all weeks if there is none.

        The week of a quit date is the first one after it, unless most of it lies before; the week
        in which the work is done or the event takes place is the last one before it.
        """
        if self.turning_day is None or self.turning_day > self.goal.deadline:
            return self.weeks
        days = max(0, (self.turning_day - self.goal.starts_on).days)
        if self.kind == GoalKind.QUIT:
            return days // 7 + (days % 7 > _LATE_IN_ITS_WEEK)
        if self.kind == GoalKind.EVENT and days % 7 < _EARLY_IN_ITS_WEEK and days >= 7:
            return min(self.weeks, days // 7)  # most of that week comes after the day
        return min(self.weeks, days // 7 + 1)

    def last_day(self, week: int) -> date:
        return week_end(self.goal.starts_on, week, ends_on=self.goal.deadline)

    @property
    def target(self) -> float | None:
        return self.goal.target.quantity if self.goal.target else None

    @property
    def baseline(self) -> float:
        return (self.goal.target.baseline or 0.0) if self.goal.target else 0.0

    @property
    def unit(self) -> str:
        if self.goal.target is not None:
            return self.goal.target.unit
        counts = self.playbook.progression.rule in _NEEDS_A_TARGET
        return SESSIONS if counts else self.playbook.unit

    @property
    def metric(self) -> str:
        """What is counted; the sessions, if a rule lacks the target it needs."""
        if self.goal.target is not None:
            return self.goal.target.metric
        return "sessions done" if self.unit == SESSIONS else self.playbook.metric

    @property
    def is_payment(self) -> bool:
        """Whether a session is a payment; a second one would pay the week's sum twice."""
        return self.playbook.progression.rule in MONEY_RULES

    @property
    def is_running(self) -> bool:
        return self.playbook.progression.rule == "running"

    @property
    def low_confidence(self) -> bool:
        return self.circumstances.is_unsure

    def progress_at(self, week: int) -> float:
        """Return the progress (0-1) due after `week`; a conservative style starts slower."""
        bend = _PROGRESS_EXPONENT[self.circumstances.style] + (0.2 if self.low_confidence else 0.0)
        whole = self.weeks_before if self.kind == GoalKind.PROJECT else self.weeks
        return float(min(1.0, week / max(1, whole)) ** bend)

    def is_lighter(self, week: int) -> bool:
        """Return whether `week` is a step-back week; the last two weeks never are."""
        every = self.playbook.progression.step_back_every
        if every is None:
            return False
        every -= 1 if self.circumstances.style == Style.CONSERVATIVE and every > 3 else 0
        return week % every == 0 and week < self.weeks - 1

    @cached_property
    def _own_days(self) -> tuple[str, ...]:
        return available_days(self.circumstances, self.facts)

    def open_days(self, week: int) -> tuple[str, ...]:
        """Return the days of a week that the person has for it, all of them if they have none."""
        days = days_of(self.goal.starts_on, week, ends_on=self.goal.deadline)
        own = self._own_days
        days = self._on_its_side(days, week)
        away = {time.day for time in self.facts.timetable if not _is_in(week, time)}
        away -= {time.day for time in self.facts.timetable if _is_in(week, time)}
        left = tuple(day.value for day in days if day.value in own and day.value not in away)
        return left or tuple(day.value for day in days)

    def own_times(self, week: int) -> dict[str, float]:
        """Return the minutes of each day that the person has for it, in the order of the week.

        Empty if no length and no every other week is named. A day without a length is open.
        """
        facts, times = self.facts, self.facts.timetable
        if not times and facts.session_minutes:
            times = tuple(DayTime(day=day) for day in facts.chosen_days)
        own: dict[str, float] = {}
        for day in self.open_days(week):
            here = [time for time in times if time.day == day and _is_in(week, time)]
            if here:
                own[day] = sum(t.minutes or facts.session_minutes or inf for t in here)
        return own

    def _on_its_side(self, days: tuple[Day, ...], week: int) -> tuple[Day, ...]:
        """Return the days of the week of a quit date that lie on the side its tasks are of."""
        if self.kind != GoalKind.QUIT or self.turning_day is None:
            return days
        at = (self.turning_day - week_start(self.goal.starts_on, week)).days
        if not 0 < at < len(days):
            return days
        return days[at:] if week > self.weeks_before else days[:at]

    @property
    def has_own_days(self) -> bool:
        """Return whether the person has some weekdays for it, and not all seven."""
        return len(self._own_days) < len(WEEK)

    def most_sessions(self, week: int) -> int:
        """Return how many sessions a week can hold: one a day where the body has to recover."""
        days = len(self.open_days(week))
        return days if self.kind in ONE_A_DAY else _MOST_A_DAY * days

    def session_count(self, minutes: int, days: int) -> int:
        """Return the sessions of a week with so many minutes and days, at least one."""
        count = self.sessions if days >= FULL_WEEK else max(1, self.sessions * days // 7)
        if stated_sessions(self.facts) is None and not self.is_payment:
            routine = self.kind in {GoalKind.ROUTINE, GoalKind.VAGUE}
            least = MIN_TASK if routine else LEAST_SESSION
            named = round(self.facts.session_minutes or least)
            count = min(count, max(1, minutes // max(1, min(least, named))))
        return max(1, min(count, minutes // MIN_TASK or 1))

    def minutes(self, week: int) -> int:
        """Return the minutes of practice in `week`, rising to nearly all of the hours."""
        if self.is_payment:
            return max(5, min(_TRANSFER_MINUTES, self.max_minutes))
        stated = self.facts.session_minutes
        if stated is not None:
            return max(5, min(round(stated) * self.sessions, self.max_minutes))
        if self.kind in {GoalKind.ROUTINE, GoalKind.VAGUE}:
            longest = self.sessions * self.playbook.defaults.longest_session
            whole = min(self.max_minutes, longest)
            small = self.low_confidence and week <= _SMALL_WEEKS
            return max(5, int(whole * _SMALL_SHARE) if small else whole)
        start = _START_SHARE[self.circumstances.experience] - (0.15 if self.low_confidence else 0.0)
        peak = _PEAK_SHARE[self.circumstances.style]
        climb = min(1.0, (week - 1) / max(1, 0.6 * self.weeks))
        share = start * peak + (peak - start * peak) * climb
        share *= _STEP_BACK_SHARE if self.is_lighter(week) else 1.0
        longest = self.sessions * self.playbook.defaults.longest_session
        return max(5, min(int(self.max_minutes * share), longest))


def _is_in(week: int, time: DayTime) -> bool:
    """Return whether a week is one in which a day of every so many weeks is free."""
    return (week - 1) % time.every == 0


def build_progression_input(
    request: GoalRequest,
    goal: ClarifiedGoal,
    facts: GoalFacts,
    playbook: Playbook,
    turning_day: date | None = None,
) -> ProgressionInput:
    """Return the input of a progression rule for a goal."""
    cap = int(goal.hours_per_week * 60)
    return ProgressionInput(
        goal=goal,
        facts=facts,
        circumstances=request.circumstances,
        playbook=playbook,
        weeks=count_weeks(goal.starts_on, goal.deadline),
        max_minutes=cap,
        sessions=1
        if playbook.progression.rule in MONEY_RULES
        else wanted_sessions(request.circumstances, facts, playbook, cap),
        turning_day=turning_day,
    )
