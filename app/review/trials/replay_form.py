"""The form that replays a version before it meets people: by rule, or with a model."""

import streamlit as st

from app.review.shared import version_names
from app.review.trials import load_replay, present_versions, replay_actions
from app.review.trials.load import Choices
from app.ui import page_text
from core import formats
from core.errors import ReinError
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.trials.replay_by_models import Planned, ReplayAsked
from core.usecases.trials.replay_version import LEAST_GOALS, USUAL_GOALS

KEY = "trials.replay"
PAST_GOALS = "Past goals, up to half of them low-rated"


def draw(choices: Choices, *, may_pay: bool) -> None:
    """Draw the choice of a version and the button that replays it, or why it cannot be replayed."""
    versions = {present_versions.label(one): one for one in present_versions.candidates(choices)}
    if not versions:
        return
    page_text.section("Replay before people")
    chosen = versions[
        st.selectbox(
            "Version to replay",
            list(versions),
            format_func=version_names.version,
            key=f"{KEY}.version",
        )
    ]
    if chosen.text.settings:
        _by_rule(chosen, goals=load_replay.count_goals())
    else:
        _by_models(chosen, may_pay=may_pay)


def _by_rule(version: PromptVersion, *, goals: int) -> None:
    enough = goals >= LEAST_GOALS
    page_text.note(
        f"{formats.pluralize(min(goals, USUAL_GOALS), 'goal')} written twice by the offline coach, "
        "which costs nothing."
        if enough
        else f"A replay writes at least {LEAST_GOALS} past goals again. Of your own people, "
        f"{formats.pluralize(goals, 'goal has', 'goals have')} a plan yet."
    )
    if st.button(
        f"Replay {version_names.version(present_versions.label(version))}",
        key=f"{KEY}.go",
        disabled=not enough,
    ):
        replay_actions.by_rule(version.text.name, version.text.version)
        st.rerun()


def _by_models(version: PromptVersion, *, may_pay: bool) -> None:
    """Draw what the evaluation run of a version would cost, and the button that starts it."""
    datasets = {one.name: one for one in load_replay.list_datasets()}
    name = st.selectbox("Goals of", [PAST_GOALS, *datasets], key=f"{KEY}.dataset")
    items = datasets[name].newest if name in datasets else None
    asked = ReplayAsked(prompt=version.text.name, candidate=version.text.version, items=items)
    plan: Planned | None = None
    try:
        plan = load_replay.forecast(asked)
        page_text.note(present_versions.forecast_text(plan))
    except ReinError as error:
        page_text.note(present_versions.reason_text(error))
    able = plan is not None and plan.usd is not None and (may_pay or plan.usd == 0)
    if plan is not None and not may_pay:
        page_text.note("An admin starts it, because it is paid.")
    st.button(
        f"Replay {version_names.version(present_versions.label(version))}",
        key=f"{KEY}.go",
        disabled=not able,
        on_click=replay_actions.with_model,
        args=(asked, plan.usd if plan is not None else None),
    )
