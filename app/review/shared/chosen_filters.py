"""The button that folds filters, and which of them are set, in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from app.ui import page_text

Empty = Mapping[str, object]
"""Filters by the keys of their widgets, each with the value that leaves nothing out."""

_NOT_SET = (None, "", False)
_NAMES = {
    "stars": "stars",
    "score": "score",
    "no": "no to",
    "words": "with a comment",
    "errors": "with errors",
    "tests": "with tests",
    "from": "from",
    "to": "to",
    "person": "person",
    "goal": "goal",
}
"""What is written before the value of a filter that does not speak for itself."""
_SEEN = frozenset({"q", "said"})
"""What stands beside the button: it is taken back with the others, and not named again."""


@contextmanager
def folded(empty: Empty) -> Iterator[None]:
    """Draw a button that opens the filters, with how many of them are set."""
    count = len(_chosen(empty))
    with st.popover(f"Filters ({count})" if count else "Filters", key="filters.more"):
        yield


def show_chosen(empty: Empty) -> None:
    """Draw which filters are set, with a button that takes all of them back."""
    chosen = _chosen(empty)
    if not chosen and not any(_value_of(key) for key in empty.keys() & _SEEN):
        return
    st.button("Clear filters", key="filters.clear", type="tertiary", on_click=clear, args=(empty,))
    if chosen:
        page_text.note(" · ".join(chosen))


def clear(empty: Empty) -> None:
    """Take back every choice."""
    for key, value in empty.items():
        st.session_state[key] = value


def _chosen(empty: Empty) -> list[str]:
    """Return the filters that are set, in words."""
    found = ((key, _value_of(key)) for key in empty if key not in _SEEN)
    return [
        _in_words(key, value)
        for key, value in found
        if value not in (*_NOT_SET, empty[key]) and value != []
    ]


def _value_of(key: str) -> object:
    """Return the value of a filter; before it is first drawn, only the URL has it."""
    if key in st.session_state:
        return st.session_state[key]
    return st.query_params.get(key)


def _in_words(key: str, value: object) -> str:
    name = _NAMES.get(key, "")
    if value in (True, "true"):
        return name or key
    if isinstance(value, list | tuple):
        value = ", ".join(f"{one:g}" if isinstance(one, float) else str(one) for one in value)
    return f"{name} {value}".strip()
