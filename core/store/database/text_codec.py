"""Compress text for storage. Every string survives, even with characters UTF-8 rejects."""

import zlib

_ENCODING = "utf-8"
_ERRORS = "surrogatepass"


def compress_text(text: str) -> bytes:
    """Return `text` compressed."""
    return zlib.compress(text.encode(_ENCODING, _ERRORS))


def decompress_text(content: bytes) -> str:
    """Return the text that `compress_text` compressed."""
    return zlib.decompress(content).decode(_ENCODING, _ERRORS)
