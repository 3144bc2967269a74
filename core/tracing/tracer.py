"""The only way to trace: `span("name")` as a context manager, `@traced("name")` as a decorator.

Both create OpenTelemetry spans, so context follows function calls; pass it to another thread with
`contextvars.copy_context().run`. `open_trace` puts a run's spans under its stored root, so a run
that resumes in another process remains one trace.
"""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from opentelemetry import context as otel_context
from opentelemetry import trace as otel
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanLimits, TracerProvider
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import NonRecordingSpan, SpanContext, Status, StatusCode, TraceFlags

from core.ids import trace_id_int, trace_id_text, uuid7_int
from core.tracing.collector import DISCARDED, Collector
from core.tracing.conversion import to_record
from core.tracing.span_record import AttributeValue, SpanRecord

P = ParamSpec("P")
R = TypeVar("R")

COLLECTOR = Collector()


class _Uuid7Ids(RandomIdGenerator):
    """Generates trace ids that are UUIDv7: 128 bits fit exactly, and the low 62 are random."""

    def generate_trace_id(self) -> int:
        return uuid7_int()


def _provider() -> TracerProvider:
    provider = TracerProvider(
        id_generator=_Uuid7Ids(),
        resource=Resource.create({"service.name": "rein"}),
        span_limits=SpanLimits(max_attributes=128),
        shutdown_on_exit=False,
    )
    provider.add_span_processor(COLLECTOR)
    return provider


_TRACER = _provider().get_tracer("rein")


class LiveSpan:
    """A running span: attributes can be set, and it can be read before it ends."""

    __slots__ = ("_span",)

    def __init__(self, span: Span) -> None:
        self._span = span

    @property
    def trace_id(self) -> str:
        return trace_id_text(self._span.context.trace_id)

    @property
    def span_id(self) -> str:
        return f"{self._span.context.span_id:016x}"

    def set(self, key: str, value: AttributeValue | None) -> None:
        """Set one attribute; None is skipped."""
        if value is not None:
            self._span.set_attribute(key, value)

    def fail(self, error: BaseException | str) -> None:
        """Mark the span as failed without raising, if something else recovers."""
        text = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        self._span.set_status(Status(StatusCode.ERROR, text))

    def discard(self) -> None:
        """Drop the span from the trace, because its step was not executed."""
        self._span.set_attribute(key=DISCARDED, value=True)

    def record(self) -> SpanRecord:
        """Return a snapshot of the span; used for the started row of a stage."""
        return to_record(self._span)


@contextmanager
def span(name: str, **attributes: AttributeValue) -> Iterator[LiveSpan]:
    """Time a step. An exception marks the span as failed and propagates."""
    entered = time.perf_counter_ns()
    started = _TRACER.start_span(name, attributes=attributes)
    if not isinstance(started, Span):
        raise TypeError("The tracer hands out spans that do not record; is OTEL_SDK_DISABLED set?")
    token = otel_context.attach(otel.set_span_in_context(started))
    live = LiveSpan(started)
    working = time.perf_counter_ns()
    try:
        yield live
    except BaseException as error:
        live.fail(error)
        raise
    finally:
        leaving = time.perf_counter_ns()
        otel_context.detach(token)
        started.end()
        COLLECTOR.add_overhead(live.trace_id, working - entered + time.perf_counter_ns() - leaving)


def traced(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Trace every call of the decorated function under `name`."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with span(name):
                return function(*args, **kwargs)

        return run

    return decorate


@contextmanager
def open_trace(trace_id: str, root_span_id: str) -> Iterator[None]:
    """Make the stored root of a trace the parent of all spans in the block, and collect them."""
    parent = SpanContext(
        trace_id=trace_id_int(trace_id),
        span_id=int(root_span_id, 16),
        is_remote=True,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )
    COLLECTOR.open(trace_id)
    token = otel_context.attach(otel.set_span_in_context(NonRecordingSpan(parent)))
    try:
        yield
    finally:
        otel_context.detach(token)
        COLLECTOR.close(trace_id)


def set_on_current(key: str, value: AttributeValue) -> None:
    """Set an attribute on the innermost running span, if there is one."""
    otel.get_current_span().set_attribute(key, value)


def current_trace_id() -> str | None:
    """Return the id of the current trace, or None."""
    context = otel.get_current_span().get_span_context()
    return trace_id_text(context.trace_id) if context.is_valid else None


def new_span_id() -> str:
    """Return a new 64-bit span id as 16 hexadecimal digits, for a root row without a span."""
    return f"{RandomIdGenerator().generate_span_id():016x}"
