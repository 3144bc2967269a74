"""Store how sending ended: of one mail, and of the connection to the server."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from core.backoff import Backoff
from core.bootstrap import Rein
from core.mail.delivery_result import MailFailure, SendResult
from core.store.exports.values import SinkHealth
from core.store.mail.values import DeliveryState, MailDelivery
from core.usecases.access.allow import Access, without_viewer

SINK = "mail"
"""The name under which the health of the server is stored, beside that of the export sinks."""

PAUSE_AFTER = 3
"""Refused mails in a row after which nothing more is sent to an address."""

MAIL_BACKOFF = Backoff(first_s=60.0, max_s=3_600.0)
"""Waits of a mail that the server does not accept yet."""
SERVER_BACKOFF = Backoff(first_s=30.0, max_s=1_800.0)
"""Waits of all mail while the server cannot be reached or refuses us."""

_STATES = {
    None: DeliveryState.SENT,
    MailFailure.TEMPORARY: DeliveryState.WAITING,
    MailFailure.SENDER: DeliveryState.WAITING,
    MailFailure.REFUSED: DeliveryState.REFUSED,
    MailFailure.IN_DOUBT: DeliveryState.IN_DOUBT,
}

_log = logging.getLogger(__name__)


@without_viewer(Access.SYSTEM, "the delivery loop")
def settle_mail(rein: Rein, delivery: MailDelivery, result: SendResult) -> DeliveryState:
    """Store how an attempt at a mail ended, and return it. The log names no address."""
    now, state = rein.clock.now(), _STATES[result.failure]
    waits = state is DeliveryState.WAITING
    settled = replace(
        delivery,
        state=state,
        sent_at=now if state is DeliveryState.SENT else None,
        retry_at=_retry_at(delivery, now) if waits else None,
        reason="" if state is DeliveryState.SENT else result.answer,
    )
    paused = False
    with rein.database.begin() as work:
        work.mail.settle(settled)
        if state is DeliveryState.SENT:
            work.mail.clear_refusals(delivery.user_id)
        elif state is DeliveryState.REFUSED:
            paused = work.mail.add_refusal(
                delivery.user_id, reason=result.answer, now=now, pause_after=PAUSE_AFTER
            )
    fields = {"kind": delivery.kind, "day": delivery.day.isoformat(), "state": state}
    if state is DeliveryState.SENT:
        _log.info("mail_sent", extra={"fields": fields})
    else:
        more = {"code": result.code, "attempt": delivery.attempts, "paused": paused}
        _log.warning("mail_not_sent", extra={"fields": fields | more})
    return state


def _retry_at(delivery: MailDelivery, now: datetime) -> datetime:
    return now + timedelta(seconds=MAIL_BACKOFF.wait_s(delivery.attempts))


@without_viewer(Access.SYSTEM, "the delivery loop")
def mark_reached(rein: Rein, health: SinkHealth) -> None:
    """Store that the server accepts us again, if it did not."""
    if health.failures:
        with rein.database.begin() as work:
            work.deliveries.save_sink_health(SinkHealth(name=SINK))


@without_viewer(Access.SYSTEM, "the delivery loop")
def mark_unreachable(rein: Rein, health: SinkHealth, *, reason: str, paused: bool) -> None:
    """Store why the server cannot be used, and wait before the next attempt.

    `paused` if it refuses our name, password or sender, which only an admin can change.
    """
    now, failures = rein.clock.now(), health.failures + 1
    wait_s = SERVER_BACKOFF.max_s if paused else SERVER_BACKOFF.wait_s(failures)
    _log.warning(
        "mail_server_unavailable", extra={"fields": {"reason": reason, "failures": failures}}
    )
    with rein.database.begin() as work:
        work.deliveries.save_sink_health(
            SinkHealth(
                name=SINK,
                failures=failures,
                paused=paused,
                reason=reason,
                waits_since=now,
                waits_until=now + timedelta(seconds=wait_s),
            )
        )
