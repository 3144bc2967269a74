"""The form that starts a trial: what is tried, what decides, and what must not get worse."""

from collections.abc import Mapping

import streamlit as st

from app.review.shared import version_names
from app.review.trials import actions, present, present_versions
from app.review.trials.load import Choices
from app.ui import page_text
from core.usecases.prompts.list_prompts import PromptVersion, ReleaseStatus
from core.usecases.trials.primary_text import TEXTS
from core.usecases.trials.propose_version import Proposal
from core.usecases.trials.replay_version import Verdict
from core.usecases.trials.start_trial import (
    LARGEST_MORE,
    MAX_REASON_CHARACTERS,
    MORE_COST,
    MORE_COST_OF_ROUTES,
    MORE_TIME,
    Plan,
    Primary,
)


def draw(choices: Choices, proposal: Proposal | None) -> None:
    """Draw the form, which also approves the proposal; only passed versions are in."""
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
    proposed = proposal if proposal and f"defaults@v{proposal.version}" in passed else None
    label = "Approve and start" if proposed else "Start a trial"
    with (
        st.popover(label, key="trials.start", type="primary"),
        st.form("trials.start.form", border=False),
    ):
        plan = _ask(passed, proposed)
        page_text.note(present.OF_THE_START)
        if st.form_submit_button("Start the trial", key="trials.start.go", type="primary"):
            actions.start(plan)
            st.rerun()


def _ask(passed: Mapping[str, PromptVersion], proposed: Proposal | None) -> Plan:
    names = list(passed)
    chosen = st.selectbox(
        "Version",
        names,
        index=names.index(f"defaults@v{proposed.version}") if proposed else 0,
        format_func=version_names.version,
        key="trials.start.version",
    )
    reason = st.text_input(
        "What should get better",
        value=proposed.reason if proposed else "",
        max_chars=MAX_REASON_CHARACTERS,
        key="trials.start.reason",
    )
    primary = st.selectbox(
        "What decides",
        list(Primary),
        format_func=lambda one: TEXTS[one].choice,
        help=present.OF_THE_PRIMARY,
        key="trials.start.primary",
    )
    share = st.slider("Share of people who get it, in percent", 1, 99, 50, key="trials.share")
    more_cost = _ask_limit("cost", None, text=present.OF_MORE_COST)
    more_time = _ask_limit("time", MORE_TIME, text=present.OF_MORE_TIME)
    return Plan(
        prompt=passed[chosen].text.name,
        candidate=passed[chosen].text.version,
        reason=reason,
        primary=primary or Primary.STARS,
        share=share / 100,
        more_cost=more_cost,
        more_time=MORE_TIME if more_time is None else more_time,
        again=_ask_again(passed),
    )


def _ask_limit(of: str, usual: float | None, *, text: str) -> float | None:
    """Ask how much more than usual a run may cost or last; return it as a share."""
    usual_of_cost = f"{100 * MORE_COST:g}, of routes {100 * MORE_COST_OF_ROUTES:g}"
    found = st.number_input(
        f"Accepted rise in {of}, in percent",
        min_value=1,
        max_value=round(100 * LARGEST_MORE),
        value=None if usual is None else round(100 * usual),
        step=5,
        placeholder=usual_of_cost if usual is None else f"{100 * usual:g}",
        help=text,
        key=f"trials.start.more_{of}",
    )
    return None if found is None else found / 100


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
