"""Progressions of regular practice: minutes, rates that rise or fall, days without, coverage."""

from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.writing.phases import phase_spans

_WHOLE_FROM = 20
_SCORES = frozenset({"points", "band", "GPA"})
_IN_TENS_FROM = 500
_TENTHS_BELOW = 10
_HUNDREDTHS_BELOW = 2
_REACHED_AFTER = 0.75
"""Share of the plan after which a rate is reached; the rest of the weeks hold it."""


def minutes(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return rising weekly minutes; week targets count the completed sessions."""
    done, steps = 0.0, []
    for week in range(1, inputs.weeks + 1):
        load = inputs.minutes(week)
        done += inputs.sessions
        steps.append(
            Step(
                load=float(load),
                week_target=_week_target(inputs, week, done),
                lighter=inputs.is_lighter(week),
            )
        )
    return tuple(steps)


def language(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return rising weekly minutes; without a target, week targets count hours of study."""
    hours, steps = 0.0, []
    for week in range(1, inputs.weeks + 1):
        load = inputs.minutes(week)
        hours += load / 60
        steps.append(
            Step(
                load=float(load),
                week_target=_week_target(inputs, week, round(hours, 1)),
                lighter=inputs.is_lighter(week),
            )
        )
    return tuple(steps)


def rate(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return a rate that reaches the target after three quarters of the plan, then holds it."""
    target = inputs.target
    if target is None:
        return minutes(inputs)
    start = inputs.baseline or target * (inputs.playbook.progression.start or 0.5)
    distance = target - start
    steps = []
    for week in range(1, inputs.weeks + 1):
        share = min(
            1.0,
            inputs.progress_at(week)
            / inputs.progress_at(max(1, round(inputs.weeks * _REACHED_AFTER))),
        )
        amount = start + distance * share
        amount = (
            float(round(amount, -2))
            if abs(target) >= 2_000
            else round(amount, _digits(abs(distance)))
        )
        steps.append(Step(load=amount, week_target=amount))
    return (*steps[:-1], Step(load=target, week_target=target)) if steps else ()


def _digits(distance: float) -> int:
    """Return the digits that people would name on a way of this length: 577 is no aim, 580 is."""
    if distance >= _IN_TENS_FROM:
        return -1
    return 1 if distance < _TENTHS_BELOW else 0


def hold(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return the same rate in every week: a routine is done from the first week on."""
    target = inputs.target
    if target is None:
        return minutes(inputs)
    return tuple(Step(load=target, week_target=target) for _ in range(inputs.weeks))


def days_without(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return no target before the quit date, then the free days since it."""
    target, day = inputs.target, inputs.turning_day
    if day is not None:
        free = [
            float(max(0, (inputs.last_day(week) - day).days + 1))
            for week in range(1, inputs.weeks + 1)
        ]
        return tuple(Step(load=days, week_target=days or None) for days in free)
    ready = preparation_weeks(inputs.weeks)
    days = [max(0, week - ready) * 7.0 for week in range(1, inputs.weeks + 1)]
    if target is not None:
        days = [min(d, target) for d in days]
    return tuple(Step(load=d, week_target=d or None) for d in days)


def preparation_weeks(weeks: int) -> int:
    """Return the number of weeks before the quit day; a plan of up to five weeks has none."""
    return 0 if weeks <= 5 else min(2, round(weeks * 0.2))


def coverage(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return the covered share of the material, from baseline to target."""
    target = inputs.target or 85.0
    start = inputs.baseline or min(30.0, target * 0.4)
    distance = target - start
    amounts = [start + distance * inputs.progress_at(week) for week in range(1, inputs.weeks + 1)]
    return tuple(
        Step(load=round(a, 1), week_target=float(round(a)) if target > 20 else None)
        for a in amounts
    )


def _week_target(inputs: ProgressionInput, week: int, done: float) -> float | None:
    """Return the target of a week, or None for a score without a baseline."""
    if inputs.target is None:
        return done
    if inputs.unit in _SCORES and not inputs.baseline:
        return None
    return round(inputs.baseline + (inputs.target - inputs.baseline) * inputs.progress_at(week), 1)


def staged(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return the way that the phases name: straight from each one's end to the next one's."""
    target, begun = inputs.target, inputs.baseline
    if target is None:
        return minutes(inputs)
    steps: list[Step] = []
    before, phases = 0.0, inputs.playbook.phases
    spans = phase_spans(inputs)
    for guide, first, last in spans:
        reached = guide.at if guide.at is not None else (phases.index(guide) + 1) / len(phases)
        weeks = last - first + 1
        for number in range(1, weeks + 1):
            share = before + (reached - before) * number / weeks
            amount = _readable(begun + (target - begun) * share, target - begun)
            steps.append(Step(load=amount, week_target=amount))
        before = reached
    return (*steps[:-1], Step(load=target, week_target=target)) if steps else ()


def _readable(amount: float, distance: float) -> float:
    """Return an amount with the digits that matter on a way of this length."""
    if abs(distance) >= _IN_TENS_FROM:
        return float(round(amount, -1))
    if abs(distance) >= _WHOLE_FROM:
        return float(round(amount))
    return round(amount, 1 if abs(distance) >= _HUNDREDTHS_BELOW else 2)
