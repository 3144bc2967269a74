"""A goal and its run in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.ui import labels
from core import formats
from core.quality.verdict import Evaluation, ScoredBy
from core.usecases.goals.get_goal import GoalView, RunStatus, StageStatus, StageView, Takeover

MAX_CHARACTERS = 120
OFFLINE = "offline"
EARLIER_SCORES = "These scores are of an earlier version of this text."
_SCORERS = {
    ScoredBy.CODE: "Answered by rule, with the questions a model would be asked.",
    ScoredBy.LLM: "Answered by a model; every yes was checked against the text.",
    ScoredBy.HUMAN: "Answered by a person.",
}


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


def title_of(view: GoalView) -> str:
    """Return the title of the resolution, or the person's own words, on one line."""
    title = view.resolution.title if view.resolution is not None else " ".join(view.text.split())
    return title if len(title) <= MAX_CHARACTERS else f"{title[: MAX_CHARACTERS - 1].rstrip()}…"


def is_title(text: str) -> bool:
    """Return whether the person's words are short enough to be the title as they are."""
    return len(text) <= MAX_CHARACTERS and "\n" not in text


def header_facts(view: GoalView) -> tuple[str, ...]:
    """Return the dates, the author and the judge of a goal, as far as they are known."""
    facts = []
    if view.clarified is not None:
        facts.append(formats.date_range(view.clarified.starts_on, view.clarified.deadline))
    if author := author_of(view, "generate", with_reason=is_offline(view)):
        facts.append(f"written by {author}{cache_note(view, 'generate', verb='written')}")
    if view.evaluation is not None and view.evaluation.scored_by is ScoredBy.LLM:
        judge = author_of(view, "evaluate", with_reason=False)
        facts.append(f"judged by {judge or 'a model'}")
    if view.evaluation is not None and view.evaluation.overall is not None:
        facts.append(f"score {view.evaluation.overall:.1f} of 10")
    return tuple(facts)


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


def author_of(view: GoalView, stage: str, *, with_reason: bool = True) -> str:
    """Return who wrote a part and, if it was a fallback, why; "" until it is written."""
    row = next((row for row in view.stages if row.stage == stage and row.model), None)
    if row is None or row.model is None:
        return ""
    author = "the offline coach" if row.provider == OFFLINE else row.model
    return f"{author} because {row.because.rstrip('.')}" if with_reason and row.because else author


def is_offline(view: GoalView) -> bool:
    """Return whether no model wrote a part, so that its author is named once for all parts."""
    return all(stage.provider in {None, OFFLINE} for stage in view.stages)


def cache_note(view: GoalView, stage: str, *, verb: str) -> str:
    """Return ", from the cache, first written Sat 21 Nov, 15:39" if the reply was cached."""
    hit = view.cached_stages.get(stage)
    if hit is None:
        return ""
    first = ""
    if hit.at:
        first = f", first {verb.lower()} {formats.short_moment(hit.at, now=view.created_at)}"
    return f", from the cache{first}"


def written_by(view: GoalView, stage: str, *, verb: str) -> str:
    """Return "Written by ..." for a part, or "" until it is written."""
    author = author_of(view, stage)
    return f"{verb} by {author}{cache_note(view, stage, verb=verb)}." if author else ""


def score_label(evaluation: Evaluation) -> str:
    """Return "How this was scored: 9.4 of 10, by fixed rules"."""
    who = "by fixed rules" if evaluation.scored_by is ScoredBy.CODE else "by a model"
    overall = evaluation.overall
    score = "not scored" if overall is None else f"{overall:.1f} of 10, {who}"
    return f"How this was scored: {score}"


def scored_by(view: GoalView, *, changed: bool) -> str:
    """Return who scored the resolution, and how. `changed` is True if the person added to it."""
    if view.evaluation is None:
        return ""
    verb = "Judged" if view.evaluation.scored_by is ScoredBy.LLM else "Scored"
    author = "" if is_offline(view) else written_by(view, "evaluate", verb=verb)
    if not view.scores_are_current:
        author = f"{EARLIER_SCORES} {author}".strip()
    elif changed:
        author = "Scored again with what you added."
    return f"{author} {_SCORERS[view.evaluation.scored_by]}".strip()


def missing_reason(view: GoalView, stage: str) -> str:
    """Return why a part is missing after the run has ended; "" while it may still come."""
    if view.status is not None and not view.status.over:
        return ""
    row = next((row for row in view.stages if row.stage == stage), None)
    if row is not None and row.status is StageStatus.FAILED and row.error:
        return f"{row.error.rstrip('.')}. “Try again” works on this part alone."
    return "The run stopped before this part. “Try again” goes on from here."


def takeover(view: GoalView, *, now: datetime) -> str:
    """Return a note that the run's worker stopped, or "" if it did not."""
    if view.status is RunStatus.RUNNING and view.lease_until is not None and view.lease_until < now:
        return (
            "The worker of this run has stopped. Another one takes it over by itself; nothing "
            "finished is lost."
        )
    if view.takeover is None:
        return ""
    title = labels.STAGES[view.takeover.stage][0]
    when = formats.short_moment(view.takeover.at, now=now)
    return (
        f"A worker stopped during “{title}”; another one took this over: {when}. Nothing "
        "finished is lost. The time of that step counts from its first start."
    )


def in_doubt_note(found: Takeover, *, full_page: bool) -> str:
    """Return how many calls may have been paid for when the worker stopped, or ""."""
    if not found.in_doubt:
        return ""
    calls = formats.pluralize(found.in_doubt, "model call was", "model calls were")
    where = "" if full_page else " The trace at the end of this page says more."
    return f"{calls} under way then and may have been paid for.{where}"
