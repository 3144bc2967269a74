"""The numbers of a check-in beside its own: measurements of the plan's other metrics."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from app import auth, services
from app.ui import notice
from core.usecases.measurements.add_measurement import add_measurement


def add(goal_id: str, form_key: str, metrics: Sequence[str], *, place: str) -> None:
    """Store the numbers that came with a form, once however often it is sent."""
    if st.session_state.get(f"{form_key}.numbered"):
        return
    st.session_state[f"{form_key}.numbered"] = True
    for metric, value in _read(form_key, metrics):
        store = partial(
            add_measurement,
            services.rein(),
            viewer=auth.current_viewer(),
            goal_id=goal_id,
            metric=metric,
            value=f"{value:.4f}",
        )
        notice.attempt(store, place=place)


def _read(form_key: str, metrics: Sequence[str]) -> Iterator[tuple[str, float]]:
    for number, metric in enumerate(metrics):
        value = st.session_state.get(f"{form_key}.other{number}")
        if value is not None:
            yield metric, float(value)
