"""What each review page shows once there are records."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.review.traces import load
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.rating import Rating
from core.usecases.goals.submit import Submitted
from core.usecases.ratings.rate import rate
from tests.app.conftest import SAMPLE_GOALS, Open, said_on
from tests.fakes import FrozenClock


def tables(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.json) for element in at.get("bidi_component")]


def test_one_rating_is_counted_shown_and_not_judged(with_goal: Submitted, open_page: Open) -> None:
    at = open_page("review/feedback/page.py")

    assert not at.exception
    stands = "from 1 rating of the last 30 days: too early to tell"
    assert f"Satisfaction 4.5 [0.5, 5.0] of 5 stars {stands}" in said_on(at)
    assert "Too early to tell" in said_on(at)
    assert f"trace?id={with_goal.trace_id}" in said_on(at)
    assert f"goal?id={with_goal.goal_id}" in said_on(at)


def test_a_comment_is_shown_as_it_was_written(with_goal: Submitted, open_page: Open) -> None:
    at = open_page("review/feedback/page.py")

    assert tables(at)[0]["rows"][0][1]["text"] == "Great <b>structure</b>, *tight* timeline"


def test_a_rating_given_after_a_page_was_open_is_on_it_at_the_next_run(
    served_rein: Rein,
    open_page: Open,
    request: pytest.FixtureRequest,
) -> None:
    at = open_page("review/feedback/page.py")
    assert "No ratings yet" in said_on(at)

    request.getfixturevalue("with_goal")
    at.run()

    assert "from 1 rating" in said_on(at)


def test_real_figures_never_count_the_sample(
    with_sample: Rein,
    with_goal: Submitted,
    open_page: Open,
) -> None:
    real, made_up = (
        open_page("review/traces/page.py"),
        open_page("review/traces/page.py", sample="1"),
    )

    assert "1 trace matches" in said_on(real)
    assert f"{SAMPLE_GOALS} traces match" in said_on(made_up)


@pytest.mark.parametrize("page", ["review/feedback/page.py", "review/evaluations/page.py"])
def test_a_window_without_records_says_so_and_keeps_the_filters(
    with_goal: Submitted,
    clock: FrozenClock,
    open_page: Open,
    page: str,
) -> None:
    clock.advance(timedelta(days=40))

    at = open_page(page)

    assert not at.exception
    assert "longer window" in said_on(at)
    assert "from 1" in said_on(at.segmented_control(key="days").set_value(90).run())


def test_the_evaluations_page_shows_every_measure_its_gaps_and_the_chart_in_words(
    with_sample: Rein,
    open_page: Open,
) -> None:
    at = open_page("review/evaluations/page.py", sample="1", days="90")

    said = said_on(at)
    assert not at.exception
    for measure in ("Overall", "Clarity", "Specificity", "Measurability", "Actionability"):
        assert f"<h3>{measure}</h3>" in said
    assert "could not be scored" not in said
    assert "at 9.5 or more" in said
    at.selectbox(key="compare").set_value("Nothing").run()
    chart = at.get("plotly_chart")[0]
    assert chart.proto.alt.startswith("Overall: mean ")
    assert "The target is 7." in chart.proto.alt


def test_a_chosen_week_shows_the_evaluations_behind_its_point(
    with_sample: Rein, open_page: Open
) -> None:
    at = open_page("review/evaluations/page.py", sample="1", days="90")
    week = at.selectbox(key="day").options[0]
    until = date.fromisoformat(week)
    query = "SELECT count(*) FROM evaluations WHERE day BETWEEN ? AND ? AND judge_model <> ?"
    with with_sample.database.read() as connection:
        since = (until - timedelta(days=6)).isoformat()
        count = connection.exec_driver_sql(query, (since, week, "offline-coach")).scalar()

    at.selectbox(key="day").set_value(until).run()

    assert not at.exception
    assert len(tables(at)[-1]["rows"]) == count


def test_compared_by_model_each_group_has_its_n(with_goal: Submitted, open_page: Open) -> None:
    at = open_page("review/evaluations/page.py")

    at.selectbox(key="compare").set_value("Model").run()

    assert not at.exception
    group = tables(at)[0]["rows"][0]
    assert (group[0]["text"], group[3]["text"]) == ("offline-coach", "1")


def test_a_trace_shows_every_step_with_what_went_in_and_out(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = said_on(at)
    assert not at.exception
    for name in (
        "goal_generation_pipeline",
        "preprocessing_stage",
        "llm_call_generation",
        "planning_stage",
    ):
        assert name in said
    assert "<b>Input</b>" in said
    assert "<b>Output</b>" in said
    assert "offline-coach" in said


@pytest.mark.parametrize(
    "unknown", ["", "nonsense", "01a1fb1e-e7f2-7bce-8d4f-830f2c04b1a3", "<script>"]
)
def test_a_trace_that_is_not_there_is_told_plainly(open_page: Open, unknown: str) -> None:
    at = open_page("review/trace/page.py", id=unknown)

    assert not at.exception
    assert "There is no trace with this id." in said_on(at)


@pytest.mark.parametrize(
    ("query", "count"),
    [({"q": "kilometres nobody typed"}, 0), ({"q": "run"}, 1), ({"status": "Failed"}, 0)],
)
def test_a_shared_address_filters_the_traces(
    with_goal: Submitted,
    open_page: Open,
    query: dict[str, str],
    count: int,
) -> None:
    at = open_page("review/traces/page.py", **query)

    assert not at.exception
    assert f"{count} trace" in said_on(at)
    assert len(tables(at)) == (1 if count else 0)


def test_more_traces_than_a_page_are_turned_over_by_their_cursor(
    with_sample: Rein,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find = load.find_traces
    monkeypatch.setattr(
        load, "find_traces", lambda *args, **kwargs: find(*args, **(kwargs | {"limit": 5}))
    )
    at = open_page("review/traces/page.py", sample="1")
    first = {row[0]["to"] for row in tables(at)[0]["rows"]}

    at.button(key="traces.older").click().run()

    second = {row[0]["to"] for row in tables(at)[0]["rows"]}
    assert len(first) == len(second) == 5
    assert not first & second
    at.button(key="traces.newest").click().run()
    assert {row[0]["to"] for row in tables(at)[0]["rows"]} == first


def test_the_overview_holds_each_figure_against_its_target_in_words(
    with_sample: Rein,
    open_page: Open,
) -> None:
    at = open_page("review/overview/page.py", sample="1", days="90")

    said = said_on(at)
    assert not at.exception
    tiles = {tile["name"]: tile for tile in tables(at)[0]["figures"]}
    targets = {name for name, tile in tiles.items() if tile["target"]}
    assert set(tiles) - targets == {"Came back in week 2", "Cost per goal"}
    assert {"Quality score", "Satisfaction", "Error rate", "Trace overhead"} <= targets
    for tile in tiles.values():
        assert tile["basis"], tile["name"]
        assert tile["to"], tile["name"]
    assert "of 6 targets met" in said
    # A score by rules is counted apart from those of a model; the days stand above the tiles.
    assert re.search(r"n = \d+ evaluations?; 95 % interval .*; \d+ more scored by rule", said)
    assert "90 days" in said


def test_ratings_without_a_comment_leave_no_empty_table(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    rate(served_rein, viewer=LOCAL_VIEWER, trace_id=with_goal.trace_id, rating=Rating(stars=4.5))

    at = open_page("review/feedback/page.py")

    assert not at.exception
    assert "Latest comments" not in said_on(at)


def test_filters_of_the_address_narrow_every_page_and_are_cleared_by_one_click(
    with_goal: Submitted, open_page: Open
) -> None:
    for page in ("feedback", "evaluations", "traces"):
        at = open_page(f"review/{page}/page.py", kind="Training", language="English")

        assert not at.exception
        assert (
            "1 rating" in said_on(at) or "1 evaluation" in said_on(at) or "1 trace" in said_on(at)
        )
        assert (at.selectbox(key="kind").value, at.selectbox(key="tier").value) == (
            "Training",
            None,
        )
        at.selectbox(key="writer").set_value("The offline coach").run()
        assert not at.exception
        at.button(key="filters.clear").click().run()
        assert [at.selectbox(key=key).value for key in ("kind", "language", "writer")] == [None] * 3
