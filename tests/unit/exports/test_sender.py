from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from core.clock import SystemClock
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.payload import DeliveryReport, ExportPayload, OutboxItem, TracePayload
from core.exports.sender import MAX_CONSECUTIVE_FAILURES, isolate_failures, send_batch
from core.ids import new_id
from tests.unit.exports.payloads import make_rating, make_trace

CLOCK = SystemClock()
DAY_MS = 86_400_000


@dataclass(slots=True)
class ScriptedSink:
    """Does with each batch what a function says."""

    answer: Callable[[tuple[ExportPayload, ...]], None]
    name: str = "scripted"
    schema_version: str = ""
    took: list[str] = field(default_factory=list)

    def connect(self) -> None: ...

    def prepare(self) -> None: ...

    def check(self) -> None: ...

    def close(self) -> None: ...

    def deliver(self, payloads: tuple[ExportPayload, ...]) -> None:
        self.answer(payloads)
        self.took.extend(payload.trace_id for payload in payloads)


def items(count: int) -> tuple[OutboxItem, ...]:
    return tuple(OutboxItem(row_id=n, attempt=1, payload=make_rating()) for n in range(count))


def deliver(
    sink: ScriptedSink, sent: tuple[OutboxItem, ...], *, calls: int = 10_000
) -> DeliveryReport:
    left = iter(range(calls))
    return send_batch(sink, sent, clock=CLOCK, has_time=lambda: next(left, None) is not None)


@given(st.integers(1, 20).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_exactly_the_refused_ones_are_refused_and_the_rest_arrives_in_order(
    case: tuple[int, set[int]],
) -> None:
    count, bad = case
    sent = items(count)
    spoiled = {sent[n].payload.trace_id for n in bad}

    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        if any(payload.trace_id in spoiled for payload in payloads):
            raise DeliveryError(RetryDecision.REFUSED, "422: no", status=422)

    sink = ScriptedSink(answer)

    delivery = deliver(sink, sent)

    assert {item.row_id for item, _ in delivery.refused} == bad
    assert [item.row_id for item in delivery.sent] == [n for n in range(count) if n not in bad]
    assert sink.took == [item.payload.trace_id for item in delivery.sent]
    assert delivery.undelivered == ()


def test_a_failure_that_may_pass_leaves_the_rest_for_later() -> None:
    sent = items(4)
    calls: list[int] = []

    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        calls.append(len(payloads))
        if len(payloads) == 4:
            raise DeliveryError(RetryDecision.REFUSED, "400", status=400)
        if len(calls) == 3:
            raise DeliveryError(RetryDecision.LATER, "503", status=503, wait_s=9)

    delivery = deliver(ScriptedSink(answer), sent)

    assert [item.row_id for item in delivery.sent] == [0, 1]
    assert [item.row_id for item in delivery.undelivered] == [2, 3]
    assert (delivery.reason, delivery.wait_s, delivery.paused) == ("503", 9, False)


def test_what_is_not_tried_for_lack_of_time_is_left_without_blame() -> None:
    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        if len(payloads) > 1:
            raise DeliveryError(RetryDecision.REFUSED, "400", status=400)

    delivery = deliver(ScriptedSink(answer), items(4), calls=3)

    assert len(delivery.sent) == 1
    assert len(delivery.undelivered) == 3
    assert delivery.reason == ""


def test_a_trace_that_we_cannot_put_into_words_does_not_hold_up_the_others() -> None:
    sent = items(3)

    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        if sent[1].payload in payloads:
            raise KeyError("shape")

    delivery = deliver(ScriptedSink(answer), sent)

    ((refused, reason),) = delivery.refused
    assert refused.row_id == 1
    assert "KeyError" in reason
    assert len(delivery.sent) == 2


def test_only_an_old_trace_that_is_refused_with_400_gets_a_new_id_and_only_once() -> None:
    now_ms = int(CLOCK.now().timestamp() * 1_000)
    old, young = new_id(at_ms=now_ms - DAY_MS), new_id(at_ms=now_ms)

    def refuse(status: int) -> ScriptedSink:
        def answer(_: tuple[ExportPayload, ...]) -> None:
            raise DeliveryError(RetryDecision.REFUSED, "no", status=status)

        return ScriptedSink(answer)

    def expired(status: int, **changes: object) -> bool:
        item = OutboxItem(row_id=1, attempt=1, payload=make_trace(**changes))
        return bool(deliver(refuse(status), (item,)).expired)

    assert expired(400, trace_id=old)
    assert not expired(400, trace_id=young)
    assert not expired(413, trace_id=old)
    assert not expired(400, trace_id=old, remote_id=young)


@given(st.integers(2, 8), st.integers(0, 7))
def test_sent_singly_only_the_one_the_server_stumbles_over_is_put_off(count: int, bad: int) -> None:
    sent = items(count)
    spoiled = sent[bad % count].payload

    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        if spoiled in payloads:
            raise DeliveryError(RetryDecision.LATER, "500", status=500)

    delivery = isolate_failures(ScriptedSink(answer), sent, clock=CLOCK, has_time=lambda: True)

    assert [item.row_id for item, _ in delivery.failed] == [bad % count]
    assert len(delivery.sent) == count - 1
    assert (delivery.undelivered, delivery.reason) == ((), "")


@given(st.integers(1, 8), st.booleans())
def test_sent_singly_to_a_server_that_is_away_nothing_is_blamed_and_few_are_tried(
    count: int,
    paused: bool,
) -> None:
    sent = items(count)
    calls: list[int] = []

    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        calls.append(len(payloads))
        raise DeliveryError(
            RetryDecision.PAUSED if paused else RetryDecision.LATER, "away", wait_s=4
        )

    delivery = isolate_failures(ScriptedSink(answer), sent, clock=CLOCK, has_time=lambda: True)

    assert sorted(item.row_id for item in delivery.undelivered) == list(range(count))
    assert (delivery.sent, delivery.failed, delivery.reason, delivery.paused) == (
        (),
        (),
        "away",
        paused,
    )
    assert len(calls) <= MAX_CONSECUTIVE_FAILURES


def refusing_above(characters: int) -> Callable[[tuple[ExportPayload, ...]], None]:
    """A place that takes no trace with a text longer than that."""

    def answer(payloads: tuple[ExportPayload, ...]) -> None:
        for payload in payloads:
            if isinstance(payload, TracePayload) and len(payload.input or "") > characters:
                raise DeliveryError(RetryDecision.REFUSED, "413: too large", status=413)

    return answer


@given(st.integers(0, 10_000))
def test_a_trace_that_is_too_large_arrives_with_shorter_texts_or_is_refused_with_the_reason(
    room: int,
) -> None:
    large = replace(make_trace(), input="x" * 9_000)
    sink = ScriptedSink(refusing_above(room))

    delivery = deliver(sink, (OutboxItem(row_id=1, attempt=1, payload=large),))

    smallest = len(large.truncated(400).input or "")
    if room >= smallest:
        assert len(delivery.sent) == 1
        assert sink.took == [large.trace_id]
    else:
        assert [reason for _, reason in delivery.refused] == ["413: too large"]


def test_a_place_that_goes_away_while_a_trace_is_shortened_gets_it_later() -> None:
    answers = iter(
        [
            DeliveryError(RetryDecision.REFUSED, "413", status=413),
            DeliveryError(RetryDecision.LATER, "It is away."),
        ]
    )

    def answer(_envelopes: tuple[ExportPayload, ...]) -> None:
        raise next(answers)

    delivery = deliver(
        ScriptedSink(answer), (OutboxItem(row_id=1, attempt=1, payload=make_trace()),)
    )

    assert len(delivery.undelivered) == 1
    assert delivery.reason == "It is away."
