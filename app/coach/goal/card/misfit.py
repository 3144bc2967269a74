"""After a low rating: what does not fit, so that the card opens at that field."""

import streamlit as st

from app.coach.goal.card import planned
from core.goals.reading import SlotName

_CHOICES: tuple[tuple[str, SlotName | None], ...] = (
    ("The hours", SlotName.HOURS),
    ("The days", SlotName.DAYS),
    ("The date", SlotName.BY),
    ("The target", SlotName.TO),
    ("The start", SlotName.FROM),
    ("Something else", None),
)


def ask(*, key: str) -> None:
    """Draw what may not fit; each button opens the card at its field."""
    st.markdown("**What does not fit?** Correct it, and the plan is written again.")
    with st.container(horizontal=True, gap="small", key=f"{key}.misfit"):
        for label, slot in _CHOICES:
            st.button(
                label,
                key=f"{key}.misfit.{slot or 'other'}",
                on_click=planned.open_at,
                args=(key, slot),
            )
