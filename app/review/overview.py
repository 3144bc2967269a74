"""Overview: the four targets against the figures, and what to look at next."""

from datetime import datetime

import streamlit as st

from app import auth, services
from app.actions import alerts as alert_actions
from app.queries import alerts as alert_queries
from app.queries import costs
from app.queries import review as queries
from app.review import filters, world
from app.widgets import alerts, cost_figures, empty, frame, target_rows, trace_list
from app.widgets.target_rows import TargetRow
from app.widgets.words import Tone
from core.accounts.user import Role
from core.bootstrap import Rein
from core.store.calls.fallbacks import LATEST_RUNS, Fallbacks

_URGENCY = (Tone.BAD, Tone.WARN, Tone.NONE, Tone.GOOD)


def render() -> None:
    rein, sample = services.rein(), world.begin("Overview")
    if not sample:
        show_alerts(rein)
    if not queries.has_records(rein, sample=sample):
        world.offer_sample(
            "Nothing to review yet",
            "Figures appear here as soon as a goal has been worked on.",
            sample=sample,
        )
        return
    window = queries.window(rein, filters.days())
    view = queries.load_overview(rein, window, sample=sample)
    rows = (
        target_rows.quality(view.quality),
        target_rows.satisfaction(view.satisfaction),
        target_rows.errors(view.operations),
        target_rows.overhead(view.operations, modelled=view.modelled),
    )
    frame.lede(sentence(rows))
    show_fallbacks(view.fallbacks)
    target_rows.show(rows)
    first = min(rows, key=lambda row: _URGENCY.index(row.tone))
    if st.button(f"Look at {first.name.lower()}", type="primary", key="overview.first"):
        world.go(first.to)
    show_failed(view, now=rein.clock.now())
    if not sample:
        show_spend(rein)
        world.offer_choices(look_at="review/overview.py")


def show_alerts(rein: Rein) -> None:
    """Draw what nobody has looked at yet; who may not decide reads it all the same."""
    on_seen = alert_actions.mark_seen if auth.current_user().may(Role.ADMIN) else None
    found = alert_queries.list_alerts(rein, unseen=True)
    alerts.show(found, now=rein.clock.now(), key="overview.alerts", on_seen=on_seen)


def show_fallbacks(found: Fallbacks) -> None:
    """Say what the offline coach had to take over, and why."""
    if not found.goals:
        return
    latest = "the latest " if found.total >= LATEST_RUNS else ""
    were = "goal was" if found.total == 1 else "goals were"
    title = f"{found.goals} of {latest}{found.total} {were} written by the offline coach instead of a model"
    empty.show(
        title,
        hint=f"The newest reason: {found.reason.rstrip('.')}. Health says how the models stand.",
    )


def show_spend(rein: Rein) -> None:
    """Say what today's model calls cost against the budget, to people who may see costs, with the way there."""
    if (today := costs.load_today(rein)) is not None:
        frame.section("Spent today")
        frame.note(cost_figures.spend_today(today))
        st.page_link("operate/costs.py", label="Look at the costs", icon=":material/arrow_forward:")


def show_failed(view: queries.OverviewView, *, now: datetime) -> None:
    """Draw the latest traces that failed."""
    frame.section("Latest failed traces")
    if not view.failed:
        frame.note("None in this window.")
    elif (going := trace_list.show(view.failed, now=now, key="overview.failed")) is not None:
        world.go(going)


def sentence(rows: tuple[TargetRow, ...]) -> str:
    """Say how many targets are met, and name those that are not."""
    met = sum(row.tone is Tone.GOOD for row in rows)
    rest = [
        f"{row.name.lower()} is {row.word.lower()}"
        for row in rows
        if row.tone in {Tone.BAD, Tone.WARN}
    ]
    open_ = [row.name.lower() for row in rows if row.tone is Tone.NONE]
    text = f"{met} of {len(rows)} targets are met"
    text += f"; {', '.join(rest)}" if rest else ""
    return f"{text}; no figure yet for {', '.join(open_)}." if open_ else f"{text}."


render()
