"""An answer that can be read with the token and the key of its request alone.

Some answers hold a secret that is stored as a hash elsewhere, and most hold words of a person.
Neither may be read from the database, and the token is not in it.
"""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered: status, headers and body."""

    status: int
    headers: dict[str, str]
    body: str


def digest_of_key(token: str, key: str) -> str:
    """Return under what a key is stored: each token has keys of its own."""
    return _derive("stored", token, key).hex()


def seal(answer: Answer, *, token: str, key: str) -> str:
    """Return an answer encrypted."""
    return _cipher(token, key).encrypt(json.dumps(asdict(answer)).encode()).decode()


def open_sealed(sealed: str, *, token: str, key: str) -> Answer:
    """Return the answer that was encrypted with the same token and key."""
    return Answer(**json.loads(_cipher(token, key).decrypt(sealed.encode())))


def _cipher(token: str, key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derive("sealed", token, key)))


def _derive(use: str, token: str, key: str) -> bytes:
    """Return 256 bits for a use; a token has as many random bits, and needs no slow hash."""
    text = f"rein\0{use}\0{token}\0{key}"
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
