"""Hands a batch to a sink, and finds the one row that spoils it: refused batches are halved until it stands alone."""

import logging
from collections.abc import Callable
from dataclasses import replace

from core.clock import Clock
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.ids import moment_of
from core.exports.payload import DeliveryReport, OutboxItem, Sink, TracePayload

MAX_ID_AGE_S = 11 * 3_600
"""Opik can be set to refuse ids that are older than a day, or than twelve hours at the strictest."""

TOO_LARGE = 413
SHORTER = (4_000, 400)
"""Characters to which the texts of a trace are cut, one after the other, where a place finds the whole too large."""

MAX_CONSECUTIVE_FAILURES = 2
"""Rows in a row that may fail before the fault is taken to be the server's and not theirs."""

HasTime = Callable[[], bool]

_log = logging.getLogger(__name__)


def send_batch(
    sink: Sink, items: tuple[OutboxItem, ...], *, clock: Clock, has_time: HasTime
) -> DeliveryReport:
    """Deliver what can be delivered. What is not tried for lack of time is left without a reason."""
    if not has_time():
        return DeliveryReport(left=items)
    try:
        sink.deliver(tuple(item.envelope for item in items))
    except DeliveryError as error:
        if error.then is not RetryDecision.REFUSED:
            paused = error.then is RetryDecision.PAUSED
            return DeliveryReport(
                left=items, reason=error.reason, wait_s=error.wait_s, paused=paused
            )
        if len(items) == 1:
            return _alone(sink, items[0], error, clock)
    except Exception as error:  # noqa: BLE001 - a page must end in words, and what is unexpected is logged
        if len(items) == 1:
            _log.exception("export_body_failed", extra={"fields": {"sink": sink.name}})
            reason = f"Rein could not put it into the words of this place ({type(error).__name__})."
            return DeliveryReport(refused=((items[0], reason),))
    else:
        return DeliveryReport(sent=items)
    return _halves(sink, items, clock=clock, has_time=has_time)


def isolate_failures(
    sink: Sink, items: tuple[OutboxItem, ...], *, clock: Clock, has_time: HasTime
) -> DeliveryReport:
    """Deliver singly after repeated failures: where some arrive, the others are what the server stumbles over."""
    whole = DeliveryReport()
    failed: list[tuple[OutboxItem, str]] = []
    for place, item in enumerate(items):
        if len(failed) == MAX_CONSECUTIVE_FAILURES and not whole.sent:
            return replace(whole, left=(*(stumbled for stumbled, _ in failed), *items[place:]))
        one = send_batch(sink, (item,), clock=clock, has_time=has_time)
        if one.left and (one.paused or not one.reason):
            return _joined(
                whole, replace(one, left=(*(stumbled for stumbled, _ in failed), *items[place:]))
            )
        if one.left:
            failed.append((item, one.reason))
            whole = replace(whole, reason=one.reason, wait_s=one.wait_s)
        else:
            whole = _joined(whole, one)
    if whole.sent:
        return replace(whole, stuck=tuple(failed), reason="", wait_s=None)
    return replace(whole, left=tuple(item for item, _ in failed))


def _halves(
    sink: Sink, items: tuple[OutboxItem, ...], *, clock: Clock, has_time: HasTime
) -> DeliveryReport:
    middle = len(items) // 2
    first = send_batch(sink, items[:middle], clock=clock, has_time=has_time)
    if first.left:
        return replace(first, left=first.left + items[middle:])
    return _joined(first, send_batch(sink, items[middle:], clock=clock, has_time=has_time))


def _joined(first: DeliveryReport, second: DeliveryReport) -> DeliveryReport:
    """Return both as one; where they differ in how things stand, the later one knows better."""
    return replace(
        second,
        sent=first.sent + second.sent,
        refused=first.refused + second.refused,
        expired=first.expired + second.expired,
        left=first.left + second.left,
        reason=second.reason or first.reason,
    )


def _alone(sink: Sink, item: OutboxItem, error: DeliveryError, clock: Clock) -> DeliveryReport:
    envelope = item.envelope
    if error.status == TOO_LARGE and isinstance(envelope, TracePayload):
        return _shorter(sink, item, envelope, error)
    too_old = clock.now().timestamp() - moment_of(envelope.effective_id) > MAX_ID_AGE_S
    if (
        sink_may_want_new_id(error)
        and too_old
        and isinstance(envelope, TracePayload)
        and envelope.remote_id is None
    ):
        return DeliveryReport(expired=(item,))
    return DeliveryReport(refused=((item, error.reason),))


def sink_may_want_new_id(error: DeliveryError) -> bool:
    """Tell whether the refusal may be about the age of an id; the words for it differ between versions of Opik."""
    return error.status == 400


def _shorter(
    sink: Sink, item: OutboxItem, envelope: TracePayload, error: DeliveryError
) -> DeliveryReport:
    """Send a trace that is too large with shorter texts; the whole of them stays here."""
    for characters in SHORTER:
        try:
            sink.deliver((envelope.shortened(characters),))
        except DeliveryError as again:
            if again.then is not RetryDecision.REFUSED:
                paused = again.then is RetryDecision.PAUSED
                return DeliveryReport(
                    left=(item,), reason=again.reason, wait_s=again.wait_s, paused=paused
                )
            error = again
            if again.status != TOO_LARGE:
                break
        else:
            return DeliveryReport(sent=(item,))
    return DeliveryReport(refused=((item, error.reason),))
