"""Who stands beyond the beginning gets a plan that starts there and leads to their own number."""

import pytest

from core.offline.fit.further import with_phases_ahead
from core.plans.plan import Plan
from tests.factories.coaching import coached, parse, parse_request

SWIM = (
    "I want to swim the lake one way, 17 km, next September with my sister. Right now I do 2.5 km "
    "in the pool in 58 minutes twice a week."
)
ROW = (
    "I do 5 km on the rowing machine twice a week and I've signed up to row 60 km over the weekend "
    "of 16 October."
)


def titles(plan: Plan) -> list[str]:
    return [task.title for week in plan.weeks for task in week.tasks]


@pytest.mark.parametrize(("text", "start", "end"), [(SWIM, 2.5, 17.0), (ROW, 5.0, 60.0)])
def test_a_distance_grows_from_todays_to_the_one_named(text: str, start: float, end: float) -> None:
    goal, _, plan = coached(text)
    reached = [stone.target for stone in plan.milestones]

    assert goal.target is not None
    assert (goal.target.baseline, goal.target.quantity) == (start, end)
    assert reached == sorted(reached)
    assert start < reached[0] < reached[-1] == end
    assert not any("single lengths" in title or "legs only" in title for title in titles(plan))


@pytest.mark.parametrize(("today", "is_spared"), [(100, False), (600, True)])
def test_only_who_is_past_the_first_phase_is_spared_it(today: int, is_spared: bool) -> None:
    parsed = parse_request(f"Swim 2 km without stopping in 12 weeks, I swim {today} m now.")
    phases = with_phases_ahead(parsed).playbook.phases

    assert (phases[0].name != parsed.playbook.phases[0].name) is is_spared
    assert phases[0].steps[0] == parsed.playbook.phases[0].steps[0]
    assert sum(phase.share for phase in phases) == pytest.approx(1)


def test_a_club_player_is_spared_the_first_phase() -> None:
    first = coached(
        "My chess rating is 1150, I want to reach a rating of 1400 by next August. 4 hours a week."
    )[2].weeks[0]

    assert first.phase != "No more free pieces"
    assert not any("without a piece given away" in task.title for task in first.tasks)


def test_a_race_time_belongs_to_the_race_beside_it() -> None:
    found = parse(
        "I run 10k in 52 minutes three times a week, and I've got a place in the Loch Ness "
        "marathon on 26 September. Under 4 hours would be brilliant."
    ).quantity

    assert found is not None
    assert (found.value, found.unit) == (42.2, "km")


def test_a_tour_of_many_days_is_no_distance_of_one_day() -> None:
    parsed = parse_request(
        "I'd like to walk the Tour du Mont Blanc next July, 170 km in ten days. I walk 18 km "
        "twice a month."
    )

    assert with_phases_ahead(parsed).playbook.progression == parsed.playbook.progression
