"""Delivers due mail: look who is due, connect, claim, send, settle.

The outbox of exports sends again what a dead sender had claimed, because a trace may arrive twice.
A mail may not: the row of a person's day is claimed before the mail is sent, and a claim is never
taken over. So a mail is sent at most once, also by two replicas and after a sudden end. No
transaction is open while the server works.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import islice
from typing import TYPE_CHECKING

from core.bootstrap import Rein
from core.mail.choice import MailKind, is_time
from core.mail.closing import with_closing
from core.mail.delivery_result import MailFailure, MailUnavailable
from core.mail.letter import Letter
from core.mail.message import Envelope, build_message
from core.mail.places import Places
from core.mail.secrets import message_id, unsubscribe_secret
from core.mail.server import MailServer, mail_server_of
from core.store.mail.read import list_recipients
from core.store.mail.values import DeliveryState, MailDelivery, MailRecipient
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.mail.settle_mail import SINK, mark_reached, mark_unreachable, settle_mail
from core.usecases.mail.write_mail import find_due_mail

POLL_S = 20.0
BATCH_SIZE = 50
"""Mails that are written before the first of them is sent."""
MAX_SECONDS = 60.0
"""Seconds after which no further mail is begun, so that new mails do not wait for a slow server."""

LOST_AFTER = timedelta(minutes=10)
"""A mail claimed for longer is one of a process that died; sending takes a minute at most."""

LOST_REASON = "The process that sent it ended before the server's answer; it may have arrived."

if TYPE_CHECKING:  # loading it loads the client of SMTP
    from core.mail.smtp import MailSession

_log = logging.getLogger(__name__)


class MailLoop:
    """Delivers due mail in a thread of its own; implements core.jobs.delivery_loop."""

    def __init__(self, rein: Rein, server: MailServer) -> None:
        self._rein = rein
        self._server = server
        self._next_at = 0.0

    def deliver(self) -> float:
        now = self._rein.clock.monotonic()
        if now < self._next_at:
            return self._next_at - now
        if deliver_due_mail(self._rein, self._server) == BATCH_SIZE:
            return 0.0
        self._next_at = now + POLL_S
        return POLL_S

    def close(self) -> None:
        """Do nothing: the connection is closed after each round."""


@without_viewer(Access.SYSTEM, "the delivery loop")
def mail_loops(rein: Rein) -> dict[str, MailLoop]:
    """Return the delivery of mail by its name, or nothing without a server."""
    server = mail_server_of(rein.settings)
    return {} if server is None else {SINK: MailLoop(rein, server)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A mail that is due, before it is claimed."""

    recipient: MailRecipient
    delivery: MailDelivery
    letter: Letter


@without_viewer(Access.SYSTEM, "the delivery loop")
def deliver_due_mail(rein: Rein, server: MailServer) -> int:
    """Send mail that is due now, one batch. Returns how many were accepted."""
    now = rein.clock.now()
    with rein.database.begin() as work:
        lost = work.mail.mark_lost(before=now - LOST_AFTER, reason=LOST_REASON)
        health = work.deliveries.sink_health(SINK)
    if lost:
        _log.warning("mail_in_doubt", extra={"fields": {"mails": lost}})
    if health.wait_s(now) > 0:
        return 0
    due = (_draft(rein, server, recipient, now) for recipient in list_recipients(rein.database))
    drafts = list(islice((draft for draft in due if draft is not None), BATCH_SIZE))
    if not drafts:
        return 0
    from core.mail.smtp import open_session  # noqa: PLC0415 - loaded only when a mail is due

    try:
        with open_session(server) as session:
            mark_reached(rein, health)
            return _send_all(rein, session, drafts)
    except MailUnavailable as error:
        mark_unreachable(rein, health, reason=str(error), paused=error.lasting)
        return 0


def _send_all(rein: Rein, session: "MailSession", drafts: list[_Draft]) -> int:
    """Send one mail after the other. Raises MailUnavailable if the server refuses our sender."""
    until = rein.clock.monotonic() + MAX_SECONDS
    sent = 0
    for draft in drafts:
        if not session.is_open or rein.clock.monotonic() > until:
            break
        if not _claim(rein, draft):
            continue
        message = _message(draft, session.server, rein.clock.now())
        result = session.send(message, to=draft.recipient.subscription.address)
        sent += settle_mail(rein, draft.delivery, result) is DeliveryState.SENT
        if result.failure is MailFailure.SENDER:
            raise MailUnavailable(
                f"The mail server refuses the sender ({result.answer}).",
                advice="Check REIN_MAIL_FROM.",
                lasting=True,
            )
    return sent


def _draft(rein: Rein, server: MailServer, to: MailRecipient, now: datetime) -> _Draft | None:
    """Return the mail a person is due, or None; a day without one is settled here."""
    local = now.astimezone(to.viewer.time_zone)
    last, day = to.last, local.date()
    if last is not None and last.state is DeliveryState.WAITING and last.day < day:
        with rein.database.begin() as work:
            work.mail.settle(replace(last, state=DeliveryState.FAILED, retry_at=None))
    again = last is not None and last.day == day
    if last is not None and (last.day > day or (again and not _may_retry(last, now))):
        return None
    if not is_time(to.subscription.preferences, local):
        return None
    due = find_due_mail(
        rein,
        viewer=to.viewer,
        subscription=to.subscription,
        local=local,
        places=Places(site=server.site),
    )
    delivery = MailDelivery(
        user_id=to.viewer.id,
        day=day,
        kind=due.kind if due is not None else MailKind.REMINDER,
        state=DeliveryState.SENDING if due is not None else DeliveryState.NOTHING_DUE,
        attempts=last.attempts + 1 if again and last is not None else 1,
        claimed_at=now,
    )
    if due is None:
        with rein.database.begin() as work:
            _store_claim(work, delivery)
            work.mail.settle(delivery)
        return None
    return _Draft(recipient=to, delivery=delivery, letter=due.letter)


def _may_retry(last: MailDelivery, now: datetime) -> bool:
    waits = last.state is DeliveryState.WAITING
    return waits and (last.retry_at is None or last.retry_at <= now)


def _claim(rein: Rein, draft: _Draft) -> bool:
    """Claim the mail, unless another process has, or the person ended it a moment ago."""
    with rein.database.begin() as work:
        current = work.mail.find(draft.delivery.user_id)
        if current != draft.recipient.subscription:
            return False
        return _store_claim(work, replace(draft.delivery, claimed_at=rein.clock.now()))


def _store_claim(work: UnitOfWork, delivery: MailDelivery) -> bool:
    if delivery.attempts == 1:
        return work.mail.claim(delivery)
    return work.mail.claim_again(
        delivery.user_id, delivery.day, attempts=delivery.attempts - 1, now=delivery.claimed_at
    )


def _message(draft: _Draft, server: MailServer, now: datetime) -> EmailMessage:
    subscription, delivery = draft.recipient.subscription, draft.delivery
    places = Places(site=server.site)
    unsubscribe = places.unsubscribe(unsubscribe_secret(subscription.key))
    envelope = Envelope(
        to=subscription.address,
        message_id=message_id(subscription.key, delivery.kind, delivery.day),
        sent_at=now,
        unsubscribe=unsubscribe,
    )
    letter = with_closing(draft.letter, places, unsubscribe=unsubscribe)
    return build_message(letter, envelope, server)
