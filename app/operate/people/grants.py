"""Let a reviewer read texts in full for a time, on the page of people."""

from collections.abc import Mapping

import streamlit as st

from app import auth, services
from app.ui import notice, page_text
from app.ui.text import plain
from core import formats
from core.usecases.grants.grants import (
    GrantPeriod,
    ReadingGrant,
    give_grant,
    list_grants,
    revoke_grant,
)
from core.usecases.people.people import Person

Granted = Mapping[str, ReadingGrant]
"""Grants in force, by the reviewer's account."""

PERIODS = {GrantPeriod.DAY: "a day", GrantPeriod.WEEK: "a week", GrantPeriod.MONTH: "a month"}
EXPLAINED = (
    "Reviewers see texts of others without personal data. This one sees them in full until then. "
    "Both of you, the audit log and each person whose texts are read see that it was so."
)


def in_force() -> Granted:
    """Return the grants of all reviewers."""
    found = list_grants(services.rein(), viewer=auth.current_viewer())
    return {grant.user_id: grant for grant in found}


def sentence(grant: ReadingGrant) -> str:
    """Return until when, and why, texts are read in full."""
    until = formats.short_moment(grant.expires_at, now=services.now())
    return f"Reads in full until {until}: {grant.reason}"


def show(person: Person, grant: ReadingGrant | None) -> None:
    """Draw what is in force with its end, or the form that gives a grant."""
    key = f"people.{person.user.id}.grant"
    if grant is not None:
        page_text.note(sentence(grant))
        st.button("Mask again", key=f"{key}.revoke", on_click=revoke, args=(person,))
        return
    with st.popover("Show in full", type="tertiary", key=key):
        page_text.note(EXPLAINED)
        st.text_input(
            plain(f"Why {person.user.name} has to see personal data"),
            key=f"{key}.reason",
            max_chars=300,
        )
        st.selectbox(
            "For how long", list(PERIODS), format_func=PERIODS.__getitem__, key=f"{key}.days"
        )
        st.button("Show in full", key=f"{key}.give", type="primary", on_click=give, args=(person,))


def give(person: Person) -> None:
    """Let a reviewer read in full."""
    key, viewer = f"people.{person.user.id}.grant", auth.current_viewer()
    reason, days = st.session_state[f"{key}.reason"], st.session_state[f"{key}.days"]
    notice.attempt(
        lambda: give_grant(
            services.rein(), viewer=viewer, user_id=person.user.id, reason=reason, days=days
        ),
        done=f"{person.login} reads in full for {PERIODS[days]}.",
    )


def revoke(person: Person) -> None:
    """Mask what a reviewer reads."""
    viewer = auth.current_viewer()
    notice.attempt(
        lambda: revoke_grant(services.rein(), viewer=viewer, user_id=person.user.id),
        done=f"{person.login} sees no personal data any more.",
    )
