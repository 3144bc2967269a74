"""Draw the parts of the Config page."""

from datetime import datetime

import streamlit as st

from app.review.config import draft_form, load, present, release_form
from app.review.config import versions as version_rows
from app.review.shared import version_names
from app.ui import choice, empty, page_text, sample_mode, table
from core.quality.rubric import RUBRIC
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.targets.get_targets import TargetInForce

FIRST = "generate"
"""The prompt whose results people rate; it is shown first."""


def show_prompts(
    prompts: dict[str, tuple[PromptVersion, ...]], *, now: datetime, sample: bool, may_change: bool
) -> str | None:
    """Draw the versions of a chosen prompt with their results, the text of one, and what changed.

    Returns the chosen address.
    """
    if not prompts:
        empty.show("No prompt was ever released")
        return None
    names = sorted(prompts, key=lambda one: (one != FIRST, one))
    titles = {one: f"{version_names.prompt(one)} ({one})" for one in names}
    name = choice.by_id("Prompt", titles, key="prompt")
    address = show_versions(prompts[name], now=now, sample=sample)
    shown = show_text(name, prompts[name])
    release_form.draw(shown, prompts[name], may_release=may_change)
    draft_form.draw(shown, shown_key=f"config.shown.{name}", may_ask=may_change and not sample)
    return address


def show_versions(
    versions: tuple[PromptVersion, ...], *, now: datetime, sample: bool
) -> str | None:
    """Draw the versions of one prompt. Return the chosen address."""
    name = versions[0].text.name
    results = load.load_results(versions, sample=sample) if name == FIRST else {}
    address = table.show(
        (*version_rows.VERSION_COLUMNS, *(version_rows.RESULT_COLUMNS if results else ())),
        tuple(
            version_rows.version_cells(version, results.get(version.label), now=now)
            for version in versions
        ),
        caption=f"Versions of the prompt {name}",
        key="config.versions",
    )
    page_text.note(version_rows.results_note(counted=name == FIRST))
    if results:
        sample_mode.offer_figures(version_rows.NO_RUN, sample=sample)
    return address


def show_text(name: str, versions: tuple[PromptVersion, ...]) -> PromptVersion:
    """Draw the text of one version, or what changed in it since another one. Return the version."""
    key = f"config.shown.{name}"
    labels = {version.label: version for version in versions}
    live = next((label for label, version in labels.items() if version.live), next(iter(labels)))
    saved = st.session_state.pop(f"{key}.next", None)  # a draft that was just saved
    if saved in labels or st.session_state.get(key) not in labels:
        st.session_state[key] = saved if saved in labels else live
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.selectbox("Version", list(labels), key=key)
        others = [label for label in labels if label != shown]
        against = st.selectbox(
            "Compare with",
            others,
            index=None,
            placeholder="Nothing",
            key=f"config.against.{name}",
            disabled=not others,
        )
    text = (
        present.reading_text(labels[shown])
        if against is None
        else present.write_diff(labels[against], labels[shown])
    )
    language = None if against is None else "diff"
    st.code(text, language=language, wrap_lines=True, height=present.height_of(text))
    return labels[shown]


def show_rubric() -> None:
    """Draw the questions of the rubric."""
    page_text.note(present.rubric_sentence())
    table.show(
        present.ITEM_COLUMNS,
        tuple(map(present.item_cells, RUBRIC)),
        caption="Questions of the rubric",
        key="config.rubric",
    )


def show_targets(found: tuple[TargetInForce, ...]) -> None:
    """Draw every target with the limit in force."""
    page_text.note("The Overview and the alerts are judged by these; a change holds at once.")
    table.show(
        present.TARGET_COLUMNS,
        tuple(map(present.target_cells, found)),
        caption="Targets",
        key="config.targets",
    )


def show_links(*, may_open: bool) -> None:
    """Draw the ways to routes and budgets, which have pages of their own."""
    if not may_open:
        page_text.note("Routes, budgets and keys are set by admins, on pages under Operate.")
        return
    page_text.note("Routes are a file (REIN_ROUTES), budgets are settings; each has its page.")
    st.page_link("operate/routing/page.py", label="Which model is called for what: Routing")
    st.page_link("operate/costs/page.py", label="What may be spent in a day: Costs")
    st.page_link("operate/providers/page.py", label="Which keys and models there are: Providers")
    st.page_link("operate/settings/page.py", label="All settings: Settings")
