"""Saved views: filters and order under a name, one's own and those that others share."""

from functools import partial

import streamlit as st

from app import auth, services
from app.review.shared.trace_query import key_of
from app.review.shared.trace_view import TraceView
from app.ui import notice
from app.ui.text import plain
from core.usecases.views.change_view import delete_view, share_view
from core.usecases.views.list_views import SavedView, list_views
from core.usecases.views.save_view import MAX_NAME_CHARACTERS, restore_view, save_view

PAGE = "traces"
PLACE = "traces.views"
_NAME, _SHARED = "traces.view.name", "traces.view.shared"


def show(view: TraceView) -> None:
    """Draw the saved views, and how to save the one that is shown."""
    found = list_views(services.rein(), viewer=auth.current_viewer(), page=PAGE)
    label = f"Views ({len(found)})" if found else "Views"
    with st.popover(label, key="traces.views"):
        for saved in found:
            _draw(saved)
        if not found:
            st.caption("A view is the search, the filters and the order under a name.")
        with st.form("traces.view.form", border=False, clear_on_submit=True):
            st.text_input("Save what is shown as", key=_NAME, max_chars=MAX_NAME_CHARACTERS)
            st.toggle("Share it with other reviewers", key=_SHARED)
            st.form_submit_button("Save view", on_click=_save, args=(view.query(),))


def _draw(saved: SavedView) -> None:
    mine = saved.user_id == auth.current_viewer().id
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            plain(saved.name),
            key=f"traces.view.{saved.id}",
            type="tertiary",
            on_click=_apply,
            args=(TraceView.read(saved.query),),
        )
        if not mine:
            st.caption("shared by another reviewer")
            return
        st.toggle(
            "Shared",
            value=saved.shared,
            key=f"traces.view.{saved.id}.shared",
            on_change=_share,
            args=(saved,),
        )
        st.button(
            "Delete",
            key=f"traces.view.{saved.id}.delete",
            type="tertiary",
            on_click=_delete,
            args=(saved,),
        )


def _apply(view: TraceView) -> None:
    for name in TraceView.__slots__:
        st.session_state[key_of(name)] = getattr(view, name)


def _save(query: str) -> None:
    name, shared = st.session_state[_NAME], st.session_state[_SHARED]
    rein, viewer = services.rein(), auth.current_viewer()
    saving = partial(
        save_view, rein, viewer=viewer, page=PAGE, name=name, query=query, shared=shared
    )
    notice.attempt(saving, done="The view is saved.", place=PLACE)


def _share(saved: SavedView) -> None:
    shared = st.session_state[f"traces.view.{saved.id}.shared"]
    rein, viewer = services.rein(), auth.current_viewer()
    sharing = partial(share_view, rein, viewer=viewer, view_id=saved.id, shared=shared)
    notice.attempt(sharing, place=PLACE)


def _delete(saved: SavedView) -> None:
    rein, viewer = services.rein(), auth.current_viewer()
    deleting = partial(delete_view, rein, viewer=viewer, view_id=saved.id)
    if notice.attempt(deleting, place=PLACE):
        notice.post(f"“{saved.name}” is deleted.", place=PLACE, undo=partial(_restore, saved))


def _restore(saved: SavedView) -> None:
    restoring = partial(restore_view, services.rein(), viewer=auth.current_viewer(), view=saved)
    notice.attempt(restoring, done=f"“{saved.name}” is back.", place=PLACE)
