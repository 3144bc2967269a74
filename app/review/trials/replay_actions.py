"""What a reviewer or an admin does before a trial: replay a version, by rule or with a model."""

import math
from dataclasses import replace

import streamlit as st

from app import auth, services
from app.ui import empty, notice
from core.errors import ReinError
from core.usecases.trials.replay_by_models import ReplayAsked, save_goals, start_replay
from core.usecases.trials.replay_version import replay_version
from core.usecases.trials.require_replay import write_verdict


def by_rule(prompt: str, version: int) -> None:
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


def with_model(asked: ReplayAsked, usd: float | None) -> None:
    """Queue a replay with a model; it may cost a quarter more than `usd`."""
    rein, viewer = services.rein(), auth.current_viewer()
    within = replace(asked, budget_usd=math.ceil(125 * (usd or 0.0)) / 100)

    def queue() -> None:
        start_replay(rein, viewer=viewer, asked=save_goals(rein, viewer=viewer, asked=within))

    notice.attempt(queue, done="The replay is queued; its verdict will stand in the table.")
