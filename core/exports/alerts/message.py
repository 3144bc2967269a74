"""An alert in words and as the body of a webhook."""

import json

from core.exports.payload import AlertPayload

_HEADS = {
    "raised": "Alert",
    "worsened": "Alert, now an error",
    "resolved": "Resolved",
    "test": "Test",
}
_LEVELS = {"error": "not working", "warning": "needs attention"}


def write_subject(alert: AlertPayload) -> str:
    """Return the first line: what happened, and how urgent it is."""
    head = _HEADS.get(alert.event, alert.event)
    if alert.event in {"raised", "worsened"}:
        return f"{head} ({_LEVELS.get(alert.level, alert.level)})"
    return head


def page_address(alert: AlertPayload, *, site: str | None) -> str:
    """Return the address of the page with the records; "" without a public address of Rein."""
    return f"{site}/{alert.address}" if site and alert.address else ""


def webhook_body(alert: AlertPayload, *, site: str | None) -> bytes:
    """Return the JSON body: `text` is all that Slack reads, the rest is for programs.

    https://api.slack.com/messaging/webhooks
    """
    lines = [f"*{write_subject(alert)}* {_escaped(alert.message)}", _escaped(alert.advice)]
    address = page_address(alert, site=site)
    body = {
        "text": "\n".join(line for line in (*lines, _escaped(address)) if line),
        "id": alert.event_id,
        "event": alert.event,
        "alert": {
            "key": alert.key,
            "level": alert.level,
            "message": alert.message,
            "advice": alert.advice,
            "url": address,
            "value": alert.value,
            "bound": alert.bound,
            "threshold": alert.threshold,
            "n": alert.n,
            "at": alert.at.isoformat(),
        },
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _escaped(text: str) -> str:
    """Return a text in which Slack finds no command, such as one that notifies a whole channel.

    https://api.slack.com/reference/surfaces/formatting#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
