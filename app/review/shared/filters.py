"""Filters of several review pages; each is part of the URL, so that a view can be shared."""

import streamlit as st

from core.usecases.traces.list_traces import FilterChoices


def model(choices: FilterChoices) -> str | None:
    """Ask for one model; None means all."""
    return one_of("Model", choices.models, key="model")


def one_of(label: str, options: tuple[str, ...], *, key: str) -> str | None:
    """Ask for one of the options; None means all."""
    return st.selectbox(
        label,
        [option for option in options if option],
        index=None,
        placeholder="All",
        key=key,
        bind="query-params",
        persist_state="session",
    )
