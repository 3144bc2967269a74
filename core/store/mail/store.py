"""Write addresses and deliveries of mail. One process claims a mail, in one statement."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Connection, and_, delete, select, update

from core.mail.preferences import MailPreferences
from core.store.database.rows import fetch_one
from core.store.database.upsert import insert, replace_rows
from core.store.mail.rows import subscription_row, to_subscription
from core.store.mail.tables import mail_deliveries, mail_subscriptions
from core.store.mail.values import DeliveryState, MailDelivery, MailSubscription


class MailStore:
    """Writes what mail needs; the caller checks whose it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, user_id: str) -> MailSubscription | None:
        """Return a person's subscription, locked until the commit, or None."""
        of_person = mail_subscriptions.c.user_id == user_id
        query = select(mail_subscriptions).where(of_person).with_for_update()
        row = fetch_one(self._connection, query)
        return None if row is None else to_subscription(row)

    def save(self, subscription: MailSubscription) -> None:
        """Store a subscription in place of the person's earlier one."""
        replace_rows(self._connection, mail_subscriptions, [subscription_row(subscription)])

    def remove(self, user_id: str) -> bool:
        """Delete a person's address. Return False if there is none."""
        of_person = mail_subscriptions.c.user_id == user_id
        gone = self._connection.execute(delete(mail_subscriptions).where(of_person))
        return gone.rowcount > 0

    def save_preferences(self, user_id: str, preferences: MailPreferences) -> bool:
        """Change what a person is sent. Return False if they have no address.

        A day on which nothing was due may be looked at again, because its hour may have moved.
        """
        of_person = mail_subscriptions.c.user_id == user_id
        change = update(mail_subscriptions).where(of_person).values(asdict(preferences))
        if self._connection.execute(change).rowcount == 0:
            return False
        idle = (
            mail_deliveries.c.user_id == user_id,
            mail_deliveries.c.state == DeliveryState.NOTHING_DUE,
        )
        self._connection.execute(delete(mail_deliveries).where(*idle))
        return True

    def confirm(self, digest: str, *, now: datetime) -> bool:
        """Confirm the address whose confirmation has this hash and has not expired."""
        valid = and_(
            mail_subscriptions.c.confirm_digest == digest,
            mail_subscriptions.c.confirm_until > now,
        )
        done = {
            "confirm_digest": None,
            "confirm_until": None,
            "confirmed_at": now,
            "unsubscribed_at": None,
            "refusals": 0,
            "paused_at": None,
            "reason": "",
        }
        change = update(mail_subscriptions).where(valid).values(done)
        return self._connection.execute(change).rowcount == 1

    def unsubscribe(self, digest: str, *, now: datetime) -> bool:
        """End all mail to the address with this unsubscribe hash. Return False if there is none."""
        found = mail_subscriptions.c.unsubscribe_digest == digest
        ended = {
            "confirmed_at": None,
            "confirm_digest": None,
            "confirm_until": None,
            "unsubscribed_at": now,
        }
        change = update(mail_subscriptions).where(found).values(ended)
        return self._connection.execute(change).rowcount == 1

    def claim(self, delivery: MailDelivery) -> bool:
        """Store the mail of a person's day. Return False if there is one already."""
        statement = insert(self._connection, mail_deliveries).values(asdict(delivery))
        claimed = statement.on_conflict_do_nothing().returning(mail_deliveries.c.user_id)
        return self._connection.execute(claimed).first() is not None

    def claim_again(self, user_id: str, day: date, *, attempts: int, now: datetime) -> bool:
        """Claim a mail that waits after so many attempts. Return False if another did."""
        change = update(mail_deliveries).where(
            mail_deliveries.c.user_id == user_id,
            mail_deliveries.c.day == day,
            mail_deliveries.c.state == DeliveryState.WAITING,
            mail_deliveries.c.attempts == attempts,
        )
        taken = {
            "state": DeliveryState.SENDING,
            "attempts": attempts + 1,
            "claimed_at": now,
            "retry_at": None,
        }
        return self._connection.execute(change.values(taken)).rowcount == 1

    def settle(self, delivery: MailDelivery) -> None:
        """Store how an attempt ended."""
        of_attempt = (
            mail_deliveries.c.user_id == delivery.user_id,
            mail_deliveries.c.day == delivery.day,
            mail_deliveries.c.attempts == delivery.attempts,
        )
        names = ("state", "retry_at", "sent_at", "reason")
        values = {name: getattr(delivery, name) for name in names}
        self._connection.execute(update(mail_deliveries).where(*of_attempt).values(values))

    def mark_lost(self, *, before: datetime, reason: str) -> int:
        """Mark mails in doubt whose sender claimed them before a moment. Return how many."""
        lost = (
            mail_deliveries.c.state == DeliveryState.SENDING,
            mail_deliveries.c.claimed_at < before,
        )
        values = {"state": DeliveryState.IN_DOUBT, "reason": reason}
        return self._connection.execute(
            update(mail_deliveries).where(*lost).values(values)
        ).rowcount

    def add_refusal(self, user_id: str, *, reason: str, now: datetime, pause_after: int) -> bool:
        """Count a refusal of an address; return whether it is paused from now on."""
        own = mail_subscriptions.c.user_id == user_id
        counted = {"refusals": mail_subscriptions.c.refusals + 1, "reason": reason}
        self._connection.execute(update(mail_subscriptions).where(own).values(counted))
        often = (own, mail_subscriptions.c.refusals >= pause_after)
        pause = update(mail_subscriptions).where(*often).values(paused_at=now)
        return self._connection.execute(pause).rowcount == 1

    def clear_refusals(self, user_id: str) -> None:
        """Forget earlier refusals, because a mail was accepted."""
        own = (mail_subscriptions.c.user_id == user_id, mail_subscriptions.c.refusals > 0)
        cleared = {"refusals": 0, "reason": ""}
        self._connection.execute(update(mail_subscriptions).where(*own).values(cleared))
