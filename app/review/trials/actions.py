"""What an admin does with trials: start, stop, promote, roll back, and take it back."""

from collections.abc import Callable

import streamlit as st

from app import auth, services
from app.ui import notice
from core.usecases.trials.change_trial import (
    promote_candidate,
    roll_back_candidate,
    take_back_ending,
)
from core.usecases.trials.proof.write_proof import write_proof
from core.usecases.trials.start_trial import Plan, start_trial
from core.usecases.trials.stop_trial import stop_trial

TRIAL = "id"  # query parameter: the trial that is shown; without it, the list


def start(plan: Plan) -> None:
    """Start a trial and show it; the undo stops it."""
    rein, viewer = services.rein(), auth.current_viewer()
    started: list[str] = []
    if notice.attempt(lambda: started.append(start_trial(rein, viewer=viewer, plan=plan))):
        st.query_params[TRIAL] = started[0]
        notice.post("The trial runs.", undo=lambda: stop(started[0], "The start was taken back."))


def stop(trial_id: str, reason: str) -> None:
    """Stop a trial; everybody gets the champion."""
    rein, viewer = services.rein(), auth.current_viewer()
    _change(
        trial_id,
        lambda: stop_trial(rein, viewer=viewer, trial_id=trial_id, reason=reason),
        done="The trial is stopped: everybody gets the champion.",
    )


def promote(trial_id: str, reason: str) -> None:
    """Release the candidate of a running trial."""
    rein, viewer = services.rein(), auth.current_viewer()
    _change(
        trial_id,
        lambda: promote_candidate(rein, viewer=viewer, trial_id=trial_id, reason=reason),
        done="The candidate is live for everybody, and watched.",
    )


def roll_back(trial_id: str, reason: str) -> None:
    """Roll a promoted candidate back."""
    rein, viewer = services.rein(), auth.current_viewer()
    _change(
        trial_id,
        lambda: roll_back_candidate(rein, viewer=viewer, trial_id=trial_id, reason=reason),
        done="The candidate is rolled back: everybody gets the version before it.",
    )


def take_back(trial_id: str) -> None:
    """Take the last step back."""
    rein, viewer = services.rein(), auth.current_viewer()
    notice.attempt(
        lambda: take_back_ending(rein, viewer=viewer, trial_id=trial_id),
        done="The step is taken back.",
    )


def write_proof_of(trial_id: str) -> bytes:
    """Return the proof of a trial that is over; the audit log has who took it."""
    return write_proof(services.rein(), viewer=auth.current_viewer(), trial_id=trial_id)


def open_list() -> None:
    """Show all trials."""
    st.query_params.pop(TRIAL, None)


def _change(trial_id: str, act: Callable[[], object], *, done: str) -> None:
    if notice.attempt(act):
        notice.post(done, undo=lambda: take_back(trial_id))
