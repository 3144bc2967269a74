"""What an admin does with trials: replay, start, stop, promote, roll back, and take it back."""

import math
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from app import auth, services
from app.ui import empty, notice
from core.errors import ReinError
from core.usecases.trials.change_trial import (
    promote_candidate,
    roll_back_candidate,
    take_back_ending,
)
from core.usecases.trials.replay_by_models import ReplayAsked, save_goals
from core.usecases.trials.replay_by_models import start_replay as queue_replay
from core.usecases.trials.replay_version import replay_version
from core.usecases.trials.require_replay import write_verdict
from core.usecases.trials.start_trial import Plan, start_trial
from core.usecases.trials.stop_trial import stop_trial

TRIAL = "id"  # query parameter: the trial that is shown; without it, the list


def replay(prompt: str, version: int) -> None:
    """Replay a version on past goals, with its progress, and say the verdict."""
    with st.status("Writing past goals again with both versions", expanded=True):
        bar = st.progress(0.0)

        def advance(done: int, total: int) -> None:
            bar.progress(done / total, text=f"{done} of {total} goals")

        try:
            found = replay_version(
                services.rein(),
                viewer=auth.current_viewer(),
                prompt=prompt,
                candidate=version,
                on_progress=advance,
            )
        except ReinError as error:
            empty.show_error(error)
            st.stop()
    notice.post(write_verdict(found))


def start_replay(asked: ReplayAsked, usd: float | None) -> None:
    """Queue a replay with a model; it may cost a quarter more than `usd`."""
    rein, viewer = services.rein(), auth.current_viewer()
    within = replace(asked, budget_usd=math.ceil(125 * (usd or 0.0)) / 100)

    def queue() -> None:
        queue_replay(rein, viewer=viewer, asked=save_goals(rein, viewer=viewer, asked=within))

    notice.attempt(queue, done="The replay is queued; its verdict will stand in the table.")


def start(prompt: str, version: int, *, share: float, reason: str) -> None:
    """Start a trial and show it; the undo stops it."""
    rein, viewer = services.rein(), auth.current_viewer()
    started: list[str] = []
    plan = Plan(prompt=prompt, candidate=version, share=share, reason=reason, again=True)
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


def open_list() -> None:
    """Show all trials."""
    st.query_params.pop(TRIAL, None)


def _change(trial_id: str, act: Callable[[], object], *, done: str) -> None:
    if notice.attempt(act):
        notice.post(done, undo=lambda: take_back(trial_id))
