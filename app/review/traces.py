"""Traces: every request that was worked on, to be found by what went wrong or by its words."""

import streamlit as st

from app import auth, services
from app.queries import paging, traces
from app.queries import review as queries
from app.review import filters, world
from app.widgets import empty, formats, frame, trace_list
from core.bootstrap import Rein
from core.store.traces.read import TraceFilter

PAGE = 50
AFTER = "after"  # the URL's word for where a page begins; without it, the newest


def render() -> None:
    rein, sample = services.rein(), world.begin("Traces")
    if not queries.has_records(rein, sample=sample):
        world.offer_sample(
            "No traces yet", "Each goal that is worked on leaves one.", sample=sample
        )
        return
    wanted = ask(rein, sample=sample)
    cursor = cursor_for(wanted)
    page = traces.find_traces(rein, wanted, limit=PAGE, cursor=cursor)
    count = traces.count(rein, wanted)
    frame.lede(counted(count, cursor=cursor))
    if not page.rows:
        empty.show("No traces match", hint="Choose fewer filters or other words.")
    elif (going := trace_list.show(page.rows, now=rein.clock.now(), key="traces.rows")) is not None:
        world.go(going)
    with st.container(horizontal=True):
        if cursor is not None:
            st.button("Newest", key="traces.newest", on_click=turn_to, args=(None,))
        if page.next_cursor is not None:
            st.button("Older", key="traces.older", on_click=turn_to, args=(page.next_cursor,))
        if count:
            st.download_button(
                paging.label(count, "trace"),
                lambda: trace_list.as_csv(traces.export_traces(rein, wanted)),
                file_name=f"traces-{rein.clock.today(auth.current_viewer().time_zone)}.csv",
                mime="text/csv",
                key="traces.export",
                on_click="ignore",
            )


def ask(rein: Rein, *, sample: bool) -> TraceFilter:
    """Draw the filters and return what they ask for."""
    choices = queries.choices(rein, sample=sample)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = filters.search()
        status = filters.status()
        low, high = filters.score_range()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        today = rein.clock.now().date()
        first, last = filters.first_day(today=today), filters.last_day(today=today)
        name, model = filters.name(choices), filters.model(choices)
    return traces.trace_filter(
        status=status,
        scores=(low, high),
        dates=(first, last),
        search=search,
        name=name,
        model=model,
        sample=sample,
    )


def cursor_for(wanted: TraceFilter) -> str | None:
    """Return where the page begins; other filters than at the last run begin at the newest."""
    before = st.session_state.get("traces.wanted", wanted)
    st.session_state["traces.wanted"] = wanted
    if before != wanted:
        turn_to(None)
    return st.query_params.get(AFTER)


def turn_to(cursor: str | None) -> None:
    """Put the beginning of another page into the URL."""
    if cursor is None:
        st.query_params.pop(AFTER, None)
    else:
        st.query_params[AFTER] = cursor


def counted(count: int, *, cursor: str | None) -> str:
    """Say how many traces match, and where we are among them."""
    least = "At least " if count >= traces.COUNT_AT_MOST else ""
    match = "matches" if count == 1 else "match"
    where = "older ones, further down" if cursor else "newest first"
    return f"{least}{formats.counted(count, 'trace')} {match}; {where}."


render()
