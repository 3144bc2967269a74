"""Draw the ways to go on, side by side, and the versions of the plan."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.coach.goal.revision import present
from app.coach.goal.revision.load import Change
from app.ui import html
from app.ui.text import plain
from core.usecases.revisions.list_revisions import PlanVersionRow
from core.usecases.revisions.propose_revisions import (
    TITLES,
    Proposal,
    RevisionKind,
    RevisionOption,
)


def ways_on(proposal: Proposal, *, key: str) -> RevisionKind | None:
    """Draw the ways to go on. Return the one the person chose."""
    if not proposal.options:
        st.caption("Nothing is open from the weeks before.")
        return None
    st.write(plain(present.missed(proposal)))
    reserve = proposal.option(RevisionKind.RESERVE)
    chosen = None if reserve is None else _way(reserve, proposal, key=key)
    others = [option for option in proposal.options if option is not reserve]
    return _side_by_side(others, proposal, key=key) or chosen


def wish_ways(proposal: Proposal, *, key: str) -> RevisionKind | None:
    """Draw the plans that would fulfil a wish. Return the one the person chose."""
    return _side_by_side(list(proposal.options), proposal, key=key)


def _side_by_side(
    options: list[RevisionOption], proposal: Proposal, *, key: str
) -> RevisionKind | None:
    chosen: RevisionKind | None = None
    grid = st.grid(columns=len(options), min_column_width=230, gap="medium", key=f"{key}.ways")
    for option in options:
        with grid, st.container():
            chosen = _way(option, proposal, key=key) or chosen
    return chosen


def _way(option: RevisionOption, proposal: Proposal, *, key: str) -> RevisionKind | None:
    advised = proposal.advised == option.kind
    with st.container(border=True, key=f"{key}.{option.kind}"):
        html.draw(
            Markup('<div class="coach coach-way"><h3>{}{}</h3>{}{}</div>').format(
                TITLES[option.kind],
                Markup(' <span class="coach-meta">suggested</span>') if advised else "",
                present.price(option),
                present.difference(option),
            )
        )
        if st.button(
            f"Choose: {TITLES[option.kind]}",
            key=f"{key}.{option.kind}.choose",
            type="primary" if advised else "secondary",
            disabled=not option.possible,
            width="stretch",
        ):
            return option.kind
    return None


def last_change(versions: tuple[PlanVersionRow, ...], *, key: str) -> bool:
    """Draw the last change with a button to undo it. Return whether it was clicked."""
    newest = versions[0] if versions else None
    if newest is None or newest.kind is None:
        return False
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key=f"{key}.last"
    ):
        html.draw(
            Markup('<div class="coach"><p><b>Last change.</b> {}</p></div>').format(newest.summary),
            width="content",
        )
        return st.button("Undo this change", key=f"{key}.undo", icon=":material/undo:")


def history(change: Change, *, now: datetime, key: str) -> None:
    """Draw the versions of the plan, folded."""
    with st.expander("Plan history", expanded=False, key=f"{key}.history"):
        body = present.history(change.versions, now=now)
        html.draw(Markup('<div class="coach">{}</div>').format(body))
