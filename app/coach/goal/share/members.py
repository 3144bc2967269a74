"""Share a goal with a member of one of the person's organisations."""

from functools import partial

import streamlit as st

from app import auth, services
from app.ui import notice
from core.usecases.organisations.organisations import Member, Organisation, list_organisations
from core.usecases.organisations.share_with_member import share_with_member

Chosen = tuple[Organisation, Member]


def show(goal_id: str, *, days: int, key: str) -> None:
    """Draw the members to choose from; nothing for a person who is in no organisation."""
    viewer = auth.current_viewer()
    others = [
        (organisation, member)
        for organisation in list_organisations(services.rein(), viewer=viewer)
        for member in organisation.members
        if member.user_id != viewer.id
    ]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Or choose a member of your organisations",
            others,
            index=None,
            format_func=_label,
            placeholder="Nobody yet",
            key=f"{key}.member",
        )
        st.button(
            "Share with them",
            key=f"{key}.share",
            disabled=chosen is None,
            on_click=share,
            args=(goal_id, chosen, days, key),
        )


def share(goal_id: str, chosen: Chosen | None, days: int, key: str) -> None:
    """Let the member see the goal."""
    if chosen is None:
        return
    organisation, member = chosen
    sharing = partial(
        share_with_member,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        organisation_id=organisation.id,
        user_id=member.user_id,
        days=days,
    )
    notice.attempt(sharing, done=f"{member.name} sees this goal.", place=key)


def _label(chosen: Chosen) -> str:
    organisation, member = chosen
    return f"{member.name} · {organisation.name}"
