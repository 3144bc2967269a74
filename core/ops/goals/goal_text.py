"""Formats a goal's result as plain text for a terminal."""

from collections.abc import Iterator, Mapping

from core import formats
from core.goals.reading import Reading
from core.llm.providers.offline import OFFLINE
from core.plans.plan import Week
from core.runs.goal_state import StageName
from core.usecases.goals.get_goal import GoalView

_PARTS: Mapping[str, str] = {
    StageName.PREPROCESS: "understanding",
    StageName.GENERATE: "resolution",
    StageName.EVALUATE: "scores",
    StageName.PLAN: "plan",
}
"""Names of the parts of a result, by stage, as on the goal page."""


def as_text(view: GoalView, reading: Reading | None = None) -> str:
    """Return what was understood, the resolution, its scores and its plan, one fact per line."""
    understood = () if reading is None else _understood(reading)
    return "\n".join((*understood, *_lines(view)))


def _understood(reading: Reading) -> Iterator[str]:
    yield "What Rein understood (change it with --set SLOT=VALUE):"
    for name, slot in reading.slots.items():
        mark = "?" if not slot.sure else ""
        yield f"  {name}: {slot.text}{mark} ({slot.source})"


def _lines(view: GoalView) -> Iterator[str]:
    resolution, evaluation, plan, goal = view.resolution, view.evaluation, view.plan, view.clarified
    if resolution is not None:
        yield resolution.title
        yield resolution.description
    if goal is not None:
        yield from (f"  Note: {note}" for note in goal.notes)
        for reply in goal.replies:
            yield f"  You asked: {reply.question}"
            yield f"    {reply.text}{f' ({reply.source})' if reply.source else ''}"
        yield from (f"  Assumed: {a.about}: {a.assumed}" for a in goal.assumptions)
    if evaluation is not None:
        scores = ", ".join(
            f"{d.dimension} {d.score:g}" if d.score is not None else f"{d.dimension} unscored"
            for d in evaluation.dimensions
        )
        yield f"  {evaluation.status}: {scores}"
    if plan is not None:
        for week in plan.weeks:
            yield from _week(week)
    yield from _authors(view)
    yield from sorted({f"  because {stage.because}" for stage in view.stages if stage.because})
    yield f"Trace {view.trace_id}"


def _authors(view: GoalView) -> Iterator[str]:
    written = [
        f"{_PARTS.get(stage.stage, stage.stage)} by "
        f"{'the offline coach' if stage.provider == OFFLINE else stage.model}"
        f"{' (from the cache)' if stage.stage in view.cached_stages else ''}"
        for stage in view.stages
        if stage.model
    ]
    if written:
        yield f"Who wrote it: {', '.join(written)}"


def _week(week: Week) -> Iterator[str]:
    starts = formats.day(week.starts_on, year=True)
    yield f"Week {week.number} from {starts} - {week.focus} ({week.hours:g} h)"
    for task in week.tasks:
        day = f"{task.day}: " if task.day else ""
        yield f"  - {day}{task.title} ({task.minutes} min)"
    if week.if_then:
        yield f"    {week.if_then}"
    if week.milestone is not None:
        m = week.milestone
        yield f"    Milestone by {formats.day(m.due_on)}: {m.title} ({m.measure})"
