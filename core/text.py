"""Make text from people and models safe to store."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL rejects, and lone surrogates, which UTF-8 rejects. Models do send them."""


def strip_unstorable(text: str) -> str:
    """Return `text` with a replacement character for each character that no database stores."""
    return _UNSTORABLE.sub("\ufffd", text)
