"""Charts: one day is a point, gaps stay gaps, n and target are shown, also in words."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote

from app.charts import spark, trend
from app.charts.palette import DASHES, Mode
from app.charts.series import Axis, Mark, Point, Series, describe
from core.quality.intervals import Interval

FIRST = date(2027, 1, 4)
AXIS = Axis(
    title="Score, 0 to 10", low=0, high=10, target=7, since=FIRST, until=FIRST + timedelta(days=29)
)


def series(*days: int, name: str = "Overall", mean: float = 8.0, n: int = 3) -> Series:
    band = Interval(low=mean - 1, high=mean + 1)
    return Series(
        name=name,
        points=tuple(
            Point(day=FIRST + timedelta(days=day), mean=mean, n=n, interval=band, unscored=1)
            for day in days
        ),
    )


def drawn(*lines: Series, mode: Mode = Mode.LIGHT) -> dict[str, object]:
    chart: dict[str, object] = trend.figure(lines, AXIS, mode=mode).to_plotly_json()
    return chart


def test_one_day_is_a_point_and_not_a_line() -> None:
    (only,) = drawn(series(3))["data"]  # type: ignore[misc]

    assert only["mode"] == "markers"


def test_several_days_are_a_line_with_its_interval_as_a_band() -> None:
    band, line = drawn(series(0, 1, 2))["data"]  # type: ignore[misc]

    assert line["mode"] == "lines+markers"
    assert band["fill"] == "toself"
    assert list(band["y"]) == [9.0] * 3 + [7.0] * 3


def test_the_head_carries_n_and_the_axis_its_unit() -> None:
    layout = drawn(series(0, 1, n=5))["layout"]

    assert trend.basis((series(0, 1, n=5),)).startswith("n = 10;")
    assert "title" not in layout, "a title inside a chart cannot wrap on a phone"  # type: ignore[operator]
    assert layout["yaxis"]["title"]["text"] == "Score, 0 to 10"  # type: ignore[index]


def test_what_began_on_the_way_is_a_line_with_its_name() -> None:
    axis = replace(AXIS, target=None, marks=(Mark(FIRST + timedelta(days=1), "generate@v2"),))

    layout = trend.figure((series(0, 1, 2),), axis, mode=Mode.DARK).layout

    assert [(shape.x0, shape.x1) for shape in layout.shapes] == [("2027-01-05", "2027-01-05")]
    assert [note.text for note in layout.annotations] == ["generate@v2"]


def test_the_target_is_a_thin_line_with_its_number() -> None:
    layout = drawn(series(0, 1))["layout"]

    assert layout["shapes"][0]["y0"] == 7  # type: ignore[index]
    assert layout["shapes"][0]["line"]["width"] == 1  # type: ignore[index]
    assert layout["annotations"][0]["text"] == "target 7"  # type: ignore[index]


def test_every_point_tells_how_many_records_stand_behind_it() -> None:
    line = drawn(series(0, 1, n=1))["data"][1]  # type: ignore[index]

    assert tuple(line["customdata"][0]) == (
        "Overall, Mon 4 Jan",
        "[7.0, 9.0]",
        "1 record, 1 unscored",
    )


def test_series_differ_by_dash_as_well_and_more_than_can_be_told_apart_are_not_drawn() -> None:
    lines = [series(0, 1, name=f"v{number}") for number in range(trend.MAX_SERIES + 2)]

    shown = [line for line in drawn(*lines)["data"] if line.get("name")]  # type: ignore[attr-defined]

    assert [line["line"]["dash"] for line in shown] == list(DASHES)


def test_no_records_are_an_empty_chart_and_a_sentence() -> None:
    nothing = Series(name="Overall", points=())

    assert trend.basis((nothing,)).startswith("n = 0;")
    assert describe(nothing, AXIS) == "Overall: no records from 2027-01-04 to 2027-02-02."


def test_words_say_what_the_chart_shows() -> None:
    said = describe(series(0, 1, n=2), AXIS)

    assert said.startswith(
        "Overall: mean 8.0 of 10 from 4 records on 2 days, first 8.0 on 2027-01-04"
    )
    assert said.endswith("The target is 7.")


def test_the_mean_of_a_line_is_over_records_and_not_over_days() -> None:
    one, many = series(0, mean=4.0, n=1), series(1, mean=8.0, n=3)

    assert Series(name="Overall", points=one.points + many.points).mean == 7.0


def test_a_small_chart_joins_days_and_leaves_gaps_open() -> None:
    joined, apart = (
        unquote(spark.draw(series(0, 5), AXIS)),
        unquote(spark.draw(series(0, 25), AXIS)),
    )

    assert joined.count("<polyline") == 1
    assert apart.count("<polyline") == 0
    assert apart.count("h0") == 2


def test_a_small_chart_keeps_inside_its_frame_whatever_the_interval_claims() -> None:
    wild = Series(
        name="x",
        points=tuple(
            Point(
                day=FIRST + timedelta(days=day), mean=10, n=1, interval=Interval(low=-50, high=50)
            )
            for day in (0, 1)
        ),
    )

    said = unquote(spark.draw(wild, AXIS))

    numbers = [
        float(n)
        for pair in said.split('points="')[1].split('"')[0].split()
        for n in pair.split(",")
    ]
    assert min(numbers) >= 0
    assert max(numbers[1::2]) <= 96


def test_a_small_chart_carries_both_backgrounds_and_asks_for_nothing() -> None:
    said = unquote(spark.draw(series(0, 1), AXIS))

    assert "prefers-color-scheme:dark" in said
    assert "http" not in said.replace("http://www.w3.org/2000/svg", "")
