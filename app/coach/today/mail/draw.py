"""Draw the section of mail: the address, and what is sent when."""

from collections.abc import Callable

import streamlit as st

from app.coach.today.mail import present
from core.usecases.mail.subscribe import MailPreferences


def show_address(*, key: str, submit: Callable[[], None], known: str = "") -> None:
    """Draw the form that asks for an address and sends it a link."""
    label = "Send a new link" if known else "Send confirmation link"
    with st.form(f"{key}.form", border=False):
        st.text_input(
            "E-mail address",
            value=known,
            key=f"{key}.address",
            placeholder="name@example.org",
            autocomplete="email",
            max_chars=254,
        )
        st.form_submit_button(label, icon=":material/mail:", on_click=submit)


def show_preferences(preferences: MailPreferences, *, key: str, save: Callable[[], None]) -> None:
    """Draw what is sent and when; a change calls `save`."""
    left, right = st.columns(2)
    left.toggle(
        "Reminder on days with something to do",
        value=preferences.daily,
        on_change=save,
        key=f"{key}.daily",
    )
    right.toggle(
        "Summary of the week", value=preferences.weekly, on_change=save, key=f"{key}.weekly"
    )
    left.selectbox(
        "Time of day",
        present.HOURS,
        index=preferences.hour,
        format_func=present.label_of_hour,
        on_change=save,
        disabled=not (preferences.daily or preferences.weekly),
        key=f"{key}.hour",
    )
    right.selectbox(
        "Day of the summary",
        tuple(range(7)),
        index=preferences.weekday,
        format_func=present.WEEKDAYS.__getitem__,
        on_change=save,
        disabled=not (preferences.daily or preferences.weekly),
        key=f"{key}.weekday",
        help="After two weeks without a tick, this summary takes the place of daily reminders.",
    )


def show_removal(*, key: str, remove: Callable[[], None]) -> None:
    """Draw the button that deletes the address."""
    st.button(
        "Remove address",
        icon=":material/delete:",
        on_click=remove,
        key=f"{key}.remove",
        help="No mail is sent from then on, and the address is deleted.",
    )
