"""What a reviewer chooses in the comparison of judge and people; all of it is in the URL."""

import streamlit as st

from core.quality.agreement.human_values import LEVELS
from core.usecases.scores.get_judge_agreement import SCALES, JudgeSummary

CELL = "cell"
_SOURCE, _JUDGE = "people", "judge"


def ask_source() -> str:
    """Ask what people say is compared with the scores."""
    titles = {scale.title: scale.name for scale in SCALES}
    chosen = st.segmented_control(
        "Compare the judge with",
        tuple(titles),
        default=SCALES[0].title,
        required=True,
        key=_SOURCE,
        bind="query-params",
        persist_state="session",
    )
    return titles[chosen or SCALES[0].title]


def chosen_judge() -> str | None:
    """Return the chosen judge, before the list of judges is known."""
    found: str | None = st.session_state.get(_JUDGE) or st.query_params.get(_JUDGE)
    return found


def ask_judge(judges: tuple[JudgeSummary, ...], *, judge: str) -> None:
    """Ask for one of several judges."""
    names = [summary.judge for summary in judges]
    if st.session_state.get(_JUDGE) not in names:
        st.session_state[_JUDGE] = judge
    st.selectbox("Judge", names, key=_JUDGE, bind="query-params")


def chosen_cell() -> tuple[int, int] | None:
    """Return the levels of score and value whose pairs are listed, or None for all."""
    levels = st.query_params.get(CELL, "").split("-")
    if len(levels) != 2 or not all(one.isdecimal() and int(one) < LEVELS for one in levels):
        return None
    return int(levels[0]), int(levels[1])


def choose_cell(cell: str) -> None:
    """Choose the levels whose pairs are listed; "" for all."""
    if cell:
        st.query_params[CELL] = cell
    else:
        st.query_params.pop(CELL, None)
