"""Which addresses that a model wrote become links.

An address that misleads is shown in full, not as a link behind words: a user part before the host
(`https://known.org@other`) names one site and opens another. RFC 3986 section 7.6.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

MAX_ADDRESS_CHARACTERS = 500


def is_address(text: str | None) -> bool:
    """Return whether a text is a web address, without spaces and invisible characters."""
    return (
        text is not None
        and text.startswith(("https://", "http://"))
        and len(text) <= MAX_ADDRESS_CHARACTERS
        and text.isprintable()
        and not any(sign.isspace() for sign in text)
    )


def is_known_link(address: str, hosts: Collection[str]) -> bool:
    """Return whether an address is of one of the hosts, over https, and says so plainly.

    Browsers read a backslash as a slash, so an address with one leads elsewhere than it says.
    """
    if not is_address(address) or "\\" in address or not address.isascii():
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = parts.netloc == parts.hostname and port is None
    return parts.scheme == "https" and plain and parts.hostname in hosts
