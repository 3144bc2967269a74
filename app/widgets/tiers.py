"""Whose tier is which, and the way to change one or to take a change back."""

from collections.abc import Callable

import streamlit as st

from app.widgets import frame, notice
from core.ports import Tier
from core.store.accounts.read import AccountRow

PLACE = "tiers"
Change = Callable[[AccountRow, Tier], None]


def show(
    rows: tuple[AccountRow, ...], last: tuple[str, Tier] | None, *, key: str, on_change: Change
) -> None:
    """Draw the accounts. `last` is the account that was changed last, with the tier it had before."""
    frame.section("Tiers")
    frame.note(
        "A tier decides which models an account's goals are written by. A change counts from the next run on."
    )
    notice.show(PLACE)
    by_id = {row.user_id: row for row in rows}
    if last is not None and last[0] in by_id:
        back = (by_id[last[0]], last[1])
        st.button(
            "Take it back", key=f"{key}.undo", on_click=on_change, args=back, icon=":material/undo:"
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        account = st.selectbox(
            "Account",
            list(by_id),
            format_func=lambda one: f"{by_id[one].name} ({by_id[one].tier})",
            key=f"{key}.account",
        )
        row = by_id[account]
        others = [tier for tier in Tier if tier is not row.tier]
        tier = st.selectbox(
            "New tier", others, format_func=lambda one: one.value.capitalize(), key=f"{key}.tier"
        )
        st.button("Change the tier", key=f"{key}.change", on_click=on_change, args=(row, tier))
