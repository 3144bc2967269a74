"""A person's address, wishes and mails as JSON values: a part of the export of all they have."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.mail.read import find_subscription, list_deliveries
from core.usecases.access.allow import Access, allow

Json = dict[str, Any]


@allow(Access.PERSON)
def mail_json(rein: Rein, *, viewer: Viewer) -> Json | None:
    """Return what is stored of the viewer's mail, without secrets; None if there is nothing."""
    stored = find_subscription(rein.database, viewer.id)
    mails = [
        {
            "day": one.day.isoformat(),
            "kind": one.kind,
            "state": one.state,
            "sent_at": _moment(one.sent_at),
            "reason": one.reason,
        }
        for one in list_deliveries(rein.database, viewer.id)
    ]
    if stored is None:
        return {"address": None, "mails": mails} if mails else None
    return {
        "address": stored.address,
        "confirmed_at": _moment(stored.confirmed_at),
        "unsubscribed_at": _moment(stored.unsubscribed_at),
        "paused_at": _moment(stored.paused_at),
        "reason": stored.reason,
        "wishes": asdict(stored.preferences),
        "mails": mails,
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
