"""A view of traces survives its address, and an address that cannot be read hides nothing."""

from datetime import UTC, date, datetime

import pytest

from app.review.shared.trace_list import address_of
from app.review.shared.trace_view import TraceView
from core.quality.slice import Slice
from core.tracing.names import EVALUATION_CASE, TESTS
from core.tracing.span_record import SpanStatus
from core.usecases.traces.list_traces import TraceFilter, TraceOrder

GOAL = "01a1fb1e-e7f2-7bce-8d4f-830f2c04b1a3"
FULL = TraceView(
    q="50 % & more",
    status="Failed",
    order="Lowest stars first",
    model="gemini-3.8-flash",
    name="goal_generation_pipeline",
    prompt="generate@v1",
    score=(2.5, 8.0),
    stars=2.5,
    first=date(2027, 1, 4),
    last=date(2027, 1, 5),
    errors=True,
    tests=True,
    person=GOAL,
    goal=GOAL,
)


@pytest.mark.parametrize("view", [TraceView(), FULL, TraceView(q="résumé 日本")])
def test_a_view_is_read_from_its_own_query(view: TraceView) -> None:
    assert TraceView.read(view.query()) == view


def test_what_is_chosen_is_what_is_filtered() -> None:
    assert FULL.filters(sample=True) == TraceFilter(
        search="50 % & more",
        status=SpanStatus.ERROR,
        name="goal_generation_pipeline",
        within=Slice(model="gemini-3.8-flash", prompt_version="generate@v1"),
        min_score=2.5,
        max_score=8.0,
        max_stars=2.5,
        since=datetime(2027, 1, 4, tzinfo=UTC),
        until=datetime(2027, 1, 6, tzinfo=UTC),
        with_errors=True,
        user_id=GOAL,
        goal_id=GOAL,
        sample=True,
    )
    assert FULL.trace_order is TraceOrder.LOWEST_STARS
    assert TraceView().filters(sample=False) == TraceFilter(exclude_names=TESTS)
    assert TraceView(tests=True).filters(sample=False) == TraceFilter()
    for its_own in (TraceView(name=EVALUATION_CASE), TraceView(goal=GOAL), TraceView(person=GOAL)):
        assert its_own.filters(sample=False).exclude_names == ()


@pytest.mark.parametrize(
    "query", ["score=a&score=b", "score=3", "from=soon", "stars=many", "goal=x", "order=&after=1"]
)
def test_a_part_that_cannot_be_read_is_not_chosen(query: str) -> None:
    assert TraceView.read(query).filters(sample=False) == TraceFilter(exclude_names=TESTS)


def test_the_address_of_a_trace_holds_the_list_it_is_opened_from() -> None:
    assert address_of(GOAL, TraceView()) == f"trace?id={GOAL}"
    assert (
        address_of(GOAL, TraceView(q="run", stars=2.0)) == f"trace?id={GOAL}&in=q%3Drun%26stars%3D2"
    )
