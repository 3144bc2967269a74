"""Which records a review page counts; each filter is part of the URL, so that a view can be shared.

All review pages draw the same filters under the same keys, so a choice goes along from page to
page. They are folded into one button, which counts those that are set and names them.
"""

from collections.abc import Mapping
from typing import Literal, TypedDict

import streamlit as st

from app.review.shared.chosen_filters import folded, show_chosen
from app.review.shared.slice_text import (
    KINDS,
    LANGUAGES,
    TIERS,
    WRITERS,
    label_of,
    slice_of,
)
from core.quality.slice import Slice
from core.usecases.traces.list_traces import FilterChoices

PROMPT, MODEL = "prompt", "model"
KIND, LANGUAGE, TIER, WRITER = "kind", "language", "tier", "writer"
"""The keys of the widgets, and the names of the query parameters."""
COMMON: Mapping[str, object] = dict.fromkeys((PROMPT, MODEL, KIND, LANGUAGE, TIER, WRITER))
"""The value of each filter that leaves nothing out."""


class FoldedChoices(TypedDict):
    """The labels chosen among the less used filters; None means all."""

    kind: str | None
    language: str | None
    tier: str | None
    writer: str | None


def ask_slice(choices: FilterChoices) -> Slice:
    """Draw the filters that all pages have, folded into one button, and return the chosen ones."""
    with folded(COMMON):
        chosen = ask_common(choices)
    show_chosen(COMMON)
    return chosen


def ask_common(choices: FilterChoices) -> Slice:
    """Draw the filters that all pages have, and return the chosen ones."""
    return slice_of(
        prompt=one_of("Prompt version", choices.prompt_versions, key=PROMPT),
        model=one_of("Model", choices.models, key=MODEL),
        **ask_folded(choices),
    )


def ask_folded(choices: FilterChoices) -> FoldedChoices:
    """Draw the less used filters, and return the chosen labels by the names of `slice_of`."""
    return FoldedChoices(
        kind=_one_named("Kind of goal", choices.kinds, KINDS, key=KIND),
        language=_one_named("Language", choices.languages, LANGUAGES, key=LANGUAGE),
        tier=_one_named("Tier", choices.tiers, TIERS, key=TIER),
        writer=one_of("Written by", tuple(WRITERS.values()), key=WRITER),
    )


def one_of(
    label: str, options: tuple[str, ...], *, key: str, width: int | Literal["stretch"] = "stretch"
) -> str | None:
    """Ask for one of the options; None means all."""
    return st.selectbox(
        label,
        [option for option in options if option],
        index=None,
        placeholder="All",
        key=key,
        bind="query-params",
        persist_state="session",
        width=width,
    )


def _one_named(
    label: str, values: tuple[str, ...], names: Mapping[str, str], *, key: str
) -> str | None:
    """Ask for one of the values, and return its name."""
    return one_of(label, tuple(label_of(value, names) for value in values), key=key)
