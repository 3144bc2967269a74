from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from core.clock import SystemClock
from core.exports.delivery_error import Next, Undelivered
from core.exports.payload import Delivery, Envelope, Parcel, TraceEnvelope
from core.exports.sender import PROBES, hand_over, one_by_one
from core.ids import new_id
from tests.unit.exports.envelopes import make_rating, make_trace

CLOCK = SystemClock()
DAY_MS = 86_400_000


@dataclass(slots=True)
class ScriptedSink:
    """Does with each batch what a function says."""

    answer: Callable[[tuple[Envelope, ...]], None]
    name: str = "scripted"
    layout: str = ""
    took: list[str] = field(default_factory=list)

    def connect(self) -> None: ...

    def prepare(self) -> None: ...

    def check(self) -> None: ...

    def close(self) -> None: ...

    def deliver(self, envelopes: tuple[Envelope, ...]) -> None:
        self.answer(envelopes)
        self.took.extend(envelope.trace_id for envelope in envelopes)


def parcels(count: int) -> tuple[Parcel, ...]:
    return tuple(Parcel(row_id=n, attempt=1, envelope=make_rating()) for n in range(count))


def deliver(sink: ScriptedSink, sent: tuple[Parcel, ...], *, calls: int = 10_000) -> Delivery:
    left = iter(range(calls))
    return hand_over(sink, sent, clock=CLOCK, may_go_on=lambda: next(left, None) is not None)


@given(st.integers(1, 20).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_exactly_the_refused_ones_are_refused_and_the_rest_arrives_in_order(
    case: tuple[int, set[int]],
) -> None:
    count, bad = case
    sent = parcels(count)
    spoiled = {sent[n].envelope.trace_id for n in bad}

    def answer(envelopes: tuple[Envelope, ...]) -> None:
        if any(envelope.trace_id in spoiled for envelope in envelopes):
            raise Undelivered(Next.REFUSED, "422: no", status=422)

    sink = ScriptedSink(answer)

    delivery = deliver(sink, sent)

    assert {parcel.row_id for parcel, _ in delivery.refused} == bad
    assert [parcel.row_id for parcel in delivery.sent] == [n for n in range(count) if n not in bad]
    assert sink.took == [parcel.envelope.trace_id for parcel in delivery.sent]
    assert delivery.left == ()


def test_a_failure_that_may_pass_leaves_the_rest_for_later() -> None:
    sent = parcels(4)
    calls: list[int] = []

    def answer(envelopes: tuple[Envelope, ...]) -> None:
        calls.append(len(envelopes))
        if len(envelopes) == 4:
            raise Undelivered(Next.REFUSED, "400", status=400)
        if len(calls) == 3:
            raise Undelivered(Next.LATER, "503", status=503, wait_s=9)

    delivery = deliver(ScriptedSink(answer), sent)

    assert [parcel.row_id for parcel in delivery.sent] == [0, 1]
    assert [parcel.row_id for parcel in delivery.left] == [2, 3]
    assert (delivery.reason, delivery.wait_s, delivery.paused) == ("503", 9, False)


def test_what_is_not_tried_for_lack_of_time_is_left_without_blame() -> None:
    def answer(envelopes: tuple[Envelope, ...]) -> None:
        if len(envelopes) > 1:
            raise Undelivered(Next.REFUSED, "400", status=400)

    delivery = deliver(ScriptedSink(answer), parcels(4), calls=3)

    assert len(delivery.sent) == 1
    assert len(delivery.left) == 3
    assert delivery.reason == ""


def test_a_trace_that_we_cannot_put_into_words_does_not_hold_up_the_others() -> None:
    sent = parcels(3)

    def answer(envelopes: tuple[Envelope, ...]) -> None:
        if sent[1].envelope in envelopes:
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
        def answer(_: tuple[Envelope, ...]) -> None:
            raise Undelivered(Next.REFUSED, "no", status=status)

        return ScriptedSink(answer)

    def expired(status: int, **changes: object) -> bool:
        parcel = Parcel(row_id=1, attempt=1, envelope=make_trace(**changes))
        return bool(deliver(refuse(status), (parcel,)).expired)

    assert expired(400, trace_id=old)
    assert not expired(400, trace_id=young)
    assert not expired(413, trace_id=old)
    assert not expired(400, trace_id=old, minted_id=young)


@given(st.integers(2, 8), st.integers(0, 7))
def test_sent_singly_only_the_one_the_server_stumbles_over_is_put_off(count: int, bad: int) -> None:
    sent = parcels(count)
    spoiled = sent[bad % count].envelope

    def answer(envelopes: tuple[Envelope, ...]) -> None:
        if spoiled in envelopes:
            raise Undelivered(Next.LATER, "500", status=500)

    delivery = one_by_one(ScriptedSink(answer), sent, clock=CLOCK, may_go_on=lambda: True)

    assert [parcel.row_id for parcel, _ in delivery.stuck] == [bad % count]
    assert len(delivery.sent) == count - 1
    assert (delivery.left, delivery.reason) == ((), "")


@given(st.integers(1, 8), st.booleans())
def test_sent_singly_to_a_server_that_is_away_nothing_is_blamed_and_few_are_tried(
    count: int,
    paused: bool,
) -> None:
    sent = parcels(count)
    calls: list[int] = []

    def answer(envelopes: tuple[Envelope, ...]) -> None:
        calls.append(len(envelopes))
        raise Undelivered(Next.PAUSED if paused else Next.LATER, "away", wait_s=4)

    delivery = one_by_one(ScriptedSink(answer), sent, clock=CLOCK, may_go_on=lambda: True)

    assert sorted(parcel.row_id for parcel in delivery.left) == list(range(count))
    assert (delivery.sent, delivery.stuck, delivery.reason, delivery.paused) == (
        (),
        (),
        "away",
        paused,
    )
    assert len(calls) <= PROBES


def refusing_above(characters: int) -> Callable[[tuple[Envelope, ...]], None]:
    """A place that takes no trace with a text longer than that."""

    def answer(envelopes: tuple[Envelope, ...]) -> None:
        for envelope in envelopes:
            if isinstance(envelope, TraceEnvelope) and len(envelope.input or "") > characters:
                raise Undelivered(Next.REFUSED, "413: too large", status=413)

    return answer


@given(st.integers(0, 10_000))
def test_a_trace_that_is_too_large_arrives_with_shorter_texts_or_is_refused_with_the_reason(
    room: int,
) -> None:
    large = replace(make_trace(), input="x" * 9_000)
    sink = ScriptedSink(refusing_above(room))

    delivery = deliver(sink, (Parcel(row_id=1, attempt=1, envelope=large),))

    smallest = len(large.shortened(400).input or "")
    if room >= smallest:
        assert len(delivery.sent) == 1
        assert sink.took == [large.trace_id]
    else:
        assert [reason for _, reason in delivery.refused] == ["413: too large"]


def test_a_place_that_goes_away_while_a_trace_is_shortened_gets_it_later() -> None:
    answers = iter(
        [Undelivered(Next.REFUSED, "413", status=413), Undelivered(Next.LATER, "It is away.")]
    )

    def answer(_envelopes: tuple[Envelope, ...]) -> None:
        raise next(answers)

    delivery = deliver(ScriptedSink(answer), (Parcel(row_id=1, attempt=1, envelope=make_trace()),))

    assert len(delivery.left) == 1
    assert delivery.reason == "It is away."
