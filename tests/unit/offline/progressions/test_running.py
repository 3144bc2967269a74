"""The running progression: Couch to 5K, the growing long run, step-back weeks and taper."""

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances, Experience, Style
from core.offline.progressions.couch_to_5k import C25K, C25K_WEEKS
from core.offline.progressions.progression_input import Step
from core.offline.progressions.running import (
    LONG_RUN_SHARE,
    longest_run,
    running,
    taper_weeks,
    weeks_needed,
)
from core.offline.reading.units import KM_PER_MILE
from tests.factories.coaching import make_input

RUNNER = Circumstances(experience=Experience.INTERMEDIATE, weeks=20, hours_per_week=8)

HALF_MARATHON_KM = 21.1


def weeks_of(text: str, circumstances: Circumstances) -> tuple[Step, ...]:
    return running(make_input(text, circumstances))


def test_couch_to_5k_has_nine_weeks_of_three_runs() -> None:
    assert C25K_WEEKS == 9
    assert all(len(week) == 3 for week in C25K)
    assert C25K[0] == ((60,) * 8,) * 3
    assert C25K[-1] == ((1800,),) * 3


def test_the_longest_run_of_couch_to_5k_never_gets_shorter() -> None:
    longest = [max(max(session) for session in week) for week in C25K]

    assert all(after >= before for before, after in pairwise(longest))


def test_a_beginner_gets_the_nine_weeks_in_order() -> None:
    steps = weeks_of("run 5 km", Circumstances(weeks=9))

    assert [step.note for step in steps] == [f"Couch to 5K, week {n}" for n in range(1, 10)]


@settings(max_examples=20, deadline=None)
@given(st.integers(10, 30))
def test_a_longer_plan_repeats_weeks_twice_at_most_and_skips_none(weeks: int) -> None:
    steps = weeks_of("run 5 km", Circumstances(weeks=weeks))
    numbers = [int(step.note.rsplit(" ", 1)[1]) for step in steps if step.note]

    assert sorted(set(numbers)) == list(range(1, 10))
    assert numbers == sorted(numbers)
    assert max(numbers.count(n) for n in numbers) <= 2
    assert not any(step.note for step in steps[len(numbers) :])  # then the distance grows


def test_a_shorter_plan_starts_at_the_first_week() -> None:
    steps = weeks_of("run 5 km", Circumstances(weeks=4))

    assert [step.note for step in steps] == [f"Couch to 5K, week {n}" for n in range(1, 5)]


def test_the_title_of_an_interval_run_spells_runs_and_walks() -> None:
    title, minutes = weeks_of("run 5 km", Circumstances(weeks=9))[0].sessions[0]

    assert title == (
        "Run 60 seconds and walk 90 seconds, 8 times (walk 5 minutes before and after)"
    )
    assert minutes == round((8 * 60 + 7 * 90) / 60) + 10


@pytest.mark.parametrize(
    ("week", "title", "minutes"),
    [
        (3, "Run 90 seconds, walk 90 seconds, run 3 minutes, walk 3 minutes, twice", 25),
        (4, "Run 3 minutes, walk 90 seconds, run 5 minutes, walk 2 minutes 30, twice", 32),
    ],
)
def test_mixed_intervals_name_the_walk_after_each_run(week: int, title: str, minutes: int) -> None:
    found, takes = weeks_of("run 5 km", Circumstances(weeks=9))[week - 1].sessions[0]

    assert found.startswith(title)
    assert takes == minutes


def test_every_number_of_an_interval_run_is_whole() -> None:
    for step in weeks_of("run 5 km", Circumstances(weeks=9)):
        for title, _ in step.sessions:
            assert not re.search(r"\d[.,]\d", title), title


@pytest.mark.parametrize(
    ("text", "circumstances"),
    [
        ("run 5 km, I can run 3 km now", Circumstances(weeks=9)),
        ("run 10 km", RUNNER),
    ],
)
def test_a_person_who_runs_already_skips_couch_to_5k(
    text: str, circumstances: Circumstances
) -> None:
    assert {step.note for step in weeks_of(text, circumstances)} == {""}


def test_after_couch_to_5k_a_longer_goal_counts_distance_in_every_week() -> None:
    steps = weeks_of("run 10 km", Circumstances(weeks=20))

    assert [bool(step.note) for step in steps] == [True] * 9 + [False] * 11
    assert all((step.load or 0) <= 10 for step in steps)
    assert steps[-1].load == 10


@pytest.mark.parametrize(
    ("km", "longest", "taper"), [(5, 5, 1), (10, 10, 1), (21.1, 16.1, 2), (42.2, 32, 3)]
)
def test_the_longest_run_and_the_taper_depend_on_the_race(
    km: float, longest: float, taper: int
) -> None:
    assert longest_run(km) == longest
    assert taper_weeks(km) == taper


@given(st.floats(0, 30), st.floats(5.1, 60), st.sampled_from(Style))
def test_a_longer_race_or_a_shorter_start_never_needs_fewer_weeks(
    baseline: float, km: float, style: Style
) -> None:
    needed = weeks_needed(baseline, km, style)

    # Beyond the half marathon the longest run is a smaller share of the race, so weeks can drop.
    if not km <= HALF_MARATHON_KM < km + 5:
        assert needed <= weeks_needed(baseline, km + 5, style)
    assert needed >= weeks_needed(baseline + 5, km, style)


def test_a_bolder_style_needs_no_more_weeks() -> None:
    needed = [
        weeks_needed(5, 42.2, style)
        for style in (Style.CONSERVATIVE, Style.BALANCED, Style.AGGRESSIVE)
    ]

    assert needed == sorted(needed, reverse=True)
    assert needed[0] > needed[-1]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(12, 52),
    st.sampled_from(["10 km", "a half marathon", "a marathon", "12 miles"]),
    st.sampled_from(Style),
    st.sampled_from([2.0, 5.0, 12.0]),
)
def test_the_long_run_grows_by_a_mile_a_week_at_most(
    weeks: int, race: str, style: Style, hours: float
) -> None:
    about = Circumstances(
        weeks=weeks, style=style, hours_per_week=hours, experience=Experience.INTERMEDIATE
    )
    inputs = make_input(f"run {race}, I can run 5 km now", about)
    mile = 1.0 if inputs.unit == "mi" else KM_PER_MILE
    furthest = list(accumulate((step.load or 0 for step in running(inputs)[:-1]), max))

    assert all(after - before <= mile + 0.25 for before, after in pairwise(furthest))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 52), st.sampled_from([1.0, 3.0, 8.0]), st.sampled_from(Experience))
def test_no_week_exceeds_its_minutes(weeks: int, hours: float, experience: Experience) -> None:
    about = Circumstances(weeks=weeks, hours_per_week=hours, experience=experience)
    inputs = make_input("run 10 km, I can run 3 km now", about)

    for step in running(inputs):
        assert sum(minutes for _, minutes in step.sessions) <= inputs.max_minutes


def test_every_fourth_week_steps_back_and_the_taper_shrinks() -> None:
    steps = weeks_of("run a half marathon, I can run 8 km now", RUNNER)
    lighter = [number for number, step in enumerate(steps, start=1) if step.lighter]

    assert {4, 8, 12} <= set(lighter)
    assert (steps[-2].load or 0) < (steps[-3].load or 0)


def test_the_last_week_is_the_race() -> None:
    last = weeks_of("run a half marathon, I can run 8 km now", RUNNER)[-1]

    assert last.load == last.week_target == 21.1
    assert "on the day" in last.sessions[-1][0]


def test_the_long_run_takes_a_share_of_the_week() -> None:
    inputs = make_input(
        "run a marathon, I can run 10 km now",
        Circumstances(experience=Experience.INTERMEDIATE, weeks=24, hours_per_week=3),
    )
    long_runs = [step.sessions[-1][1] for step in running(inputs)[:-1]]

    assert max(long_runs) <= inputs.max_minutes * LONG_RUN_SHARE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("improve my 10k time", "6 times 2 minutes fast"),
        ("run 10 km in under 55 minutes, I can run 8 km now", "target pace of 5:30 a km"),
    ],
)
def test_speed_and_pace_have_a_session_of_their_own(text: str, words: str) -> None:
    steps = weeks_of(text, RUNNER)

    assert any(words in title for title, _ in steps[0].sessions)
    assert not any(words in title for step in steps if step.lighter for title, _ in step.sessions)


def test_distances_are_in_the_persons_unit() -> None:
    steps = weeks_of("run 6 miles, I can run 3 miles now", RUNNER)

    assert all(" mi " in title for title, _ in steps[0].sessions)
    assert steps[-1].load == 6
