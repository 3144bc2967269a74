"""Sends a batch to a sink and isolates a bad row by halving rejected batches."""

import logging
from collections.abc import Callable
from dataclasses import replace

from core.clock import Clock
from core.exports.delivery_error import DeliveryError, RetryDecision
from core.exports.ids import unix_time_of
from core.exports.payload import DeliveryReport, OutboxItem, Sink, TracePayload

MAX_ID_AGE_S = 11 * 3_600
"""Opik can be set to refuse ids older than a day, or than twelve hours at the strictest."""

TOO_LARGE = 413
TRUNCATED_LENGTHS = (4_000, 400)
"""Lengths, in characters, to which texts are cut in turn if a trace is too large for a sink."""

MAX_CONSECUTIVE_FAILURES = 2
"""Consecutive failures after which the server, not the rows, is taken to be at fault."""

HasTime = Callable[[], bool]

_log = logging.getLogger(__name__)


def send_batch(
    sink: Sink, items: tuple[OutboxItem, ...], *, clock: Clock, has_time: HasTime
) -> DeliveryReport:
    """Send the items; those not tried for lack of time are left without a reason."""
    if not has_time():
        return DeliveryReport(undelivered=items)
    try:
        sink.deliver(tuple(item.payload for item in items))
    except DeliveryError as error:
        if error.then is not RetryDecision.REFUSED:
            paused = error.then is RetryDecision.PAUSED
            return DeliveryReport(
                undelivered=items, reason=error.reason, wait_s=error.wait_s, paused=paused
            )
        if len(items) == 1:
            return _send_single(sink, items[0], error, clock)
    except Exception as error:  # noqa: BLE001 - logged, and the row is refused
        if len(items) == 1:
            _log.exception("export_body_failed", extra={"fields": {"sink": sink.name}})
            reason = f"Rein could not put it into the words of this place ({type(error).__name__})."
            return DeliveryReport(refused=((items[0], reason),))
    else:
        return DeliveryReport(sent=items)
    return _send_halves(sink, items, clock=clock, has_time=has_time)


def isolate_failures(
    sink: Sink, items: tuple[OutboxItem, ...], *, clock: Clock, has_time: HasTime
) -> DeliveryReport:
    """Send the items one at a time after repeated failures, to find those that break the server."""
    whole = DeliveryReport()
    failed: list[tuple[OutboxItem, str]] = []
    for place, item in enumerate(items):
        if len(failed) == MAX_CONSECUTIVE_FAILURES and not whole.sent:
            return replace(
                whole, undelivered=(*(stumbled for stumbled, _ in failed), *items[place:])
            )
        one = send_batch(sink, (item,), clock=clock, has_time=has_time)
        if one.undelivered and (one.paused or not one.reason):
            return _merged(
                whole,
                replace(one, undelivered=(*(stumbled for stumbled, _ in failed), *items[place:])),
            )
        if one.undelivered:
            failed.append((item, one.reason))
            whole = replace(whole, reason=one.reason, wait_s=one.wait_s)
        else:
            whole = _merged(whole, one)
    if whole.sent:
        return replace(whole, failed=tuple(failed), reason="", wait_s=None)
    return replace(whole, undelivered=tuple(item for item, _ in failed))


def _send_halves(
    sink: Sink, items: tuple[OutboxItem, ...], *, clock: Clock, has_time: HasTime
) -> DeliveryReport:
    middle = len(items) // 2
    first = send_batch(sink, items[:middle], clock=clock, has_time=has_time)
    if first.undelivered:
        return replace(first, undelivered=first.undelivered + items[middle:])
    return _merged(first, send_batch(sink, items[middle:], clock=clock, has_time=has_time))


def _merged(first: DeliveryReport, second: DeliveryReport) -> DeliveryReport:
    """Merge two reports; the later one decides about reason and wait."""
    return replace(
        second,
        sent=first.sent + second.sent,
        refused=first.refused + second.refused,
        expired=first.expired + second.expired,
        undelivered=first.undelivered + second.undelivered,
        reason=second.reason or first.reason,
    )


def _send_single(
    sink: Sink, item: OutboxItem, error: DeliveryError, clock: Clock
) -> DeliveryReport:
    payload = item.payload
    if error.status == TOO_LARGE and isinstance(payload, TracePayload):
        return _send_truncated(sink, item, payload, error)
    if (
        may_be_id_age_error(error)
        and isinstance(payload, TracePayload)
        and payload.remote_id is None
        and clock.now().timestamp() - unix_time_of(payload.effective_id) > MAX_ID_AGE_S
    ):
        return DeliveryReport(expired=(item,))
    return DeliveryReport(refused=((item, error.reason),))


def may_be_id_age_error(error: DeliveryError) -> bool:
    """Return whether the refusal may be about the age of an id; its wording varies by version."""
    return error.status == 400


def _send_truncated(
    sink: Sink, item: OutboxItem, payload: TracePayload, error: DeliveryError
) -> DeliveryReport:
    """Send a trace that is too large with truncated texts; the database keeps the full ones."""
    for characters in TRUNCATED_LENGTHS:
        try:
            sink.deliver((payload.truncated(characters),))
        except DeliveryError as again:
            if again.then is not RetryDecision.REFUSED:
                paused = again.then is RetryDecision.PAUSED
                return DeliveryReport(
                    undelivered=(item,), reason=again.reason, wait_s=again.wait_s, paused=paused
                )
            error = again
            if again.status != TOO_LARGE:
                break
        else:
            return DeliveryReport(sent=(item,))
    return DeliveryReport(refused=((item, error.reason),))
