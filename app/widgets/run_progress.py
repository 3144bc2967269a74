"""A run as it goes: four named stages, what each does, how long it takes, and what to do when one fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import streamlit as st

from app.widgets import dates, formats
from app.widgets.text import markup, plain
from core.store.goals.read import GoalView, StageView
from core.store.runs.values import RunStatus, StageStatus

OFFLINE = "offline"


class Choice(StrEnum):
    """What the person asks for."""

    CANCEL = "cancel"
    RETRY = "retry"


class Pace(StrEnum):
    """How a stage stands, for the eye."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    NEVER = "never"
    """It was not begun, and nothing will begin it unless the person asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One stage as it is drawn."""

    title: str
    says: str
    pace: Pace
    seconds: float | None


STAGES: Mapping[str, tuple[str, str]] = {
    "preprocess": (
        "Understanding your goal",
        "Reads your words, finds the number, the date and the hours in them, and notes what it has to assume.",
    ),
    "generate": (
        "Writing your resolution",
        "Turns the goal into a strategy: how you will know, the way there, and what to do when it gets hard.",
    ),
    "evaluate": (
        "Scoring it",
        "Asks seventeen yes-no questions about the resolution and quotes the words behind every yes.",
    ),
    "plan": (
        "Planning week by week",
        "Lays the work out in dated weeks, within your hours, with milestones and a way back after a miss.",
    ),
}
"""Title and plain sentence of each stage, in the order they are shown."""


_WORDS = {
    Pace.FAILED: "failed",
    Pace.STOPPED: "stopped",
    Pace.WAITING: "waiting",
    Pace.NEVER: "not begun",
}


def stage_lines(view: GoalView, *, now: datetime) -> tuple[StageLine, ...]:
    """Return the four stages with how they stand and how long they took, or have been taking."""
    known = {stage.stage: stage for stage in view.stages}
    return tuple(
        StageLine(
            title=title, says=says, pace=pace, seconds=_seconds(known.get(name), pace, now=now)
        )
        for name, (title, says) in STAGES.items()
        for pace in (_pace(known.get(name), view.status),)
    )


def _pace(stage: StageView | None, status: RunStatus | None) -> Pace:
    if stage is None:
        return Pace.NEVER if status is not None and status.over else Pace.WAITING
    if stage.status is StageStatus.DONE:
        return Pace.DONE
    if stage.status is StageStatus.FAILED:
        return Pace.WAITING if status in {RunStatus.QUEUED, RunStatus.RUNNING} else Pace.FAILED
    if status is RunStatus.QUEUED:
        # Left open by an earlier attempt, or by questions: the time since is the queue's or the person's, not its own.
        return Pace.WAITING
    return Pace.RUNNING if status is RunStatus.RUNNING else Pace.STOPPED


def _seconds(stage: StageView | None, pace: Pace, *, now: datetime) -> float | None:
    if stage is None or pace in {Pace.WAITING, Pace.NEVER}:
        return None
    return dates.between(stage.started_at, now if pace is Pace.RUNNING else stage.finished_at)


def author_of(view: GoalView, stage: str, *, with_reason: bool = True) -> str:
    """Return who wrote a part and, where it was not the first choice, why; empty while it is not written."""
    row = next((row for row in view.stages if row.stage == stage and row.model), None)
    if row is None or row.model is None:
        return ""
    author = "the offline coach" if row.provider == OFFLINE else row.model
    return f"{author} because {row.because.rstrip('.')}" if with_reason and row.because else author


def kept_of(view: GoalView, stage: str, *, verb: str) -> str:
    """Return ", from the cache, first written Sat 21 Nov, 15:39" where a kept reply answered; "" elsewhere."""
    kept = view.cached_stages.get(stage)
    if kept is None:
        return ""
    first = (
        f", first {verb.lower()} {formats.short_moment(kept.at, now=view.created_at)}"
        if kept.at
        else ""
    )
    return f", from the cache{first}"


def show(view: GoalView, *, now: datetime, key: str) -> Choice | None:
    """Draw the stages and what can be done now. Returns the person's choice."""
    rows = "".join(_row(line) for line in stage_lines(view, now=now))
    st.html(f'<ol class="coach coach-stages" aria-label="Progress">{rows}</ol>')
    if view.status in {RunStatus.QUEUED, RunStatus.RUNNING}:
        return _while_running(view, key=key)
    if view.status is RunStatus.FAILED:
        return _failed(view, key=key)
    if view.status is RunStatus.CANCELLED:
        st.info(
            "You cancelled this run. What was finished before is kept below.",
            icon=":material/pause_circle:",
        )
        return (
            Choice.RETRY if st.button("Start again", type="primary", key=f"{key}.retry") else None
        )
    return None


def _row(line: StageLine) -> str:
    time = "" if line.seconds is None else dates.elapsed(line.seconds)
    word = _WORDS.get(line.pace, "")
    right = " · ".join(part for part in (word, time) if part)
    return (
        f'<li class="coach-{line.pace.value}"><i aria-hidden="true"></i><div><b>{line.title}</b>'
        f'<span class="coach-meta">{line.says}</span></div><span class="coach-time">{markup(right)}</span></li>'
    )


def _while_running(view: GoalView, *, key: str) -> Choice | None:
    if view.cancel_requested:
        st.caption("Stopping at the next checkpoint. What is finished stays.")
        return None
    wait = "It starts as soon as a worker is free. " if view.status is RunStatus.QUEUED else ""
    st.caption(f"{wait}You can leave this page: the work goes on and waits for you here.")
    return (
        Choice.CANCEL if st.button("Cancel", key=f"{key}.cancel", icon=":material/close:") else None
    )


def _failed(view: GoalView, *, key: str) -> Choice | None:
    why = plain(view.error or "The reason was not recorded.")
    advice = plain(view.error_advice or "Try again; finished stages are kept and not done twice.")
    st.error(
        f"**This run stopped before it was finished.** {why}  \n{advice}", icon=":material/error:"
    )
    if view.trace_id is not None:
        st.caption(f"If you ask for help, name this trace: `{view.trace_id}`")
    return Choice.RETRY if st.button("Try again", type="primary", key=f"{key}.retry") else None
