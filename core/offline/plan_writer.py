"""Drafting the plan: phases over weeks, sessions by the playbook's rule, one new small task a week, milestones."""

from core.coaching.drafts import ContingencyDraft, MilestoneDraft, PlanDraft, ResourceDraft, TaskDraft, WeekDraft
from core.coaching.goal import ClarifiedGoal, GoalRequest
from core.coaching.resolution import Resolution
from core.coaching.weeks import check_in_weeks
from core.offline.amount_words import amount
from core.offline.constraints import contingencies_for, free_days, tasks_for
from core.offline.course import Course, Step, make_course
from core.offline.obstacles import if_thens
from core.offline.phases import phase_spans
from core.offline.phrasing import sentence
from core.offline.playbook import PhaseGuide, Playbook, playbook_for
from core.offline.progressions.rules import steps_for
from core.offline.reader import read_goal
from core.offline.templates import fill, words_of

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
    facts = read_goal(request.text, today=request.today)
    book = playbook_for(goal.domain)
    course = make_course(request, goal, facts, book)
    words = words_of(goal, facts, book)
    steps, checks = steps_for(course), check_in_weeks(course.weeks)
    weeks: list[WeekDraft] = []
    for guide, first, last in phase_spans(course):
        weeks.extend(
            _week(course, guide, words, steps[number - 1], number=number, within=number - first, checks=checks)
            for number in range(first, last + 1)
        )
    return PlanDraft(
        weeks=weeks,
        resources=[ResourceDraft(title=r.title, kind=r.kind, url=r.url) for r in book.resources],
        contingencies=_contingencies(course, book, resolution, words),
        check_in_weeks=list(checks),
    )


def _week(
    course: Course,
    guide: PhaseGuide,
    words: dict[str, str],
    step: Step,
    *,
    number: int,
    within: int,
    checks: tuple[int, ...],
) -> WeekDraft:
    words = {**words, "amount": _load_words(course, step)}
    extras = _extras(course, guide, words, number=number, within=within, checks=checks)
    plans = if_thens(course.goal.obstacle, course.book)
    focus = fill(guide.focus[within % len(guide.focus)], words)
    if step.lighter:
        focus = f"A lighter week on purpose. {focus}"
    return WeekDraft(
        phase=guide.name,
        focus=f"{step.note}. {focus}" if step.note else focus,
        tasks=[
            *_sessions(course, guide, words, step, number=number, within=within, taken=sum(t.minutes for t in extras)),
            *extras,
        ],
        if_then=fill(plans[(number - 1) % len(plans)], words),
        milestone=_milestone(course, words, step, number=number, checks=checks),
        load=step.load,
    )


def _load_words(course: Course, step: Step) -> str:
    if step.load is None:
        return ""
    return amount(step.load, course.unit)


def _sessions(
    course: Course, guide: PhaseGuide, words: dict[str, str], step: Step, *, number: int, within: int, taken: int
) -> list[TaskDraft]:
    count = len(step.sessions) or course.sessions
    days = _days(course, count)
    if step.sessions:
        return [
            TaskDraft(title=title, minutes=max(_LEAST_SESSION, minutes), day=day)
            for (title, minutes), day in zip(step.sessions, days, strict=True)
        ]
    room = max(_LEAST_SESSION * count, min(course.minutes(number), course.cap - taken))
    each = max(_LEAST_SESSION, room // count // 5 * 5)
    practice = guide.practice
    return [
        TaskDraft(title=fill(practice[(within + i) % len(practice)], words), minutes=each, day=day)
        for i, day in enumerate(days)
    ]


def _days(course: Course, count: int) -> list[str]:
    """Spread sessions over the days the person has: those they named, those their constraints leave, else evenly."""
    named = course.facts.frequency.days if course.facts.frequency else ()
    allowed = named or free_days(course.about, course.facts)
    wanted = [d for d in _SPREADS[min(count, 7)] if d in allowed]
    spare = [d for d in allowed if d not in wanted]
    pool = sorted([*wanted, *spare[: max(0, count - len(wanted))]], key=_SPREADS[7].index)
    return [pool[i % len(pool)] for i in range(count)]


def _extras(
    course: Course, guide: PhaseGuide, words: dict[str, str], *, number: int, within: int, checks: tuple[int, ...]
) -> list[TaskDraft]:
    room = max(0, course.cap - course.sessions * _LEAST_SESSION * 2)
    found: list[TaskDraft] = []
    if number == 1:
        found.extend(TaskDraft(title=title, minutes=10) for title in tasks_for(course.about, course.facts))
    if within < len(guide.extras):
        extra = guide.extras[within]
        found.append(TaskDraft(title=fill(extra.title, words), minutes=extra.minutes))
    if number in checks:
        found.append(
            TaskDraft(
                title="Review the weeks behind you and note what to keep and what to change", minutes=_REVIEW_MINUTES
            )
        )
    kept: list[TaskDraft] = []
    for task in found:
        minutes = min(task.minutes, max(_LEAST_SESSION, course.cap // 4))
        if minutes <= room:
            kept.append(task.model_copy(update={"minutes": minutes}))
            room -= minutes
    return kept


def _milestone(
    course: Course, words: dict[str, str], step: Step, *, number: int, checks: tuple[int, ...]
) -> MilestoneDraft | None:
    target = course.goal.target
    last = number == course.weeks
    if number not in checks or (step.reach is None and not (last and target)):
        return None
    reach = target.quantity if last and target else step.reach
    if reach is None:
        return None
    metric, unit = (target.metric, target.unit) if target else (course.book.metric, course.book.unit)
    title = fill(course.book.milestone, {**words, "amount": amount(reach, unit)})
    return MilestoneDraft(title=title, metric=metric, target=reach, unit=unit)


def _contingencies(
    course: Course, book: Playbook, resolution: Resolution, words: dict[str, str]
) -> list[ContingencyDraft]:
    found = [ContingencyDraft(trigger=c.trigger, response=fill(c.response, words)) for c in book.contingencies]
    own = resolution.challenges[0] if resolution.challenges else None
    if own is not None:
        found.insert(0, ContingencyDraft(trigger=sentence(own.obstacle).rstrip("."), response=own.if_then))
    found.extend(ContingencyDraft(trigger=t, response=r) for t, r in contingencies_for(course.about, course.facts))
    return found
