"""The list of traces is searched by all that was written, saved as views, and leads on in its order."""

from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl

import pytest

from app.review.shared.trace_view import TraceView
from app.review.traces import load
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.tracing.span_record import SpanStatus
from core.usecases.goals.submit import Submitted
from core.usecases.traces.list_traces import TraceFilter, list_traces
from core.usecases.views.list_views import list_views
from tests.app.conftest import Open, said_on
from tests.app.review.test_pages import tables
from tests.factories.stored import add_trace, close_trace


def test_a_trace_is_found_by_a_comment_and_shows_stars_model_and_cost(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page("review/traces/page.py", q="timeline")

    table = tables(at)[0]
    assert not at.exception
    assert [column["title"] for column in table["columns"]] == [
        "Trace",
        "Status",
        "Goal",
        "Score",
        "Stars",
        "Model, prompt",
        "Duration",
        "Cost",
        "When",
    ]
    assert (table["rows"][0][4]["text"], table["rows"][0][5]["text"]) == ("4.5", "offline-coach")
    assert parse_qs(table["rows"][0][0]["to"].partition("?")[2]) == {
        "id": [with_goal.trace_id],
        "in": ["q=timeline"],
    }


def test_when_nothing_is_found_the_page_says_what_is_searched(
    with_goal: Submitted, open_page: Open
) -> None:
    said = said_on(open_page("review/traces/page.py", q="nobodywrotethis"))

    assert "No traces match" in said
    assert "the comments of ratings" in said


def test_an_order_in_the_address_sorts_the_list(with_sample: Rein, open_page: Open) -> None:
    at = open_page("review/traces/page.py", sample="1", order="Lowest stars first")

    stars = [float(row[4]["text"]) for row in tables(at)[0]["rows"]]
    assert stars == sorted(stars)
    assert "those without a rating are left out" in said_on(at)


def test_a_view_is_saved_applied_and_deleted_with_a_way_back(
    with_goal: Submitted, served_rein: Rein, open_page: Open
) -> None:
    at = open_page("review/traces/page.py", q="timeline", stars="5")
    at.text_input(key="traces.view.name").set_value("Liked [it]")
    at.button(key="FormSubmitter:traces.view.form-Save view").click().run()
    (view,) = list_views(served_rein, viewer=LOCAL_VIEWER, page="traces")
    assert (view.name, view.query) == ("Liked [it]", "q=timeline")

    fresh = open_page("review/traces/page.py")
    fresh.button(key=f"traces.view.{view.id}").click().run()
    assert fresh.text_input(key="q").value == "timeline"

    fresh.button(key=f"traces.view.{view.id}.delete").click().run()
    assert list_views(served_rein, viewer=LOCAL_VIEWER, page="traces") == ()
    fresh.button(key="notice.traces.views.undo").click().run()
    assert list_views(served_rein, viewer=LOCAL_VIEWER, page="traces") == (view,)


def test_the_list_of_one_person_survives_its_address_whoever_they_are(
    with_sample: Rein, open_page: Open
) -> None:
    rows = list_traces(with_sample, viewer=LOCAL_VIEWER, filters=TraceFilter(sample=True)).rows
    person = rows[0].user_id
    assert person is not None

    at = open_page("review/traces/page.py", sample="1", person=person)

    assert not at.exception
    assert at.text_input(key="person").value == person
    theirs = [row for row in rows if row.user_id == person]
    assert len(tables(at)[0]["rows"]) == len(theirs)


def test_a_list_too_long_to_count_opens_on_the_last_month_until_all_is_chosen(
    with_sample: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "MAX_COUNTED", 5)
    filtered = open_page("review/traces/page.py", sample="1", model="offline-coach")
    assert "too many traces" not in said_on(filtered)

    at = open_page("review/traces/page.py", sample="1")
    when = at.selectbox(key="traces.when")
    assert (when.value, "too many traces" in said_on(at)) == ("Last 30 days", True)

    when.set_value("All time").run()
    assert at.selectbox(key="traces.when").value == "All time"
    assert "too many traces" not in said_on(at)


def test_a_limit_of_stars_is_read_from_the_address_of_a_view(
    with_sample: Rein, open_page: Open
) -> None:
    view = TraceView(stars=2.5)

    at = open_page("review/traces/page.py", sample="1", **dict(parse_qsl(view.query())))

    assert at.selectbox(key="stars").value == 2.5
    assert at.session_state["traces.wanted"].stars == 2.5


def test_a_failed_trace_says_why_in_its_row_and_a_range_of_days_is_chosen_in_one_step(
    with_goal: Submitted, served_rein: Rein, open_page: Open
) -> None:
    with served_rein.database.begin() as work:
        trace_id = add_trace(work, started_at=served_rein.clock.now() - timedelta(days=20))
        reason = "ModelError: gemini did not answer within 60 s."
        close_trace(work, trace_id, status=SpanStatus.ERROR, error=reason)

    at = open_page("review/traces/page.py")
    rows = tables(at)[0]["rows"]
    failed = next(row for row in rows if trace_id in row[0]["to"])
    assert (failed[1]["text"], failed[2]["note"]) == (
        "Failed",
        "gemini did not answer within 60 s.",
    )
    assert at.selectbox(key="traces.when").value == "All time"

    at.selectbox(key="traces.when").set_value("Last 7 days").run()

    assert not at.exception
    assert len(tables(at)[0]["rows"]) == len(rows) - 1
    since = served_rein.clock.now().date() - timedelta(days=6)
    assert at.query_params["from"] == since.isoformat()
    assert at.selectbox(key="traces.when").value == "Last 7 days"
