"""CSV files have all that matches up to a limit, and no cell runs as a formula."""

import csv
import io
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.review.evaluations import load as evaluations_load
from app.review.evaluations import score_table
from app.review.feedback import comments as feedback_comments
from app.review.feedback import records as feedback_load
from app.review.shared import paging, trace_list
from app.review.shared.trace_view import TraceView
from app.review.traces import load
from app.ui import csv_file
from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.rating import Rating
from core.store.traces.read import TraceFilter, list_traces
from core.usecases.goals.submit import Submitted
from core.usecases.ratings.rate import rate
from core.usecases.utc_days import last_days
from tests.app.conftest import SAMPLE_GOALS, Open

FORMULAS = (
    "=1+1",
    "+1",
    "-1+1",
    "@sum(a1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
)


def read(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def export_button(at: AppTest) -> str:
    assert not at.exception
    return next(
        button.proto.label for button in at.get("download_button") if "CSV" in button.proto.label
    )


@pytest.mark.parametrize("formula", FORMULAS)
def test_words_that_begin_like_a_formula_stay_words(formula: str) -> None:
    assert csv_file.cell(formula) == f"'{formula}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (-1.5, "-1.5"), (-3, "-3"), (0, "0"), (False, "False"), ("a=b", "a=b")],
)
def test_figures_stay_figures_and_what_is_not_known_is_empty(value: object, cell: str) -> None:
    assert csv_file.cell(value) == cell


def test_every_file_of_the_review_room_is_guarded(served_rein: Rein, with_goal: Submitted) -> None:
    rate(
        served_rein,
        viewer=LOCAL_VIEWER,
        trace_id=with_goal.trace_id,
        rating=Rating(stars=2, comment="=cmd|' /C calc'!A0"),
    )
    days = last_days(served_rein, 7)
    (rating,) = feedback_load.export_ratings(feedback_load.Chosen(days=days, sample=False))
    (trace,) = load.export_traces(TraceView(), sample=False)
    (scored,) = evaluations_load.evaluations_of(days.until, sample=False)

    assert read(feedback_comments.as_csv([rating]))[0]["comment"] == "'=cmd|' /C calc'!A0"
    assert (
        read(trace_list.as_csv([replace(trace, goal_text="+49 30")]))[0]["goal_text"] == "'+49 30"
    )
    assert read(score_table.as_csv((replace(scored, title="@me"),)))[0]["title"] == "'@me"


def test_the_traces_page_exports_what_its_filter_shows_beyond_one_page(
    with_sample: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "MAX_PAGE", 5)

    rows = read(trace_list.as_csv(load.export_traces(TraceView(), sample=True)))

    assert (
        export_button(open_page("review/traces/page.py", sample="1"))
        == f"Export {SAMPLE_GOALS} traces as CSV"
    )
    assert len({row["trace_id"] for row in rows}) == SAMPLE_GOALS
    assert [row["started_at"] for row in rows] == sorted(
        (row["started_at"] for row in rows), reverse=True
    )
    some = list_traces(with_sample.database, TraceFilter(sample=True), limit=1).rows[0]
    assert rows[0]["trace_id"] == some.trace_id
    assert float(rows[0]["overall"]) == some.overall


def test_a_search_narrows_the_file_as_it_narrows_the_list(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    at = open_page("review/traces/page.py", q="kilometres nobody typed")

    assert not at.get("download_button")
    assert load.export_traces(TraceView(q="kilometres nobody typed"), sample=False) == []
    assert [row.trace_id for row in load.export_traces(TraceView(q="run"), sample=False)] == [
        with_goal.trace_id
    ]


def test_a_file_has_a_limit_and_the_button_tells_it(
    with_sample: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MAX_EXPORTED", 7)

    assert paging.export_label(8, "trace") == "Export the newest 7 traces as CSV"
    assert paging.export_label(7, "trace") == "Export 7 traces as CSV"
    assert paging.export_label(1, "trace") == "Export 1 trace as CSV"
    found = paging.collect(
        lambda cursor: list_traces(
            with_sample.database, TraceFilter(sample=True), limit=3, cursor=cursor
        ),
        at_most=7,
    )
    assert [row.trace_id for row in found] == [
        row.trace_id
        for row in list_traces(with_sample.database, TraceFilter(sample=True), limit=7).rows
    ]


def test_the_feedback_page_exports_every_rating_with_and_without_words(
    with_sample: Rein, open_page: Open
) -> None:
    with with_sample.database.read() as connection:
        rated = connection.exec_driver_sql(
            "SELECT count(*) FROM ratings WHERE withdrawn_at IS NULL"
        ).scalar_one()
        wordless = connection.exec_driver_sql(
            "SELECT count(*) FROM ratings WHERE comment = ''"
        ).scalar_one()
    at = open_page("review/feedback/page.py", sample="1", days="90")

    chosen = feedback_load.Chosen(days=last_days(with_sample, 90), sample=True)
    rows = read(feedback_comments.as_csv(feedback_load.export_ratings(chosen)))

    assert export_button(at) == f"Export {len(rows)} ratings as CSV"
    assert 0 < len(rows) <= rated
    assert wordless == 0 or any(row["comment"] == "" for row in rows)
    assert all(0.5 <= float(row["stars"]) <= 5 for row in rows)


def test_who_rated_and_who_asked_stay_in_rein(served_rein: Rein, with_goal: Submitted) -> None:
    chosen = feedback_load.Chosen(days=last_days(served_rein, 7), sample=False)
    files = (
        feedback_comments.as_csv(feedback_load.export_ratings(chosen)),
        trace_list.as_csv(load.export_traces(TraceView(), sample=False)),
    )

    for file in files:
        assert not {"user_id", "author_name"} & read(file)[0].keys()
        assert LOCAL_USER.id not in file.decode()


def test_without_ratings_there_is_no_file(open_page: Open) -> None:
    at = open_page("review/feedback/page.py")

    assert not at.exception
    assert not at.get("download_button")
