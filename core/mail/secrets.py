"""Secrets of a person's mail: the address that unsubscribes, and the ids of messages.

Every mail carries the same address to unsubscribe, so its secret has to be found again for each
mail and cannot be stored as a hash alone. It is derived from a random key of the person, and found
by its hash. A reader of the database could end someone's mails with it, and nothing else; a key
on the server instead would end the links of old mails whenever it is changed.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import date

KEY_BYTES = 32
SECRET_BYTES = 32


def new_key() -> str:
    """Return a random key of a person."""
    return secrets.token_hex(KEY_BYTES)


def new_secret() -> str:
    """Return a random secret for a link that works once."""
    return secrets.token_urlsafe(SECRET_BYTES)


def unsubscribe_secret(key: str) -> str:
    """Return the secret of the address that ends all mail to a person; always the same."""
    return base64.urlsafe_b64encode(_derive(key, "unsubscribe")).decode().rstrip("=")


def message_id(key: str, kind: str, day: date) -> str:
    """Return the id of a message, the same for each attempt to send it; it names no one."""
    return _derive(key, f"message {kind} {day.isoformat()}").hex()[:40]


def _derive(key: str, label: str) -> bytes:
    return hmac.digest(bytes.fromhex(key), label.encode(), hashlib.sha256)
