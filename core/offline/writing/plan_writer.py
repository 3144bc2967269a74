"""Drafting the plan: phases over weeks, sessions by the playbook's rule, one new small task a week, milestones."""

import itertools
from dataclasses import replace

from core.goals.goal import ClarifiedGoal, GoalRequest
from core.goals.weeks import check_in_weeks, days_of, minutes_cap
from core.offline.playbooks.playbook import playbook_for
from core.offline.playbooks.schema import PhaseGuide, Playbook
from core.offline.progressions.progression_input import Course, Step, make_course
from core.offline.progressions.rules import steps_for
from core.offline.progressions.running_schedule import long_run_last
from core.offline.reading.answers import with_answers
from core.offline.reading.constraints import contingencies_for, free_days, tasks_for
from core.offline.reading.domains import GENERAL
from core.offline.reading.goal_parser import read_goal
from core.offline.reading.race_time import race_time_of
from core.offline.writing.format_amount import amount
from core.offline.writing.obstacles import if_thens
from core.offline.writing.phases import phase_spans
from core.offline.writing.sentences import sentence
from core.offline.writing.templates import fill, words_of
from core.plans.draft import (
    ContingencyDraft,
    MilestoneDraft,
    PlanDraft,
    ResourceDraft,
    TaskDraft,
    WeekDraft,
)
from core.plans.loads import smooth_loads
from core.plans.repairs import Repairs
from core.resolutions.resolution import Resolution

_REVIEW_MINUTES = 10
_LEAST_SESSION = 5
_SPREADS: dict[int, tuple[str, ...]] = {
    1: ("Wed",),
    2: ("Tue", "Sat"),
    3: ("Mon", "Wed", "Sat"),
    4: ("Mon", "Wed", "Fri", "Sun"),
    5: ("Mon", "Tue", "Thu", "Fri", "Sun"),
    6: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sun"),
    7: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def draft_plan(request: GoalRequest, goal: ClarifiedGoal, resolution: Resolution) -> PlanDraft:
    """Return the plan for a goal and its resolution as a draft; the compiler dates and checks it."""
    request = with_answers(request)
    facts = read_goal(request.text, today=request.today)
    book = playbook_for(goal.domain)
    course = make_course(request, goal, facts, book)
    words = words_of(goal, facts, book)
    steps, checks = _steps(course), check_in_weeks(course.weeks)
    marked = _milestone_weeks(steps, checks)
    weeks: list[WeekDraft] = []
    for guide, first, last in phase_spans(course):
        weeks.extend(
            _week(
                course,
                guide,
                words,
                steps[number - 1],
                number=number,
                within=number - first,
                checks=checks,
                marked=marked,
            )
            for number in range(first, last + 1)
        )
    return PlanDraft(
        weeks=weeks,
        resources=[ResourceDraft(title=r.title, kind=r.kind, url=r.url) for r in book.resources],
        contingencies=_contingencies(course, book, resolution, words),
        check_in_weeks=list(checks),
    )


def _steps(course: Course) -> tuple[Step, ...]:
    """Return the rule's steps; what a milestone asks for never falls behind an earlier one, lighter weeks included."""
    down = course.target is not None and course.target < course.baseline
    best: float | None = None
    found = []
    for step in steps_for(course):
        if step.reach is not None:
            best = step.reach if best is None else (min if down else max)(best, step.reach)
        found.append(replace(step, reach=best))
    loads = smooth_loads([step.load for step in found], repairs=Repairs())
    return tuple(replace(step, load=load) for step, load in zip(found, loads, strict=True))


def _week(
    course: Course,
    guide: PhaseGuide,
    words: dict[str, str],
    step: Step,
    *,
    number: int,
    within: int,
    checks: tuple[int, ...],
    marked: frozenset[int],
) -> WeekDraft:
    words = {**words, "amount": _load_words(course, step)}
    free = days_of(course.goal.starts_on, number, ends_on=course.goal.deadline)
    cap = minutes_cap(course.goal.hours_per_week, len(free))
    fixed = sum(minutes for _, minutes in step.sessions)
    room = (
        cap - fixed if step.sessions else cap - min(course.sessions, len(free)) * _LEAST_SESSION * 2
    )
    extras = _extras(course, guide, words, room=room, number=number, within=within, checks=checks)
    plans = if_thens(course.goal.obstacle, course.book)
    focus = fill(guide.focus[within % len(guide.focus)], words)
    if step.lighter:
        focus = f"A lighter week on purpose. {focus}"
    return WeekDraft(
        phase=guide.name,
        focus=f"{step.note}. {focus}" if step.note else focus,
        tasks=[
            *_sessions(
                course,
                guide,
                words,
                step,
                number=number,
                within=within,
                room=cap - sum(t.minutes for t in extras),
            ),
            *extras,
        ],
        if_then=fill(plans[(number - 1) % len(plans)], words),
        milestone=_milestone(course, words, step, number=number) if number in marked else None,
        load=step.load,
    )


def _load_words(course: Course, step: Step) -> str:
    if step.load is None:
        return ""
    return amount(step.load, course.unit)


def _sessions(
    course: Course,
    guide: PhaseGuide,
    words: dict[str, str],
    step: Step,
    *,
    number: int,
    within: int,
    room: int,
) -> list[TaskDraft]:
    free = tuple(
        day.value for day in days_of(course.goal.starts_on, number, ends_on=course.goal.deadline)
    )
    if step.sessions:
        kept = _fitting(step.sessions, len(free), room)
        days = _days(course, len(kept), free)
        last = number == course.weeks
        # The nine weeks build up within each week, so their runs stay in the order of the days.
        if course.runs and (last or not step.note):
            days = long_run_last(
                days, allowed=_allowed(course, free), on=free[-1] if last else None
            )
        return [
            TaskDraft(title=title, minutes=minutes, day=day)
            for (title, minutes), day in zip(kept, days, strict=True)
        ]
    count = max(1, min(course.sessions, len(free), room // _LEAST_SESSION))
    wanted = course.minutes(number)
    if len(free) < 5 and not course.moves_money:
        wanted = wanted * len(free) // 7
    each = max(_LEAST_SESSION, min(wanted, room) // count // 5 * 5)
    practice = guide.practice
    return [
        TaskDraft(title=fill(practice[(within + i) % len(practice)], words), minutes=each, day=day)
        for i, day in enumerate(_days(course, count, free))
    ]


def _fitting(sessions: tuple[tuple[str, int], ...], days: int, room: int) -> list[tuple[str, int]]:
    """Return the sessions that fit a short week, the last one first in line because it is the one that counts."""
    kept: list[tuple[str, int]] = []
    for title, minutes in reversed(sessions):
        if len(kept) < days and (minutes <= room or not kept):
            kept.insert(0, (title, min(minutes, room)))
            room -= min(minutes, room)
    return kept


def _days(course: Course, count: int, free: tuple[str, ...]) -> list[str]:
    """Spread sessions over the days the person has: those they named, those their constraints leave, else evenly."""
    allowed = _allowed(course, free)
    wanted = [d for d in _SPREADS[min(count, 7)] if d in allowed]
    spare = [d for d in allowed if d not in wanted]
    pool = sorted([*wanted, *spare[: max(0, count - len(wanted))]], key=free.index)
    return sorted((pool[i % len(pool)] for i in range(count)), key=free.index)


def _allowed(course: Course, free: tuple[str, ...]) -> list[str]:
    named = course.facts.frequency.days if course.facts.frequency else ()
    return [d for d in named or free_days(course.about, course.facts) if d in free] or list(free)


def _extras(
    course: Course,
    guide: PhaseGuide,
    words: dict[str, str],
    *,
    room: int,
    number: int,
    within: int,
    checks: tuple[int, ...],
) -> list[TaskDraft]:
    found: list[TaskDraft] = []
    if number == 1:
        found.extend(
            TaskDraft(title=title, minutes=10) for title in tasks_for(course.about, course.facts)
        )
    if within < len(guide.extras):
        extra = guide.extras[within]
        found.append(TaskDraft(title=fill(extra.title, words), minutes=extra.minutes))
    if number in checks:
        found.append(
            TaskDraft(
                title="Review the weeks behind you and note what to keep and what to change",
                minutes=_REVIEW_MINUTES,
            )
        )
    kept: list[TaskDraft] = []
    for task in found:
        minutes = min(task.minutes, max(_LEAST_SESSION, course.cap // 4))
        if minutes <= room:
            kept.append(task.model_copy(update={"minutes": minutes}))
            room -= minutes
    return kept


def _milestone_weeks(steps: tuple[Step, ...], checks: tuple[int, ...]) -> frozenset[int]:
    """Return the weeks with a milestone: the check-in weeks, or the last full week before where one is lighter."""
    found = {len(steps)}
    for check in checks:
        full = (number for number in range(check, 0, -1) if not steps[number - 1].lighter)
        found.update(itertools.islice(full, 1))
    return frozenset(found)


def _milestone(
    course: Course, words: dict[str, str], step: Step, *, number: int
) -> MilestoneDraft | None:
    target = course.goal.target
    last = number == course.weeks
    reach = target.quantity if last and target else step.reach
    if reach is None:
        return None
    metric, unit = (
        (target.metric, target.unit) if target else (course.book.metric, course.book.unit)
    )
    if target and course.book.name == GENERAL:
        return MilestoneDraft(
            title=f"Reach {amount(reach, unit)}", metric=metric, target=reach, unit=unit
        )
    title = fill(course.book.milestone, {**words, "amount": amount(reach, unit)})
    aimed = race_time_of(course.facts) if course.runs and last and reach == _asked(course) else None
    title = f"{title} in {aimed.words}" if aimed else title
    return MilestoneDraft(title=title, metric=metric, target=reach, unit=unit)


def _asked(course: Course) -> float | None:
    return course.facts.quantity.value if course.facts.quantity else None


def _contingencies(
    course: Course, book: Playbook, resolution: Resolution, words: dict[str, str]
) -> list[ContingencyDraft]:
    found = [
        ContingencyDraft(trigger=c.trigger, response=fill(c.response, words))
        for c in book.contingencies
    ]
    own = resolution.challenges[0] if resolution.challenges else None
    if own is not None:
        found.insert(
            0, ContingencyDraft(trigger=sentence(own.obstacle).rstrip("."), response=own.if_then)
        )
    found.extend(
        ContingencyDraft(trigger=t, response=r)
        for t, r in contingencies_for(course.about, course.facts)
    )
    return found
