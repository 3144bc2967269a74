"""Things done regularly: minutes of practice, a daily number that grows, a number that shrinks, free days, coverage."""

from core.offline.progressions.progression_input import Course, Step

_SCORES = frozenset({"points", "band", "GPA"})
_HOLD = 0.75
"""A rate is reached after three quarters of the plan; the rest is for keeping it."""


def minutes(course: Course) -> tuple[Step, ...]:
    """Let the weekly minutes grow from a gentle share of the hours; milestones count what has been done."""
    done, steps = 0.0, []
    for week in range(1, course.weeks + 1):
        load = course.minutes(week)
        done += course.sessions
        steps.append(
            Step(
                load=float(load),
                reach=_towards(course, week, done),
                lighter=course.is_lighter(week),
            )
        )
    return tuple(steps)


def language(course: Course) -> tuple[Step, ...]:
    """Let the minutes grow; without another target the milestones are hours of study."""
    hours, steps = 0.0, []
    for week in range(1, course.weeks + 1):
        load = course.minutes(week)
        hours += load / 60
        steps.append(
            Step(
                load=float(load),
                reach=_towards(course, week, round(hours, 1)),
                lighter=course.is_lighter(week),
            )
        )
    return tuple(steps)


def rate(course: Course) -> tuple[Step, ...]:
    """Raise (or lower) a daily or weekly number to the target by three quarters of the plan, then hold it."""
    target = course.target
    if target is None:
        return minutes(course)
    start = course.baseline or target * (course.book.progression.start or 0.5)
    way = target - start
    steps = []
    for week in range(1, course.weeks + 1):
        share = min(1.0, course.share(week) / course.share(max(1, round(course.weeks * _HOLD))))
        amount = start + way * share
        amount = (
            float(round(amount, -2))
            if abs(target) >= 2_000
            else round(amount, 1 if abs(way) < 10 else 0)
        )
        steps.append(Step(load=amount, reach=amount))
    return (*steps[:-1], Step(load=target, reach=target)) if steps else ()


def quit_for_good(course: Course) -> tuple[Step, ...]:
    """Prepare for a fifth of the plan (two weeks at most), then count the days in a row since the quit day."""
    target = course.target
    ready = weeks_to_get_ready(course.weeks)
    days = [max(0, week - ready) * 7.0 for week in range(1, course.weeks + 1)]
    if target is not None:
        days = [min(d, target) for d in days]
    return tuple(Step(load=d, reach=d or None) for d in days)


def weeks_to_get_ready(weeks: int) -> int:
    """Return the weeks before the quit day; a plan of a month or so begins with it."""
    return 0 if weeks <= 5 else min(2, round(weeks * 0.2))


def coverage(course: Course) -> tuple[Step, ...]:
    """Cover topics from what is known to the target by the end of the mock weeks."""
    target = course.target or 85.0
    start = course.baseline or min(30.0, target * 0.4)
    way = target - start
    amounts = [start + way * course.share(week) for week in range(1, course.weeks + 1)]
    return tuple(
        Step(load=round(a, 1), reach=float(round(a)) if target > 20 else None) for a in amounts
    )


def _towards(course: Course, week: int, done: float) -> float | None:
    """Return where the week should end; a score nobody has measured yet has no half way."""
    if course.target is None:
        return done
    if course.unit in _SCORES and not course.baseline:
        return None
    return round(course.baseline + (course.target - course.baseline) * course.share(week), 1)
