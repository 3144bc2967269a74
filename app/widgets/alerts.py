"""What somebody should look at: each alert with what to do, since when it stands, and the way to say that one knows."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from app.widgets import formats, notice
from app.widgets.text import markup
from app.widgets.words import Tone, tag
from core.store.alerts.read import OpenAlert
from core.store.alerts.values import AlertLevel

PLACE = "alerts"
AT_ONCE = 3
"""Alerts that are shown open; the others are folded below them."""
_WORDS = {
    AlertLevel.ERROR: ("Not working", Tone.BAD),
    AlertLevel.WARNING: ("Look at it", Tone.WARN),
}


def show(
    alerts: tuple[OpenAlert, ...],
    *,
    now: datetime,
    key: str,
    on_seen: Callable[[str], None] | None = None,
) -> None:
    """Draw what nobody has seen, and fold what somebody has. `on_seen` is for those who may say that they know."""
    notice.show(PLACE)
    fresh = tuple(alert for alert in alerts if alert.seen_at is None)
    for alert in fresh[:AT_ONCE]:
        _draw(alert, now=now, key=key, on_seen=on_seen)
    if more := fresh[AT_ONCE:]:
        with st.expander(f"{len(more)} more to look at", key=f"{key}.more"):
            for alert in more:
                _draw(alert, now=now, key=key, on_seen=on_seen)
    if seen := tuple(alert for alert in alerts if alert.seen_at is not None):
        with st.expander(
            f"{formats.counted(len(seen), 'alert')} somebody knows of", key=f"{key}.seen"
        ):
            for alert in seen:
                _draw(alert, now=now, key=key)


def _draw(
    alert: OpenAlert, *, now: datetime, key: str, on_seen: Callable[[str], None] | None = None
) -> None:
    word, tone = _WORDS[alert.level]
    told = " ".join(part for part in (alert.advice, stood(alert, now=now)) if part)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}.{alert.key}"):
        st.html(
            f'<div class="rein-alert {tone}" role="status"><p>{tag(word, tone)}<b>{markup(alert.message)}</b></p>'
            f'<p class="rein-note">{markup(told)}</p></div>'
        )
        if on_seen is not None:
            st.button(
                "Seen", key=f"{key}.{alert.key}.seen", on_click=_say_seen, args=(alert.key, on_seen)
            )


def _say_seen(key: str, on_seen: Callable[[str], None]) -> None:
    notice.attempt(lambda: on_seen(key), place=PLACE)


def stood(alert: OpenAlert, *, now: datetime) -> str:
    """Say since when an alert stands, and how often it was noticed."""
    said = f"Since {formats.moment(alert.raised_at, now=now)}"
    if alert.times > 1:
        said += f", noticed {formats.count(alert.times)} times, last {formats.short_moment(alert.last_at, now=now)}"
    if alert.seen_at is not None:
        said += f"; seen {formats.short_moment(alert.seen_at, now=now)}"
    return f"{said}."
