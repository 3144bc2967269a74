"""Rows of mail as values, and values as rows."""

from dataclasses import asdict
from typing import Any

from core.mail.choice import MailKind
from core.mail.preferences import MailPreferences
from core.store.database.rows import Row
from core.store.mail.values import DeliveryState, MailDelivery, MailSubscription

_PREFERENCES = ("daily", "weekly", "hour", "weekday")
_OWN = tuple(name for name in MailSubscription.__dataclass_fields__ if name != "preferences")


def to_subscription(row: Row) -> MailSubscription:
    """Return a row of `mail_subscriptions` as a value."""
    preferences = MailPreferences(**{name: row[name] for name in _PREFERENCES})
    return MailSubscription(preferences=preferences, **{name: row[name] for name in _OWN})


def subscription_row(subscription: MailSubscription) -> dict[str, Any]:
    """Return a subscription as a row."""
    row = {name: getattr(subscription, name) for name in _OWN}
    return row | asdict(subscription.preferences)


def to_delivery(row: Row) -> MailDelivery:
    """Return a row of `mail_deliveries` as a value."""
    values = dict(row)
    kind, state = MailKind(values.pop("kind")), DeliveryState(values.pop("state"))
    return MailDelivery(kind=kind, state=state, **values)
