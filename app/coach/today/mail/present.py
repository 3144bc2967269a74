"""The words of the section of mail."""

from datetime import datetime

from core import formats
from core.usecases.mail.subscribe import (
    AddressState,
    DeliveryState,
    MailDelivery,
    MailKind,
    MailPreferences,
    MailView,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = tuple(range(24))
INTRODUCTION = (
    "Get a reminder on days with something to do, and a summary once a week. There is never more "
    "than one mail a day, and none about a goal that is paused."
)

_KINDS = {MailKind.REMINDER: "reminder", MailKind.DIGEST: "summary"}
_ENDS = {
    DeliveryState.SENT: "was sent",
    DeliveryState.SENDING: "is being sent",
    DeliveryState.REFUSED: "was refused by the mail server",
    DeliveryState.FAILED: "could not be sent on its day",
    DeliveryState.IN_DOUBT: "may not have arrived, and is not sent twice",
}


def label_of_hour(hour: int) -> str:
    """Return an hour of the day: 08:00."""
    return f"{hour:02}:00"


def state_of(view: MailView, *, now: datetime) -> str:
    """Return how the address stands, in a sentence or two."""
    match view.state:
        case AddressState.UNCONFIRMED:
            return _waiting(view, now=now)
        case AddressState.UNSUBSCRIBED:
            when = ""
            if view.unsubscribed_at is not None:
                when = f" on {formats.short_moment(view.unsubscribed_at, now=now)}"
            return f"You unsubscribed {view.address}{when}. A new link turns mail on again."
        case AddressState.PAUSED:
            return (
                f"The mail server refused several mails to {view.address} in a row "
                f"({view.reason}), so none are sent for now. Check the address; a new link turns "
                "mail on again."
            )
        case AddressState.CONFIRMED:
            return f"Mail goes to {view.address}."


def _waiting(view: MailView, *, now: datetime) -> str:
    until = view.confirm_until
    if until is None or until <= now:
        return f"The link sent to {view.address} has expired. Ask for a new one."
    return (
        f"Open the link in the mail sent to {view.address}. It works until "
        f"{formats.short_moment(until, now=now)}. Nothing arrived? Look among spam, too."
    )


def last_in_words(last: MailDelivery | None, *, now: datetime) -> str:
    """Return what became of the last mail, or "" before the first one."""
    if last is None:
        return ""
    day = formats.day(last.day, today=now.date())
    kind = f"The last mail, a {_KINDS[last.kind]} of {day},"
    if last.state is DeliveryState.WAITING and last.retry_at is not None:
        again = formats.time_of_day(last.retry_at, now=now)
        return f"{kind} was not accepted yet ({last.reason}); Rein tries again at {again}."
    if last.state is DeliveryState.SENT and last.sent_at is not None:
        return f"{kind} was sent at {formats.time_of_day(last.sent_at, now=now)}."
    reason = f" ({last.reason})" if last.state is DeliveryState.REFUSED else ""
    return f"{kind} {_ENDS.get(last.state, 'was not sent')}{reason}."


def saved(wanted: MailPreferences) -> str:
    """Return what applies after a change."""
    parts = []
    if wanted.daily:
        parts.append(f"on days with something to do, from {label_of_hour(wanted.hour)}")
    if wanted.weekly:
        parts.append(f"on {WEEKDAYS[wanted.weekday]} for the week")
    return f"Saved: mail comes {' and '.join(parts)}." if parts else "Saved: no mail comes."
