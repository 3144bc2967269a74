"""Ask for a change of a target, and show who changed which one when."""

from datetime import datetime

import streamlit as st

from app import auth, services
from app.ui import notice, table
from app.ui.table import Cell, Column
from core import formats
from core.quality.targets.figure_text import write_limit, write_window
from core.quality.targets.measure import Unit
from core.quality.targets.target import Direction, Limit, Target
from core.usecases.targets.change_target import MAX_WINDOW_DAYS, change_target
from core.usecases.targets.get_targets import (
    TargetEntry,
    TargetInForce,
    get_targets,
    list_target_changes,
)

CHANGE_COLUMNS = (
    Column(title="When"),
    Column(title="Target"),
    Column(title="Before", right=True),
    Column(title="After", right=True),
    Column(title="By"),
    Column(title="Note", wide=True),
)
_UNITS = {Unit.SHARE: "%", Unit.USD: "$"}


def load_targets() -> tuple[TargetInForce, ...]:
    """Return every target with the limit in force."""
    return get_targets(services.rein(), viewer=auth.current_viewer())


def load_changes() -> tuple[TargetEntry, ...]:
    """Return the newest changes."""
    return list_target_changes(services.rein(), viewer=auth.current_viewer())


def ask_change(*, key: str) -> None:
    """Draw the form that changes a target, and the history of changes. For admins."""
    notice.show(key)
    with st.expander("Change a target", key=f"{key}.fold"):
        found = {one.target.title: one for one in load_targets()}
        chosen = found[st.selectbox("Target", list(found), key=f"{key}.name")]
        with st.form(f"{key}.form.{chosen.target.name}", border=False):
            limit = _ask_limit(chosen, key=f"{key}.{chosen.target.name}")
            note = st.text_input("Why", max_chars=500, key=f"{key}.{chosen.target.name}.note")
            if st.form_submit_button("Save", type="primary", key=f"{key}.save"):
                _save(chosen.target, limit, note, place=key)
                st.rerun()


def _ask_limit(chosen: TargetInForce, *, key: str) -> Limit:
    target, now = chosen.target, chosen.limit
    scale = 100.0 if target.unit is Unit.SHARE else 1.0
    least = "At least" if target.should_be is Direction.ABOVE else "At most"
    written = st.number_input(
        f"{least}, in {_UNITS.get(target.unit, target.unit)} (empty: off)",
        min_value=target.low * scale,
        max_value=target.high * scale,
        value=None if now.threshold is None else now.threshold * scale,
        key=f"{key}.threshold",
    )
    days = None
    if now.window_days is not None:
        days = st.number_input(
            "Days up to today",
            min_value=1,
            max_value=MAX_WINDOW_DAYS,
            value=now.window_days,
            key=f"{key}.window",
        )
    threshold = None if written is None else round(float(written) / scale, 9)
    return Limit(threshold=threshold, window_days=None if days is None else int(days))


def _save(target: Target, limit: Limit, note: str, *, place: str) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    notice.attempt(
        lambda: change_target(rein, viewer=viewer, name=target.name, limit=limit, note=note),
        done=f"{target.title}: {write_limit(target, limit)}, {write_window(limit.window_days)}.",
        place=place,
    )


def show_changes(entries: tuple[TargetEntry, ...], *, now: datetime, key: str) -> None:
    """Draw the history of targets."""
    table.show(
        CHANGE_COLUMNS,
        tuple(_cells(entry, now=now) for entry in entries),
        caption="Changes of targets",
        key=key,
    )


def _cells(entry: TargetEntry, *, now: datetime) -> tuple[Cell, ...]:
    return (
        Cell(text=formats.short_moment(entry.changed_at, now=now)),
        Cell(text=entry.target.title),
        Cell(text=_limit(entry, entry.old)),
        Cell(text=_limit(entry, entry.new)),
        Cell(text=entry.changed_by),
        Cell(text=entry.note),
    )


def _limit(entry: TargetEntry, limit: Limit) -> str:
    """Return a limit, with its window if that is what changed."""
    moved = entry.old.window_days != entry.new.window_days
    window = f", {write_window(limit.window_days)}" if moved else ""
    return f"{write_limit(entry.target, limit)}{window}"
