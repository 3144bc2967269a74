"""Draw the day: tasks to tick, move or skip, and how each goal's week stands."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from app.coach.today import actions, present
from app.ui import html
from app.ui.html import join, multiline
from app.ui.text import plain
from core import formats
from core.usecases.plans.get_today import TaskToday


def show_summary(text: str) -> None:
    """Draw how the week stands."""
    if text:
        html.draw(Markup('<p class="coach coach-meta coach-tabular">{}</p>').format(text))


def show_tasks(tasks: tuple[TaskToday, ...], *, today: date, goal_page: str, key: str) -> None:
    """Draw tasks to tick, each with the goal it belongs to."""
    with st.container(key=f"tasks.{key}"):
        for one in tasks:
            _task(one, today=today, goal_page=goal_page, key=f"{key}.{one.goal_id}.{one.task.id}")


def _task(one: TaskToday, *, today: date, goal_page: str, key: str) -> None:
    done = one.state.done_at is not None
    with st.container(border=True, gap="xsmall", key=f"{key}.row"):
        # Set before each drawing, so that a tick in another tab or a failed save shows at once.
        st.session_state[key] = done
        title = plain(one.task.title)
        st.checkbox(
            f"~~{title}~~" if done else title,
            key=key,
            on_change=actions.tick,
            args=(one, key),
            disabled=one.state.skipped is not None,
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            html.draw(
                Markup('<p class="coach coach-meta">{}</p>').format(_facts(one, today)),
                width="content",
            )
            st.page_link(goal_page, label=plain(one.goal_title), query_params={"id": one.goal_id})
            if one.state.is_open:
                _change(one, today=today, key=key)
            elif one.state.skipped is not None:
                st.button("Undo skip", key=f"{key}.reopen", on_click=actions.reopen, args=(one,))


def _facts(one: TaskToday, today: date) -> str:
    parts = [present.label(one)]
    if one.state.skipped is not None:
        parts.append(f"skipped: {present.REASONS[one.state.skipped].lower()}")
    elif one.due_on > today and not one.suggested:
        parts.append(present.when(one, today))
    return " · ".join(parts)


def _change(one: TaskToday, *, today: date, key: str) -> None:
    with st.popover("Move or skip", type="tertiary", width="content", key=f"{key}.change"):
        st.caption("Move it to")
        with st.container(horizontal=True, gap="small"):
            for day in present.days_to_move_to(today):
                st.button(
                    formats.short_day(day),
                    key=f"{key}.{day.isoformat()}",
                    on_click=actions.move,
                    args=(one, day),
                )
        reason = f"{key}.reason"
        st.pills(
            "Or skip it, because",
            tuple(present.REASONS),
            format_func=present.REASONS.__getitem__,
            key=reason,
            on_change=actions.skip,
            args=(one, reason),
        )


def show_if_thens(sentences: tuple[str, ...]) -> None:
    """Draw the if-thens of the week."""
    if sentences:
        rows = join(Markup("<li>{}</li>").format(multiline(text)) for text in sentences)
        html.draw(Markup('<div class="coach"><ul class="coach-ifthen">{}</ul></div>').format(rows))
