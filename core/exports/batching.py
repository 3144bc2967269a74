"""Splits a long list of request bodies into batches that a receiver accepts."""

import json
from collections.abc import Iterator
from typing import Any

MAX_ITEMS = 1_000
MAX_BYTES = 4_000_000


def batches(
    bodies: list[dict[str, Any]], *, max_items: int = MAX_ITEMS, max_bytes: int = MAX_BYTES
) -> Iterator[list[dict[str, Any]]]:
    """Yield the bodies in order, in batches within both limits; an oversized body is sent alone."""
    piece: list[dict[str, Any]] = []
    size = 0
    for body in bodies:
        length = len(json.dumps(body, ensure_ascii=False).encode())
        if piece and (len(piece) >= max_items or size + length > max_bytes):
            yield piece
            piece, size = [], 0
        piece.append(body)
        size += length
    if piece:
        yield piece
