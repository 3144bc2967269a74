"""Hands a batch to a sink, and finds the one row that spoils it: refused batches are halved until it stands alone."""

import logging
from collections.abc import Callable
from dataclasses import replace

from core.clock import Clock
from core.exports.delivery_error import Next, Undelivered
from core.exports.ids import moment_of
from core.exports.payload import Delivery, Parcel, Sink, TraceEnvelope

SURELY_ACCEPTED_S = 11 * 3_600
"""Opik can be set to refuse ids that are older than a day, or than twelve hours at the strictest."""

TOO_LARGE = 413
SHORTER = (4_000, 400)
"""Characters to which the texts of a trace are cut, one after the other, where a place finds the whole too large."""

PROBES = 2
"""Rows in a row that may fail before the fault is taken to be the server's and not theirs."""

MayGoOn = Callable[[], bool]

_log = logging.getLogger(__name__)


def hand_over(
    sink: Sink, parcels: tuple[Parcel, ...], *, clock: Clock, may_go_on: MayGoOn
) -> Delivery:
    """Deliver what can be delivered. What is not tried for lack of time is left without a reason."""
    if not may_go_on():
        return Delivery(left=parcels)
    try:
        sink.deliver(tuple(parcel.envelope for parcel in parcels))
    except Undelivered as error:
        if error.then is not Next.REFUSED:
            paused = error.then is Next.PAUSED
            return Delivery(left=parcels, reason=error.reason, wait_s=error.wait_s, paused=paused)
        if len(parcels) == 1:
            return _alone(sink, parcels[0], error, clock)
    except Exception as error:  # noqa: BLE001 - a page must end in words, and what is unexpected is logged
        if len(parcels) == 1:
            _log.exception("export_body_failed", extra={"fields": {"sink": sink.name}})
            reason = f"Rein could not put it into the words of this place ({type(error).__name__})."
            return Delivery(refused=((parcels[0], reason),))
    else:
        return Delivery(sent=parcels)
    return _halves(sink, parcels, clock=clock, may_go_on=may_go_on)


def one_by_one(
    sink: Sink, parcels: tuple[Parcel, ...], *, clock: Clock, may_go_on: MayGoOn
) -> Delivery:
    """Deliver singly after repeated failures: where some arrive, the others are what the server stumbles over."""
    whole = Delivery()
    failed: list[tuple[Parcel, str]] = []
    for place, parcel in enumerate(parcels):
        if len(failed) == PROBES and not whole.sent:
            return replace(whole, left=(*(stumbled for stumbled, _ in failed), *parcels[place:]))
        one = hand_over(sink, (parcel,), clock=clock, may_go_on=may_go_on)
        if one.left and (one.paused or not one.reason):
            return _joined(
                whole, replace(one, left=(*(stumbled for stumbled, _ in failed), *parcels[place:]))
            )
        if one.left:
            failed.append((parcel, one.reason))
            whole = replace(whole, reason=one.reason, wait_s=one.wait_s)
        else:
            whole = _joined(whole, one)
    if whole.sent:
        return replace(whole, stuck=tuple(failed), reason="", wait_s=None)
    return replace(whole, left=tuple(parcel for parcel, _ in failed))


def _halves(
    sink: Sink, parcels: tuple[Parcel, ...], *, clock: Clock, may_go_on: MayGoOn
) -> Delivery:
    middle = len(parcels) // 2
    first = hand_over(sink, parcels[:middle], clock=clock, may_go_on=may_go_on)
    if first.left:
        return replace(first, left=first.left + parcels[middle:])
    return _joined(first, hand_over(sink, parcels[middle:], clock=clock, may_go_on=may_go_on))


def _joined(first: Delivery, second: Delivery) -> Delivery:
    """Return both as one; where they differ in how things stand, the later one knows better."""
    return replace(
        second,
        sent=first.sent + second.sent,
        refused=first.refused + second.refused,
        expired=first.expired + second.expired,
        left=first.left + second.left,
        reason=second.reason or first.reason,
    )


def _alone(sink: Sink, parcel: Parcel, error: Undelivered, clock: Clock) -> Delivery:
    envelope = parcel.envelope
    if error.status == TOO_LARGE and isinstance(envelope, TraceEnvelope):
        return _shorter(sink, parcel, envelope, error)
    too_old = clock.now().timestamp() - moment_of(envelope.sent_id) > SURELY_ACCEPTED_S
    if (
        sink_may_want_new_id(error)
        and too_old
        and isinstance(envelope, TraceEnvelope)
        and envelope.minted_id is None
    ):
        return Delivery(expired=(parcel,))
    return Delivery(refused=((parcel, error.reason),))


def sink_may_want_new_id(error: Undelivered) -> bool:
    """Tell whether the refusal may be about the age of an id; the words for it differ between versions of Opik."""
    return error.status == 400


def _shorter(sink: Sink, parcel: Parcel, envelope: TraceEnvelope, error: Undelivered) -> Delivery:
    """Send a trace that is too large with shorter texts; the whole of them stays here."""
    for characters in SHORTER:
        try:
            sink.deliver((envelope.shortened(characters),))
        except Undelivered as again:
            if again.then is not Next.REFUSED:
                paused = again.then is Next.PAUSED
                return Delivery(
                    left=(parcel,), reason=again.reason, wait_s=again.wait_s, paused=paused
                )
            error = again
            if again.status != TOO_LARGE:
                break
        else:
            return Delivery(sent=(parcel,))
    return Delivery(refused=((parcel, error.reason),))
