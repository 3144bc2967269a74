"""The chart of costs: each day a bar of two parts, told apart without colour, and a budget only where it fits."""

from datetime import date, timedelta

import pytest

from app.charts import spend
from app.charts.palette import Mode
from app.charts.spend import SpendDay, SpendFrame

MONDAY = date(2027, 1, 4)


def days(count: int = 3, *, usd: float = 0.3, unknown: int = 0) -> tuple[SpendDay, ...]:
    return tuple(
        SpendDay(
            day=MONDAY - timedelta(days=back),
            writer_usd=usd * 2 / 3,
            judge_usd=usd / 3,
            calls=4,
            unknown=unknown,
        )
        for back in range(count)
    )


def frame(budget_usd: float | None = None) -> SpendFrame:
    return SpendFrame(since=MONDAY - timedelta(days=6), until=MONDAY, budget_usd=budget_usd)


@pytest.mark.parametrize("mode", list(Mode))
def test_writing_and_judging_stack_and_differ_without_colour(mode: Mode) -> None:
    chart = spend.figure(days(), frame(), mode=mode)

    writing, judging = chart.data
    assert chart.layout.barmode == "stack"
    assert [w + j for w, j in zip(writing.y, judging.y, strict=True)] == pytest.approx([0.3] * 3)
    assert writing.marker.pattern.shape != judging.marker.pattern.shape
    assert writing.marker.color != judging.marker.color


def test_test_calls_are_a_part_of_their_own_on_days_that_have_some() -> None:
    day = SpendDay(day=MONDAY, writer_usd=0.2, judge_usd=0.1, check_usd=0.05, calls=4, unknown=0)

    parts = spend.figure((day,), frame(), mode=Mode.LIGHT).data

    assert [(part.name, part.y[0]) for part in parts] == [
        ("Writing", 0.2),
        ("Judging", 0.1),
        ("Test calls", 0.05),
    ]
    assert (
        len({part.marker.pattern.shape for part in parts})
        == len({part.marker.color for part in parts})
        == 3
    )
    assert "judging $0.100, test calls $0.050" in parts[0].customdata[0][1]


def test_the_number_of_calls_and_of_unknown_prices_stands_on_the_chart() -> None:
    title = spend.figure(days(1, unknown=2), frame(), mode=Mode.LIGHT).layout.title.text

    assert title == "n = 4 calls on 1 day; 2 of unknown price left out"


def test_a_budget_is_drawn_where_it_does_not_press_the_bars_flat() -> None:
    near, far = (spend.figure(days(), frame(budget), mode=Mode.LIGHT) for budget in (0.5, 50.0))

    assert [line.y0 for line in near.layout.shapes] == [0.5]
    assert near.layout.yaxis.range[1] > 0.5
    assert far.layout.shapes == ()
    assert far.layout.yaxis.range[1] < 1


def test_a_day_names_its_parts_under_the_pointer() -> None:
    day, parts, calls = spend.figure(days(1), frame(), mode=Mode.LIGHT).data[0].customdata[0]

    assert day == "Mon 4 Jan"
    assert "$0.300" in parts
    assert "writing $0.200, judging $0.100" in parts
    assert calls == "4 calls; click for its traces"


def test_days_whose_price_nobody_knows_are_still_a_chart() -> None:
    chart = spend.figure(days(2, usd=0.0, unknown=4), frame(), mode=Mode.LIGHT)

    assert chart.layout.yaxis.range == (0, 1)
