"""Draw what an admin can do with a trial; each asks for a reason and names its consequence."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app.review.trials import actions
from app.review.trials.load import TrialView
from app.ui import page_text
from core.experiments.decision import Outcome
from core.usecases.trials.list_trials import Watch
from core.usecases.trials.start_trial import MAX_REASON_CHARACTERS


def show(view: TrialView) -> None:
    """Draw the actions that the state of the trial allows."""
    trial = view.report.trial
    with st.container(horizontal=True):
        if trial.sample:
            page_text.note("It is part of the sample, so nothing in it can be changed.")
        elif trial.outcome is Outcome.RUNNING:
            _ask(
                "Stop",
                f"Everybody gets v{trial.champion} again. The trial ends without a winner.",
                lambda reason: actions.stop(trial.id, reason),
            )
            _ask(
                "Promote",
                f"Everybody gets v{trial.candidate} from now on, whatever the rule says. It is "
                "watched, and rolled back by itself if it is worse than the trial has found.",
                lambda reason: actions.promote(trial.id, reason),
            )
        elif trial.watch in {Watch.WATCHED, Watch.ENDED}:
            _ask(
                "Roll back",
                f"Everybody gets v{trial.champion} again, and v{trial.candidate} is not proposed.",
                lambda reason: actions.roll_back(trial.id, reason),
            )
        if view.report.opik_address is not None:
            st.link_button("Open in Opik", view.report.opik_address)
        if trial.outcome is not Outcome.RUNNING:
            st.download_button(
                "Proof",
                partial(actions.write_proof_of, trial.id),
                file_name=f"proof-{trial.label}-{trial.id[:8]}.zip",
                mime="application/zip",
                key="trials.proof",
                help="Rows, rule, texts and result; “rein verify FILE” computes it again.",
                on_click="ignore",
            )


def _ask(label: str, consequence: str, act: Callable[[str], None]) -> None:
    key = f"trials.{label.lower().replace(' ', '_')}"
    with st.popover(label, key=key), st.form(f"{key}.form", border=False):
        page_text.note(consequence)
        reason = st.text_input("Why", max_chars=MAX_REASON_CHARACTERS, key=f"{key}.reason")
        if st.form_submit_button(f"{label} now", key=f"{key}.go", type="primary"):
            act(reason)
            st.rerun()
