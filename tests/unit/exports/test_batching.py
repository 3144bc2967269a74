import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.exports.batching import batches

BODIES = st.lists(st.fixed_dictionaries({"text": st.text(max_size=30)}), max_size=60)


@given(BODIES, st.integers(1, 9), st.integers(1, 200))
def test_nothing_is_lost_reordered_or_too_large(
    bodies: list[dict[str, Any]], items: int, size: int
) -> None:
    cut = list(batches(bodies, max_items=items, max_bytes=size))

    assert [body for piece in cut for body in piece] == bodies
    for piece in cut:
        total = sum(len(json.dumps(body, ensure_ascii=False).encode()) for body in piece)
        assert 1 <= len(piece) <= items
        assert total <= size or len(piece) == 1
