"""What is said about sums to come: never without enough goals, and always with their spread."""

from datetime import date

import pytest

from core.store.costs.goal_costs import MIN_GOALS, GoalCosts
from core.store.costs.projection import per_month, per_resolutions, per_year, project


def costs(n: int = 25, mean: float | None = 0.02, variance: float | None = 0.0001) -> GoalCosts:
    day = date(2027, 1, 1)
    return GoalCosts(
        n=n,
        mean=mean,
        variance=variance,
        unknown=0,
        offline=0,
        unfinished=0,
        people=5,
        first_day=day,
        capped=False,
    )


def test_too_few_goals_project_nothing() -> None:
    assert project(costs(n=MIN_GOALS - 1), 100) is None
    assert project(costs(n=0, mean=None, variance=None), 100) is None


def test_sums_grow_with_the_goals_and_their_interval_with_them() -> None:
    hundred, month, year = (
        per_resolutions(costs()),
        per_month(costs(), goals_each=1.5),
        per_year(costs(), goals_each=1.5),
    )

    assert hundred is not None
    assert month is not None
    assert year is not None
    assert [one.usd for one in (hundred, month, year)] == pytest.approx([2.0, 30.0, 360.0])
    assert [one.goals for one in (hundred, month, year)] == [100, 1_500, 18_000]
    width = hundred.interval.high - hundred.interval.low
    assert width == pytest.approx(2 * 100 * 2.064 * 0.01 / 5, rel=0.001)
    assert year.interval.high - year.interval.low == pytest.approx(180 * width)


def test_a_wide_spread_never_projects_less_than_nothing() -> None:
    found = project(costs(n=MIN_GOALS, variance=1.0), 100)

    assert found is not None
    assert found.interval.low == 0
