"""The stages of a run in words: how far each one is, and how long it took."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.ui import labels
from core import formats
from core.usecases.goals.get_goal import GoalView, RunStatus, StageStatus, StageView


class Pace(StrEnum):
    """The display state of a stage."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    NEVER = "never"
    """The stage has not started, and only the person can start it."""


_PACE_LABELS = {
    Pace.FAILED: "failed",
    Pace.STOPPED: "stopped",
    Pace.WAITING: "waiting",
    Pace.NEVER: "not begun",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One stage, formatted for display."""

    title: str
    text: str
    pace: Pace
    seconds: float | None

    @property
    def state(self) -> str:
        """The state and the duration, if known."""
        time = "" if self.seconds is None else formats.seconds(self.seconds)
        return " · ".join(part for part in (_PACE_LABELS.get(self.pace, ""), time) if part)


def stage_lines(view: GoalView, *, now: datetime) -> tuple[StageLine, ...]:
    """Return the stages with their state and duration so far."""
    known = {stage.stage: stage for stage in view.stages}
    return tuple(
        StageLine(
            title=title, text=text, pace=pace, seconds=_seconds(known.get(name), pace, now=now)
        )
        for name, (title, text) in labels.STAGES.items()
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
        # An earlier attempt or a question left it open. The time since is not the stage's own.
        return Pace.WAITING
    return Pace.RUNNING if status is RunStatus.RUNNING else Pace.STOPPED


def _seconds(stage: StageView | None, pace: Pace, *, now: datetime) -> float | None:
    if stage is None or pace in {Pace.WAITING, Pace.NEVER}:
        return None
    return seconds_between(stage.started_at, now if pace is Pace.RUNNING else stage.finished_at)


def seconds_between(started_at: datetime | None, ended_at: datetime | None) -> float:
    """Return the seconds between two moments, or 0 if one of them is not known."""
    if started_at is None or ended_at is None:
        return 0.0
    return (ended_at - started_at).total_seconds()
