"""An opened span says why it was made, how it failed, and what it cost."""

from datetime import timedelta

import pytest

from app.ui.status_labels import Tone
from app.ui.trace import span_details
from core.bootstrap import Rein
from core.llm.wrappers.tracing import REPLAYED_NOTE
from core.store.traces.read import SpanRow, find_trace
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on
from tests.factories.stored import add_trace, make_span
from tests.fakes import NOW

CALL = "llm_call_generation"


def read_back(rein: Rein, **changes: object) -> SpanRow:
    """Return a span as it is read after it was stored, in a trace of its own."""
    with rein.database.begin() as work:
        trace_id = add_trace(work)
        work.traces.add_spans(
            (make_span(trace_id, "00000000000000ab", **({"name": CALL} | changes)),)
        )
    detail = find_trace(rein.database, trace_id)
    assert detail is not None
    return next(span for span in detail.spans if span.span_id == "00000000000000ab")


def facts_of(span: SpanRow, *, over: bool = True) -> dict[str, str]:
    return dict(span_details.facts(span, start=NOW, over=over))


def test_a_retried_call_shows_its_attempt_and_why_it_was_made(rein: Rein) -> None:
    why = "Retried after 1.2 s, because it did not answer in time."

    span = read_back(rein, attempt=2, attributes={keys.NOTE: why})

    assert span_details.marks(span) == ("attempt 2",)
    assert facts_of(span)["Note"] == why
    assert facts_of(span)["Attempt"] == "2"


def test_a_repaired_call_is_marked_and_shows_what_was_wrong(rein: Rein) -> None:
    why = "Repair of the first reply (repair@v1): title is missing"

    span = read_back(rein, attempt=2, attributes={keys.NOTE: why})

    assert span_details.marks(span) == ("repair", "attempt 2")
    assert facts_of(span)["Note"] == why


def test_a_failed_call_names_its_fault_and_claims_no_cost(rein: Rein) -> None:
    span = read_back(
        rein,
        status=SpanStatus.ERROR,
        error="ModelError: too slow",
        output=None,
        cost_usd=None,
        attributes={keys.FAULT: "rate_limited"},
    )

    found = facts_of(span)
    assert (found["Status"], found["Error"], found["Fault"]) == (
        "Failed",
        "ModelError: too slow",
        "Rate limited",
    )
    assert found["Cost"] == "No reply came, so none was counted"


def test_a_failed_call_that_was_billed_shows_what_it_cost(rein: Rein) -> None:
    span = read_back(
        rein, status=SpanStatus.ERROR, error="ModelError: not JSON", output="oh", cost_usd=0.25
    )

    assert facts_of(span)["Cost"].startswith("$0.25")


def test_a_reply_from_the_cache_cost_nothing(rein: Rein) -> None:
    span = read_back(rein, cache_hit=True, cost_usd=0.0)

    assert span_details.marks(span) == ("from the cache",)
    assert facts_of(span)["Cost"] == "From the cache: cost nothing"


def test_a_reply_from_the_ledger_says_so_and_when_it_was_paid(rein: Rein) -> None:
    span = read_back(rein, cost_usd=0.25, attributes={keys.NOTE: REPLAYED_NOTE})

    assert span_details.marks(span) == ("from the ledger",)
    found = facts_of(span)
    assert found["Note"] == REPLAYED_NOTE
    assert found["Cost"] == "$0.25, paid when it first came back"


def test_an_ordinary_call_carries_no_mark_and_everything_known_of_it(rein: Rein) -> None:
    span = read_back(
        rein,
        started_at=NOW + timedelta(milliseconds=1_500),
        input_tokens=1_200,
        output_tokens=600,
        thinking_tokens=50,
        cached_tokens=300,
        cost_usd=0.25,
        attributes={
            keys.FINISH_REASON: "stop",
            keys.PRICE_VERSION: "prices of May",
            keys.USAGE_ESTIMATED: True,
            "rein.score.clarity": 7.5,
        },
    )

    found = facts_of(span)
    assert span_details.marks(span) == ()
    assert found["Began"] == "1.50 s into the trace"
    assert found["Tokens"] == (
        "1,200 in, 600 out, 50 thinking, 300 of the input cached by the provider "
        "(estimated from the length of the texts)"
    )
    assert (found["Cost"], found["Ended with"]) == ("$0.25, by prices of May", "stop")
    assert found["score.clarity"] == "7.5"
    assert {"Model", "Prompt"} <= found.keys()


def test_a_cost_that_is_not_known_is_never_shown_as_free(rein: Rein) -> None:
    span = read_back(rein, cost_usd=None, cost_known=False)

    assert facts_of(span)["Cost"] == "price unknown"


@pytest.mark.parametrize(
    ("over", "word"), [(False, ("Running", Tone.WARN)), (True, ("End not seen", Tone.WARN))]
)
def test_a_step_whose_worker_stopped_does_not_run_for_ever(
    rein: Rein,
    over: bool,
    word: tuple[str, Tone],
) -> None:
    span = read_back(rein, status=SpanStatus.RUNNING, ended_at=None)

    assert span_details.state(span, over=over) == word
    assert ("Why" in facts_of(span, over=over)) is over


def test_the_page_shows_marks_on_the_row_and_a_missing_output_inside(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    changes = {"name": CALL, "status": SpanStatus.ERROR, "output": None, "attempt": 3}
    lost = {"name": "generation_stage", "status": SpanStatus.RUNNING, "ended_at": None}
    with served_rein.database.begin() as work:
        work.traces.add_spans(
            (
                make_span(with_goal.trace_id, "00000000000000ab", **changes),
                make_span(with_goal.trace_id, "00000000000000ac", **lost),
            )
        )

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = said_on(at)
    assert not at.exception
    assert "<small>attempt 3</small>" in said
    assert "<small>nothing came back</small>" in said
    assert "End not seen" in said
    assert "Running" not in said
