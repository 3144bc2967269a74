"""The waterfall shows every span once, in its place, whatever the trace looks like."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.ui.trace import waterfall
from app.ui.trace.texts import MAX_SHOWN
from app.ui.trace.work_clock import WorkClock
from core.store.traces.read import Payload, SpanRow
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus

START = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
SCALE = waterfall._Scale(clock=WorkClock(START, START + timedelta(seconds=2)), over=True)


def span(
    name: str, *, parent: str | None = None, at_s: float = 0.0, took_s: float | None = 1.0
) -> SpanRow:
    started = START + timedelta(seconds=at_s)
    return SpanRow(
        trace_id="t",
        span_id=name,
        parent_id=parent,
        name=name,
        started_at=started,
        ended_at=None if took_s is None else started + timedelta(seconds=took_s),
        duration_ms=None if took_s is None else took_s * 1_000,
        status=SpanStatus.RUNNING if took_s is None else SpanStatus.OK,
        error=None,
        model=None,
        provider=None,
        prompt_name=None,
        prompt_version=None,
        prompt_hash=None,
        input_preview=None,
        output_preview=None,
        input_tokens=0,
        output_tokens=0,
        thinking_tokens=0,
        cached_tokens=0,
        cost_usd=None,
        cost_known=True,
        cache_hit=False,
        attempt=1,
        attributes={},
    )


def order(*spans: SpanRow) -> list[tuple[str, int]]:
    return [(one.name, depth) for one, depth in waterfall._tree(spans)]


def test_spans_stand_under_their_parents_by_start() -> None:
    late, early, inner = (
        span("late", parent="root", at_s=1),
        span("early", parent="root"),
        span("in", parent="late"),
    )

    assert order(late, inner, span("root"), early) == [
        ("root", 0),
        ("early", 1),
        ("late", 1),
        ("in", 2),
    ]


def test_a_span_whose_parent_is_missing_is_still_shown() -> None:
    assert order(span("orphan", parent="gone"), span("own", parent="own")) == [
        ("orphan", 0),
        ("own", 0),
    ]


def test_a_running_span_reaches_to_the_end_of_what_is_known() -> None:
    under_way = replace(SCALE, over=False)

    drawn = waterfall._span(span("evaluation_stage", at_s=0.5, took_s=None), 1, under_way, None)

    assert "left:25.00%;width:75.00%" in drawn
    assert "Running" in drawn


def test_a_span_whose_end_nobody_saw_is_not_drawn_as_if_it_had_run_on() -> None:
    drawn = waterfall._span(span("evaluation_stage", at_s=0.5, took_s=None), 1, SCALE, None)

    assert "left:25.00%;width:75.00%" not in drawn
    assert "Running" not in drawn
    assert "End not seen" in drawn


def test_a_failed_span_says_so_in_words_and_why_inside() -> None:
    failed = replace(
        span("llm_call_planning"), status=SpanStatus.ERROR, error="ModelError: quota <until 17:00>"
    )

    drawn = waterfall._span(failed, 0, SCALE, None)

    assert "Failed" in drawn
    assert "quota &lt;until 17:00&gt;" in drawn


def test_a_call_that_was_not_made_says_so_and_is_not_red() -> None:
    refused = replace(
        span("llm_call_planning"),
        model="m",
        input_preview="What was to be asked",
        attributes={keys.CALL_REJECTED: "too little is left of today's <budget>."},
    )

    drawn = waterfall._span(refused, 0, SCALE, None)

    assert '<span class="rein-word none">Not asked</span>' in drawn
    assert "bar unasked" in drawn
    assert "<dt>Why</dt><dd>too little is left of today&#39;s &lt;budget&gt;." in drawn
    assert "Nothing, because nothing was asked" in drawn
    assert "it was not asked" in drawn
    assert "Success" not in drawn
    assert "Failed" not in drawn


def test_an_unknown_price_is_named_and_never_a_number() -> None:
    called = replace(span("llm_call_planning"), model="new-model", provider="x", cost_known=False)

    assert "price unknown" in waterfall._span(called, 0, SCALE, None)


def test_texts_of_models_and_people_stay_text() -> None:
    said = replace(span("llm_call_generation"), output_preview="<img src=x onerror=alert(1)>")

    drawn = waterfall._span(said, 0, SCALE, None)

    assert "<img" not in drawn
    assert "&lt;img src=x" in drawn


def test_a_text_that_was_cut_is_fetched_and_a_very_long_one_says_how_much_is_shown() -> None:
    cut = replace(span("llm_call_generation"), input_preview="begins…", output_preview="short")
    asked: list[str] = []

    def find(span_id: str) -> Payload:
        asked.append(span_id)
        return Payload(input="x" * (MAX_SHOWN + 1), output="short")

    drawn = waterfall._span(cut, 0, SCALE, find)

    assert asked == ["llm_call_generation"]
    assert "first 8,000 of 8,001 characters" in drawn


def test_texts_that_fit_are_not_fetched_again() -> None:
    fits = replace(span("json_parsing"), input_preview="whole", output_preview="whole")

    drawn = waterfall._span(fits, 0, SCALE, lambda _: Payload(input="again", output="again"))

    assert "again" not in drawn
