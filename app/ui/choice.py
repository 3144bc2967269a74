"""A select box whose address holds an id, not the label: a label may change, a link may not.

Streamlit writes into the address what a select box shows. Here the value of the widget is the id,
the label is only drawn, and the address is read before and written after the widget.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st


def by_id(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    on_change: Callable[[], None] | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """Ask for one of the options, ids with their labels, and return its id.

    The address has the id under `key`; without one, or with one that is no longer there, the first
    option is chosen. `on_change` is called when the person chooses another one.
    """
    ids = list(options)
    widget, written = f"{key}.choice", st.query_params.get(key)
    if written in options and st.session_state.get(widget) != written:
        st.session_state[widget] = written
    elif st.session_state.get(widget) not in options:
        st.session_state[widget] = ids[0]

    def choose() -> None:
        st.query_params[key] = st.session_state[widget]
        if on_change is not None:
            on_change()

    chosen: str = st.selectbox(
        label,
        ids,
        format_func=lambda one: options[one],
        key=widget,
        on_change=choose,
        width=width,
    )
    return chosen
