"""Charts of progress: bars of what was done, a line of what was planned, and both as text."""

from datetime import date, timedelta

import pytest

from app.charts import measured, weekly_work
from app.charts.measured import DatedValue, Measured
from app.charts.palette import PALETTES, Mode
from app.charts.weekly_work import WeekBar

MONDAY = date(2027, 1, 4)


def week(number: int, *, done: int = 60, skipped: int = 0) -> WeekBar:
    return WeekBar(
        number=number,
        days="Mon 4 Jan – Sun 10 Jan",
        planned=90,
        done=done,
        tasks_planned=3,
        tasks_done=2,
        skipped=skipped,
    )


def numbers(*values: float, targets: tuple[float, ...] = (8,)) -> Measured:
    return Measured(
        metric="longest run",
        unit="km",
        values=tuple(
            DatedValue(day=MONDAY + timedelta(days=n), value=value)
            for n, value in enumerate(values)
        ),
        targets=tuple(
            DatedValue(day=MONDAY + timedelta(days=30 * (n + 1)), value=value)
            for n, value in enumerate(targets)
        ),
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_no_colour_of_progress_is_that_of_errors(mode: Mode) -> None:
    drawn = str(weekly_work.figure([week(1), week(2)], mode=mode).to_plotly_json()["data"])
    drawn += str(measured.figure(numbers(3, 5), mode=mode).to_plotly_json()["data"])

    assert PALETTES[mode].bad not in drawn


def test_the_weeks_say_what_was_done_of_what_was_planned() -> None:
    chart = weekly_work.figure([week(1), week(2, done=0)], mode=Mode.LIGHT)

    done, planned = chart.data
    assert (list(done.y), list(planned.y)) == ([60, 0], [90, 90])
    assert "From 4 tasks" in chart.layout.title.text


def test_the_weeks_are_a_text_too() -> None:
    said = weekly_work.describe([week(1, skipped=1)])

    assert said == (
        "Planned and done by week. Week 1, Mon 4 Jan – Sun 10 Jan: "
        "1 h done of 1 h 30 min planned, 2 of 3 tasks, 1 task skipped."
    )
    assert weekly_work.describe([]) == "No week has begun yet."


def test_one_number_is_a_point_and_several_are_a_line() -> None:
    one, several = (
        measured.figure(numbers(*values), mode=Mode.LIGHT).data[1] for values in ((3,), (3, 5))
    )

    assert (one.mode, several.mode) == ("markers", "lines+markers")


def test_the_numbers_carry_their_n_and_unit() -> None:
    layout = measured.figure(numbers(3, 5, 6), mode=Mode.LIGHT).layout

    assert layout.title.text == "From 3 numbers"
    assert layout.yaxis.title.text == "km"


def test_the_numbers_are_a_text_too() -> None:
    assert measured.describe(numbers(3, 5)) == (
        "longest run: 2 numbers, first 3 km on Mon 4 Jan, last 5 km on Tue 5 Jan. "
        "Milestones: 8 km by Wed 3 Feb."
    )
    assert measured.describe(numbers()).startswith("longest run: no number yet.")
