"""A provider and its models: their health, with the reason, the next step and the figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from app.widgets import formats, rows
from app.widgets.text import markup
from app.widgets.words import Tone, tag
from core.llm.providers.catalog import Provider
from core.store.providers.read import ModelHealth


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a model stands: a word, the reason, and what to do."""

    word: str
    tone: Tone
    why: str
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """One model that can be asked."""

    key: str
    name: str
    state: State
    standing: ModelHealth
    circuit_open: bool
    """Whether its circuit is open, so that only a probe is made."""
    probing: bool
    """Somebody's call is its try; another one would not get through to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderView:
    """A provider whose key is set."""

    provider: Provider
    host: str
    models: tuple[ModelView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A provider that is not set up, and its models."""

    name: str
    variable: str
    models: tuple[str, ...]


def show_provider(view: ProviderView) -> None:
    """Draw who makes the models that follow, where they are asked, and that there is a key."""
    provider = view.provider
    said = "Address set" if provider.variable == provider.address_variable else "Key set"
    st.html(
        f'<p class="rein-maker"><b>{markup(provider.name)}</b><span>{said} ({markup(provider.variable)})</span>'
        f"<span>asked at {markup(view.host or 'an address that cannot be read')}</span></p>"
    )


def show_model(view: ModelView, *, now: datetime) -> None:
    """Draw how one model stands."""
    state, last = view.state, view.standing.last_error
    step = f"<p>{markup(state.step)}</p>" if state.step else ""
    # What failed last is told once: where the newest call is that failure, it is the reason above.
    past = last if last is not None and last != view.standing.last else None
    told = (
        f'<p class="past">Last failure: {markup(past.message.strip())} {formats.moment(past.at, now=now)}.</p>'
        if past is not None
        else ""
    )
    word = tag(markup(state.word), state.tone)
    st.html(
        f'<div class="rein-model"><div class="top"><b>{markup(view.name)}</b>{word}</div>'
        f"<p>{markup(state.why)}</p>{step}<dl>{''.join(_figures(view.standing))}</dl>{told}</div>"
    )


def show_missing(missing: tuple[Missing, ...]) -> None:
    """Draw what could be set up, and by which variable."""
    rows.show(tuple((one.name, one.variable, _would(one)) for one in missing))


def _would(one: Missing) -> str:
    return (
        f"{' and '.join(one.models)}."
        if one.models
        else "Any server that speaks OpenAI's way, under your own name."
    )


def _figures(standing: ModelHealth) -> Iterator[str]:
    if standing.calls:
        rate, calls = formats.share(standing.success), formats.counted(standing.calls, "call")
        yield _figure(
            "Success, 24 h", rate, f"of {calls}, {formats.share_interval(standing.interval)}"
        )
    if standing.timed:
        answers = formats.counted(standing.timed, "answer")
        yield _figure("Median time", formats.milliseconds(standing.p50_ms), f"n = {answers}")
        yield _figure("95 % within", formats.milliseconds(standing.p95_ms), f"n = {answers}")
    if standing.calls or standing.spent_usd:
        unpriced = (
            f"{formats.counted(standing.unpriced, 'answer')} unpriced"
            if standing.unpriced
            else "since 00:00 UTC"
        )
        yield _figure(
            "Spent today", formats.money(standing.spent_usd, known=not standing.unpriced), unpriced
        )
    if standing.declined:
        yield _figure(
            "Declined, 24 h", formats.count(standing.declined), "texts, by its own filter"
        )
    if standing.in_flight:
        yield _figure("Under way", formats.count(standing.in_flight), "right now")


def _figure(name: str, value: str, more: str) -> str:
    return f"<div><dt>{name}</dt><dd>{markup(value)}<small>{markup(more)}</small></dd></div>"
