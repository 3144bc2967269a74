"""The section of mail on the page Today, folded; without a mail server it is not there."""

from functools import partial

import streamlit as st

from app import services
from app.coach.today.mail import draw, load, present
from app.ui import notice
from app.ui.text import plain
from core.usecases.mail.subscribe import AddressState, MailPreferences

KEY = "today.mail"


def show() -> None:
    """Draw the section as a fragment, so that using it redraws nothing else."""
    if load.is_configured():
        st.fragment(_show)()


def _show() -> None:
    fold = st.expander("E-mail reminders", key=KEY, on_change="rerun", icon=":material/mail:")
    if not fold.open:
        return
    with fold:
        view = load.find_mail()
        if view is None:
            st.write(present.INTRODUCTION)
            draw.show_address(key=KEY, submit=_request)
            notice.show(KEY)
            return
        now = services.now()
        sentence = plain(present.state_of(view, now=now))
        if view.state is AddressState.PAUSED:
            st.warning(sentence, icon=":material/error:")
        else:
            st.write(sentence)
        if view.state is AddressState.CONFIRMED:
            draw.show_preferences(view.preferences, key=KEY, save=_save)
            if last := present.last_in_words(view.last, now=now):
                st.caption(plain(last))
        else:
            draw.show_address(key=KEY, submit=_request, known=view.address)
        notice.show(KEY)
        draw.show_removal(key=KEY, remove=_remove)


def _request() -> None:
    address = str(st.session_state[f"{KEY}.address"])
    done = f"A link is on its way to {address.strip()}. Open it to turn mail on."
    notice.attempt(partial(load.request_confirmation, address), done=done, place=KEY)


def _save() -> None:
    chosen = st.session_state
    wanted = MailPreferences(
        daily=chosen[f"{KEY}.daily"],
        weekly=chosen[f"{KEY}.weekly"],
        hour=chosen[f"{KEY}.hour"],
        weekday=chosen[f"{KEY}.weekday"],
    )
    notice.attempt(partial(load.save_preferences, wanted), done=present.saved(wanted), place=KEY)


def _remove() -> None:
    done = "Your address is deleted. No mail is sent any more."
    notice.attempt(load.remove_address, done=done, place=KEY)
