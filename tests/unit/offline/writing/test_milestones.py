"""Milestones of a plan."""

import re
from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.goal import Circumstances
from core.offline.progressions.progression_input import Step
from core.offline.writing.milestones import milestone_weeks, write_milestone
from core.offline.writing.templates import template_values
from core.plans.draft import MilestoneDraft
from tests.factories.coaching import clarify, coached, make_input, parse_request


def steps(count: int, *, lighter: Collection[int] = ()) -> tuple[Step, ...]:
    return tuple(Step(load=1, lighter=number in lighter) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("lighter", "weeks"),
    [(set(), {4, 8, 10}), ({4}, {3, 8, 10}), ({3, 4}, {2, 8, 10}), ({8}, {4, 7, 10})],
)
def test_milestones_are_in_check_in_weeks_or_the_last_full_week_before(
    lighter: set[int], weeks: set[int]
) -> None:
    assert milestone_weeks(steps(10, lighter=lighter), (4, 8)) == weeks


@given(st.integers(1, 52), st.sets(st.integers(1, 52)), st.sets(st.integers(1, 52)))
def test_the_last_week_always_has_a_milestone(
    count: int, checks: set[int], lighter: set[int]
) -> None:
    valid = tuple(sorted(check for check in checks if check <= count))
    found = milestone_weeks(steps(count, lighter=lighter), valid)

    assert count in found
    assert found <= set(range(1, count + 1))
    assert not (found - {count}) & lighter


def milestone(text: str, step: Step, number: int) -> MilestoneDraft | None:
    about = Circumstances(weeks=10, hours_per_week=8)
    parsed = parse_request(text, about)
    values = template_values(clarify(text, about), parsed.facts, parsed.playbook)
    return write_milestone(make_input(text, about), values, step, number=number)


def test_a_week_without_a_target_has_no_milestone() -> None:
    assert milestone("learn Spanish", Step(load=1), 4) is None


def test_a_milestone_takes_its_amount_from_the_week() -> None:
    found = milestone("read 20 books", Step(load=1, week_target=8), 4)

    assert found is not None
    assert (found.target, found.unit) == (8, "books")
    assert "8 books" in found.title


def test_the_last_milestone_is_the_target_whatever_the_week_says() -> None:
    found = milestone("read 5 books", Step(load=1, week_target=3), 10)

    assert found is not None
    assert found.target == 5


def test_a_counted_goal_without_a_domain_has_a_plain_title() -> None:
    found = milestone("bake 5 cakes", Step(load=1, week_target=2), 4)

    assert found is not None
    assert (found.title, found.unit) == ("Reach 2 cakes", "cakes")


def test_the_race_time_is_part_of_the_last_milestone() -> None:
    text = "run 10 km in under 55 minutes, I can run 8 km now"
    last, earlier = (milestone(text, Step(load=1, week_target=9), n) for n in (10, 4))

    assert last is not None
    assert earlier is not None
    assert last.title.endswith("in under 55 minutes")
    assert "under 55" not in earlier.title


def test_a_sum_has_a_milestone_at_each_quarter_and_not_at_each_check_in() -> None:
    reached = [
        each.target for each in coached("save 3,000 euros by November, I have 0")[2].milestones
    ]

    assert len(reached) == 4
    assert all(at >= quarter for at, quarter in zip(reached, (750, 1500, 2250, 3000), strict=True))


def test_the_named_piece_is_what_a_milestone_plays() -> None:
    plan = coached("play The Swan on the cello by October, I can read notes")[2]

    assert any("The Swan" in each.title for each in plan.milestones)


@pytest.mark.parametrize(
    "text",
    [
        "move to a flat with 2 rooms by March, one room a week",
        "build a garden shed by June",
        "organise a party for 60 guests on 22 May",
    ],
)
def test_no_milestone_of_a_project_only_counts_what_was_done(text: str) -> None:
    plan = coached(text)[2]

    assert plan.milestones
    assert not any(re.fullmatch(r"(?:Reach|Have) [\d,]+ .*", m.title) for m in plan.milestones)
