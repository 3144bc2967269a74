"""Draw the list of trials, the proposal, and the versions that can be tried."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from app.review.shared import version_names
from app.review.trials import actions, present, present_versions
from app.review.trials.load import Choices, ListedTrial
from app.ui import empty, page_text, table
from core.usecases.prompts.list_prompts import PromptVersion, ReleaseStatus
from core.usecases.trials.propose_version import Proposal
from core.usecases.trials.replay_version import Verdict
from core.usecases.trials.start_trial import MAX_REASON_CHARACTERS


def show_list(listed: tuple[ListedTrial, ...], *, now: datetime) -> str | None:
    """Draw all trials, newest first. Return the chosen address."""
    page_text.section("All trials")
    if not listed:
        empty.show("No trials yet", hint=present.NOTHING_YET)
        return None
    rows = tuple(present.list_cells(one, now=now) for one in listed)
    return table.show(present.COLUMNS, rows, caption="Trials, newest first", key="trials.list")


def show_proposal(proposal: Proposal | None) -> None:
    """Draw the version to try next, and why."""
    page_text.section("Proposed by rule")
    if proposal is None:
        page_text.note("Nothing in the last 30 days points to other settings of the offline coach.")
        return
    page_text.lead(
        f"Try {version_names.version(f'defaults@v{proposal.version}')}. {proposal.reason}"
    )
    page_text.note("It stays a draft until an admin approves it, which starts its trial.")


def show_versions(choices: Choices) -> None:
    """Draw the versions that are not live, with their newest replay."""
    page_text.section("Versions that can be tried")
    versions = present_versions.candidates(choices)
    if not versions:
        page_text.note("A trial of each prompt runs, or no version is a draft.")
        return
    table.show(
        present_versions.VERSION_COLUMNS,
        tuple(present_versions.version_cells(choices, one) for one in versions),
        caption="Versions that are not live",
        key="trials.versions",
    )


def ask_start(choices: Choices, proposal: Proposal | None) -> None:
    """Draw the form that starts a trial, or approves the proposal; only passed versions are in."""
    replays = (
        (one, present_versions.replay_of(choices, one))
        for one in present_versions.candidates(choices)
    )
    passed = {
        present_versions.label(one): one
        for one, replay in replays
        if replay is not None and replay.verdict is Verdict.PASSED
    }
    if not passed:
        page_text.note("No version has passed a replay against the live one, so none can start.")
        return
    proposed = f"defaults@v{proposal.version}" if proposal is not None else ""
    label = "Approve and start" if proposed in passed else "Start a trial"
    with (
        st.popover(label, key="trials.start", type="primary"),
        st.form("trials.start.form", border=False),
    ):
        names = list(passed)
        chosen = st.selectbox(
            "Version",
            names,
            index=names.index(proposed) if proposed in passed else 0,
            format_func=version_names.version,
            key="trials.start.version",
        )
        share = st.slider("Share of people who get it, in percent", 1, 99, 50, key="trials.share")
        reason = st.text_input(
            "What should get better",
            value=proposal.reason if proposal is not None and proposed in passed else "",
            max_chars=MAX_REASON_CHARACTERS,
            key="trials.start.reason",
        )
        again = _ask_again(passed)
        page_text.note(present.OF_THE_START)
        if st.form_submit_button("Start the trial", key="trials.start.go", type="primary"):
            actions.start(passed[chosen].text, share=share / 100, reason=reason, again=again)
            st.rerun()


def _ask_again(passed: Mapping[str, PromptVersion]) -> bool:
    """Ask about versions that were rolled back before, if there are any."""
    rolled_back = [
        version_names.version(name)
        for name, one in passed.items()
        if one.status is ReleaseStatus.ROLLED_BACK
    ]
    return bool(rolled_back) and st.checkbox(
        f"Try again although it was rolled back: {', '.join(rolled_back)}",
        key="trials.start.again",
    )
