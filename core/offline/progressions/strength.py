"""The strength progression: five sets of five, with a deload of 10 % after three failed workouts.

The steps are those of the published 5x5 programme; repetitions start from half of the maximum.
"""

import re

from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.reading.constraints import list_constraints
from core.offline.reading.numbers import format_number

PLATE = {"kg": 2.5, "lb": 5.0}
_BAR = {"kg": 20.0, "lb": 45.0}
_WORKING_SHARE = 0.85
"""Share of the one-repetition maximum that allows about five repetitions."""
_MISSES_BEFORE_DELOAD = 3
_LIFT = re.compile(
    r"\b(bench ?press|bench|deadlift|squat|overhead press|shoulder press|clean|snatch)\b",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"\b(?:no gym|at home|home workouts?|bodyweight|without (?:a |any )?(?:gym|equipment))\b",
    re.IGNORECASE,
)
_BARBELL_WORKOUTS = (
    "Do workout A: squats, bench presses and rows, 5 sets of 5, squats at {weight}",
    "Do workout B: squats at {weight}, overhead presses, 5 sets of 5, and deadlifts, 1 set of 5",
)
_HOME_WORKOUTS = (
    (
        "Do workout A at home: {count} squats, {count} push-ups and a plank of {hold} seconds, "
        "{sets} rounds"
    ),
    (
        "Do workout B at home: {count} lunges a side, {count} rows with a bag or table and "
        "{count} bridges, {sets} rounds"
    ),
)
_MAX_SESSIONS = 3
"""At most three workouts a week, so that no two are on consecutive days."""


def next_weight(
    weight: float, *, done: bool, misses: int = 0, deadlift: bool = False, unit: str = "kg"
) -> float:
    """Return the next workout's weight; `misses` counts the failed workouts in a row."""
    plate = PLATE.get(unit, PLATE["kg"])
    if done:
        return weight + (2 * plate if deadlift else plate)
    return _round_to_plate(weight * 0.9, plate) if misses >= _MISSES_BEFORE_DELOAD else weight


def strength(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return the weeks for a target weight, for target repetitions, or for no target."""
    if inputs.target is not None and inputs.unit in PLATE:
        return tuple(_weight_week(inputs, week) for week in range(1, inputs.weeks + 1))
    if inputs.target is not None:
        return tuple(_repetition_week(inputs, week) for week in range(1, inputs.weeks + 1))
    return tuple(_steady_week(inputs, week) for week in range(1, inputs.weeks + 1))


def _round_to_plate(weight: float, plate: float) -> float:
    return round(weight / plate) * plate


def _start_load(inputs: ProgressionInput) -> float:
    return inputs.baseline or (inputs.target or 0.0) * (inputs.playbook.progression.start or 0.6)


def _weight_week(inputs: ProgressionInput, week: int) -> Step:
    plate, target = PLATE[inputs.unit], inputs.target or 0.0
    start = _start_load(inputs)
    most = start + (target - start) * inputs.progress_at(week)
    lighter = inputs.is_lighter(week)
    match = _LIFT.search(inputs.facts.text)
    lift = match.group(1).lower() if match else "main lift"
    if week == inputs.weeks:
        title = (
            f"Test your {lift}: warm up well and work up to {format_number(target)} "
            f"{inputs.unit} with somebody beside you"
        )
        return Step(
            load=target,
            week_target=target,
            sessions=_alternate_workouts(inputs, week, [title], count=1),
        )
    working = _round_to_plate(most * _WORKING_SHARE * (0.9 if lighter else 1.0), plate)
    at = f"{format_number(working)} {inputs.unit}"
    light = f"{format_number(_round_to_plate(working * 0.9, plate))} {inputs.unit}"
    titles = [
        f"Do workout A: {lift} 5 sets of 5 at {at}, then rows and planks",
        f"Do workout B: {lift} 3 sets of 5 at {light}, then the opposite muscles",
    ]
    return Step(
        load=round(most, 1),
        week_target=_round_to_plate(most, plate),
        sessions=_alternate_workouts(inputs, week, titles),
        lighter=lighter,
    )


def _repetition_week(inputs: ProgressionInput, week: int) -> Step:
    target = inputs.target or 0.0
    start = _start_load(inputs)
    most = start + (target - start) * inputs.progress_at(week)
    lighter = inputs.is_lighter(week)
    count = max(1, round(most * (0.4 if lighter else 0.5)))
    unit = inputs.unit
    titles = [
        f"Do 5 sets of {count} {unit} with two minutes between them",
        f"Do {count + 1}, {count}, {max(1, count - 1)} {unit}, then rows, planks and squats",
    ]
    if week == inputs.weeks:
        titles = [
            (
                f"Test how many {unit} you can do in a row, rested and warm, aiming at "
                f"{format_number(target)}"
            )
        ]
    reach = target if week == inputs.weeks else float(round(most))
    return Step(
        load=reach,
        week_target=reach,
        sessions=_alternate_workouts(
            inputs, week, titles, count=1 if week == inputs.weeks else None
        ),
        lighter=lighter,
    )


def _steady_week(inputs: ProgressionInput, week: int) -> Step:
    minutes, lighter = inputs.minutes(week), inputs.is_lighter(week)
    words = " ".join((inputs.facts.text, *list_constraints(inputs.circumstances, inputs.facts)))
    if _AT_HOME.search(words) or not re.search(
        r"\b(?:gym|5x5|barbell|weights?|lift|squat|deadlift|bench)\b", words, re.IGNORECASE
    ):
        count = 6 + min(14, week) - (3 if lighter else 0)
        titles = [
            t.format(count=count, hold=15 + 3 * min(15, week), sets=2 if lighter else 3)
            for t in _HOME_WORKOUTS
        ]
    else:
        weight = _BAR["kg"]
        for session in range(_MAX_SESSIONS * (week - 1)):
            weight = next_weight(
                weight, done=session < _MAX_SESSIONS * 8 or session % _MAX_SESSIONS == 0
            )
        titles = [
            t.format(
                weight=(
                    f"{format_number(weight * (0.9 if lighter else 1.0))} kg if every set was "
                    "done so far"
                )
            )
            for t in _BARBELL_WORKOUTS
        ]
    return Step(
        load=float(minutes),
        week_target=float(week * _workouts_per_week(inputs)),
        sessions=_alternate_workouts(inputs, week, titles),
        lighter=lighter,
    )


def _workouts_per_week(inputs: ProgressionInput) -> int:
    return min(inputs.sessions, _MAX_SESSIONS)


def _alternate_workouts(
    inputs: ProgressionInput, week: int, titles: list[str], *, count: int | None = None
) -> tuple[tuple[str, int], ...]:
    """Return the week's workouts with alternating titles: A B A, then B A B."""
    number = count or _workouts_per_week(inputs)
    each = max(
        5, min(inputs.playbook.defaults.longest_session, inputs.minutes(week) // number // 5 * 5)
    )
    return tuple((titles[(week + 1 + i) % len(titles)], each) for i in range(number))
