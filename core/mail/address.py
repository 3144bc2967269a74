"""E-mail addresses that can be written to."""

import re

from core.errors import InvalidInput

MAX_CHARACTERS = 254
"""The longest address that SMTP carries (RFC 5321)."""

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,64}}@){_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})+")


def accept_address(written: str) -> str:
    """Return an address in the form it is sent to. Raises InvalidInput."""
    username, _, domain = written.strip().rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii").lower() if domain.isprintable() else ""
    except UnicodeError:
        host = ""
    address = f"{username}@{host}"
    if len(address) > MAX_CHARACTERS or not _ADDRESS.fullmatch(address):
        raise InvalidInput(
            "This is no e-mail address that Rein can write to.",
            field="address",
            advice="It looks like name@example.org, with plain letters before the @.",
        )
    return address
