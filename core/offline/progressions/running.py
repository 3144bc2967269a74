"""The running progression: Couch to 5K, then a growing long run with step-back weeks and a taper.

The long run grows by at most a mile a week, as in the published half marathon and marathon plans.
"""

from dataclasses import replace

from core.goals.goal import Experience, Style
from core.offline.progressions.couch_to_5k import (
    C25K,
    C25K_WALKS,
    C25K_WEEKS,
    session_minutes,
    session_title,
    weeks_done,
)
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.reading.numbers import format_number
from core.offline.reading.race_time import find_race_time
from core.offline.reading.units import KM_PER_MILE, distance_km

_SHORT_RUN_MINUTES = 25
_INTERVAL_RUN = "Run 6 times 2 minutes fast with 2 minutes of easy jogging in between"
"""For a person who can run the distance and wants to run it faster."""
_PACE_RUN = (
    "Run 4 times 3 minutes at your target pace of {pace} with 2 minutes of easy jogging in between"
)
_MINUTES_PER_KM = 8.0
_MOST_REPEATS = 2
"""Times that a week of the method is done where there is time; then the distance grows."""
_KM_AFTER_C25K = 4.0
"""Distance of the thirty-minute run at the end of Couch to 5K."""
_STEP_BACK_SHARE = 0.7
C25K_BELOW_KM = 2.0
"""A person who runs fewer kilometres without stopping starts with Couch to 5K."""
PACE = {Experience.BEGINNER: 7.5, Experience.INTERMEDIATE: 6.5, Experience.ADVANCED: 5.5}
_KM_GROWTH_PER_WEEK = {Style.CONSERVATIVE: 1.0, Style.BALANCED: 1.3, Style.AGGRESSIVE: KM_PER_MILE}
_PEAK_AFTER = {Style.CONSERVATIVE: 0.75, Style.BALANCED: 0.7, Style.AGGRESSIVE: 0.6}
"""Share of the building weeks after which the longest run is reached."""
LONG_RUN_SHARE = 0.6
"""Largest share of the week's minutes for the long run."""
_LONGEST_TRAINING_RUN = ((40.0, 32.0), (20.0, 16.1), (0.0, 10.0))
"""Longest training run by race distance: 32 km for a marathon, 10 miles for a half."""


def running(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return the weeks of a distance goal."""
    target = distance_km(inputs.target or 5.0, inputs.unit)
    start = distance_km(inputs.baseline, inputs.unit)
    first = _c25k_weeks(inputs, start, target)
    rest = inputs.weeks - len(first)
    if rest > 0:  # both parts count distance then, in the user's unit
        first = tuple(
            replace(s, load=round(_to_user_unit(inputs, (s.load or 0.0) / _MINUTES_PER_KM), 1))
            for s in first
        )
    start_km = _KM_AFTER_C25K if first else max(start, min(3.0, target))
    return (*first, *_long_runs(inputs, start_km, target, rest))


def weeks_needed(baseline_km: float, target_km: float, style: Style) -> int:
    """Return the fewest weeks a style needs, including step-back weeks and taper."""
    first = C25K_WEEKS if baseline_km < C25K_BELOW_KM else 0
    if target_km <= 5:
        return max(first, 3)
    start_km = _KM_AFTER_C25K if first else baseline_km
    climb = max(0.0, longest_run(target_km) - start_km) / _KM_GROWTH_PER_WEEK[style]
    return first + round(climb * 4 / 3) + taper_weeks(target_km)


def longest_run(target_km: float) -> float:
    """Return the longest training run for a race distance."""
    longest = next(length for race, length in _LONGEST_TRAINING_RUN if target_km >= race)
    return min(target_km, longest) if target_km >= 20 else target_km


def taper_weeks(target_km: float) -> int:
    """Return the number of taper weeks: three for a marathon, two for a half, one below."""
    return 3 if target_km >= 40 else 2 if target_km >= 20 else 1


def _c25k_weeks(inputs: ProgressionInput, start: float, target: float) -> tuple[Step, ...]:
    if start >= C25K_BELOW_KM or inputs.circumstances.experience != Experience.BEGINNER:
        return ()
    done = min(C25K_WEEKS - 1, weeks_done(inputs.facts))
    left = C25K_WEEKS - done
    available = min(inputs.weeks, _MOST_REPEATS * left if target <= 5 else left)
    return tuple(_c25k_week(inputs, index, available, done) for index in range(available))


def _c25k_week(inputs: ProgressionInput, index: int, available: int, done: int) -> Step:
    """Return a Couch to 5K week; a longer plan repeats weeks, and no plan skips one."""
    number = (
        min(C25K_WEEKS, done + 1 + index * (C25K_WEEKS - done) // available)
        if available >= C25K_WEEKS - done
        else done + index + 1
    )
    runs = C25K[number - 1]
    picked = [runs[min(i, len(runs) - 1)] for i in range(min(inputs.sessions, 3))]
    if number in {5, 6} and len(picked) < len(runs):
        picked[-1] = runs[-1]
    sessions = tuple(
        (
            session_title(session, C25K_WALKS[number - 1]),
            session_minutes(session, C25K_WALKS[number - 1]),
        )
        for session in picked
    )
    load = max(sum(session) for session in runs) / 60
    return Step(load=round(load, 1), sessions=sessions, note=f"Couch to 5K, week {number}")


def _long_runs(
    inputs: ProgressionInput, start_km: float, target: float, weeks: int
) -> tuple[Step, ...]:
    if weeks <= 0:
        return ()
    peak = longest_run(target)
    taper = min(taper_weeks(target), max(0, weeks - 1))
    climb = weeks - taper
    longest, steps = start_km, []
    even = (peak - start_km) / max(1.0, climb * _PEAK_AFTER[inputs.circumstances.style])
    growth = min(KM_PER_MILE, max(even, 0.2))
    for week in range(1, climb + 1):
        lighter = week % 4 == 0 and week < climb
        longest = longest if lighter else min(peak, longest + (growth if week > 1 else 0))
        steps.append(_distance_week(inputs, longest, share=_STEP_BACK_SHARE if lighter else 1.0))
    for left in range(taper, 0, -1):
        if left == 1:
            steps.append(_race_week(inputs, target))
        else:
            steps.append(
                _distance_week(inputs, longest, share={3: _STEP_BACK_SHARE, 2: 0.5}.get(left, 0.5))
            )
    return tuple(steps)


def _distance_week(inputs: ProgressionInput, long_run: float, *, share: float) -> Step:
    """Return a week with a long run; a share below one shortens every run of the week."""
    pace = PACE[inputs.circumstances.experience]
    easy_count = max(0, inputs.sessions - 1)
    long_minutes = min(
        int(long_run * pace), int(inputs.max_minutes * (LONG_RUN_SHARE if easy_count else 1.0))
    )
    minutes_left = inputs.max_minutes - long_minutes
    easy = min(int(long_run * 0.6 * pace), int(minutes_left / easy_count)) if easy_count else 0
    long_minutes, easy, lighter = int(long_minutes * share), int(easy * share), share < 1
    sessions = (
        [(_run_title(inputs, easy / pace, "easily at a pace you can talk at"), easy)] * easy_count
        if easy >= 10
        else []
    )
    if sessions and inputs.baseline >= (inputs.target or 0.0) > 0 and not lighter:
        sessions[0] = (_INTERVAL_RUN, easy)
    race_time = find_race_time(inputs.facts)
    if sessions and race_time is not None and not lighter:
        sessions[0] = (_PACE_RUN.format(pace=race_time.pace), easy)
    sessions.append(
        (_run_title(inputs, long_minutes / pace, "slowly, your long run of the week"), long_minutes)
    )
    return Step(
        load=round(_to_user_unit(inputs, long_minutes / pace), 1),
        sessions=tuple(sessions),
        week_target=round(_to_user_unit(inputs, long_minutes / pace), 1),
        lighter=lighter,
    )


def _race_week(inputs: ProgressionInput, target: float) -> Step:
    pace = PACE[inputs.circumstances.experience]
    whole = min(int(target * pace), inputs.max_minutes)
    title = (
        f"Run the whole {format_number(inputs.target or 5)} {inputs.unit} on the day, "
        "starting slower than you want to"
    )
    sessions = [(title, whole)]
    if inputs.max_minutes - whole >= _SHORT_RUN_MINUTES:
        short = _run_title(
            inputs, min(3.0, target / 3), "easily, with four quick strides at the end"
        )
        sessions.insert(0, (short, _SHORT_RUN_MINUTES))
    return Step(load=inputs.target, sessions=tuple(sessions), week_target=inputs.target)


def _to_user_unit(inputs: ProgressionInput, km: float) -> float:
    return km / distance_km(1.0, inputs.unit)


def _run_title(inputs: ProgressionInput, km: float, how: str) -> str:
    return (
        f"Run {format_number(round(_to_user_unit(inputs, km) * 2) / 2 or 0.5)} {inputs.unit} {how}"
    )
