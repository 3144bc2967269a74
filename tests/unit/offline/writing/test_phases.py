"""Phases cover the weeks of a plan without gaps."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import Circumstances, Experience
from core.offline.writing.phases import phase_spans
from tests.factories.coaching import make_input

TEXTS = ["run 10 km", "learn Spanish", "save 500 €", "be kind", "quit smoking"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(1, 52), st.sampled_from(Experience))
def test_phases_are_contiguous_from_the_first_week_to_the_last(
    text: str, weeks: int, experience: Experience
) -> None:
    spans = phase_spans(make_input(text, Circumstances(weeks=weeks, experience=experience)))

    assert spans[0][1] == 1
    assert spans[-1][2] == weeks
    assert all(first <= last for _, first, last in spans)
    assert all(after[1] == before[2] + 1 for before, after in pairwise(spans))


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_a_short_plan_keeps_the_first_and_the_last_phase(weeks: int) -> None:
    inputs = make_input("run 10 km", Circumstances(weeks=weeks))
    names = [guide.name for guide, _, _ in phase_spans(inputs)]
    phases = [phase.name for phase in inputs.playbook.phases]

    assert len(names) == min(weeks, len(phases))
    assert names[0] in {phases[0], phases[-1]}
    assert weeks == 1 or (names[0], names[-1]) == (phases[0], phases[-1])


def test_experience_shortens_the_first_phase() -> None:
    lengths = [
        phase_spans(make_input("learn Spanish", Circumstances(weeks=40, experience=experience)))[0][
            2
        ]
        for experience in (Experience.BEGINNER, Experience.INTERMEDIATE, Experience.ADVANCED)
    ]

    assert lengths[0] > lengths[1] > lengths[2]


def test_a_long_plan_follows_the_shares_of_the_playbook() -> None:
    inputs = make_input("learn Spanish", Circumstances(weeks=50))

    for guide, first, last in phase_spans(inputs):
        assert (last - first + 1) / 50 == pytest.approx(guide.share, abs=0.03)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Swim 1500 m in 10 weeks, I can swim 400 m", 1),
        ("Swim 1500 m in 10 weeks, I can swim 50 m", 0),
        ("Swim 1500 m in 10 weeks", 0),
    ],
)
def test_a_first_phase_that_lies_behind_a_person_is_left_out(text: str, first: int) -> None:
    inputs = make_input(text)

    spans = phase_spans(inputs)

    assert spans[0][0] == inputs.playbook.phases[first]
    assert (spans[0][1], spans[-1][2]) == (1, inputs.weeks)
