"""Add the sentence a resolution lacks and score it anew at once; or take the last such change back.

A change is a version of the resolution that no run wrote. Its scores are kept apart from the figures of prompts and
models, because the text is no longer theirs alone.
"""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein, offline_models
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import GoalRequest
from core.ids import new_id
from core.quality.resolution_text import resolution_text
from core.quality.rubric import item_by_id
from core.quality.verdict import Evaluation
from core.resolutions.improve import accept_sentence, add_sentence
from core.resolutions.resolution import Resolution
from core.runs.stage import Known, Outcome, Tools
from core.runs.stages.evaluate import EVALUATE
from core.store.goals.values import GoalRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.scores.values import EvaluationRecord
from core.store.traces.values import TraceClosing, TraceOpening
from core.store.unit_of_work import UnitOfWork
from core.tracing import names
from core.tracing.span_record import SpanRecord, SpanStatus
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace, span
from core.usecases.exports.queue_exports import queue_trace
from core.usecases.goals.ownership import require_own_goal, require_own_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """What came of a change."""

    resolution: Resolution
    evaluation: Evaluation
    trace_id: str
    met: bool
    """Whether the rubric item it was made for is answered yes now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """A verdict with the trace it came from, not written yet."""

    outcome: Outcome
    evaluation: Evaluation
    trace_id: str
    root_span_id: str
    started_at: datetime
    spans: tuple[SpanRecord, ...]
    overhead_us: int


def apply_suggestion(
    rein: Rein, *, viewer: Viewer, goal_id: str, item_id: str, sentence: str
) -> Improved:
    """Add the sentence for a rubric item to the resolution, and score the new version by rule.

    Raises NotFound for a goal of somebody else, InvalidInput for an item or a sentence that cannot be used, and
    Conflict where the resolution has the sentence already, changed meanwhile, or is still being written.
    """
    if item_by_id(item_id) is None:
        raise InvalidInput(
            "There is no such question in the rubric.", field="item_id", advice="Reload the page."
        )
    added = accept_sentence(sentence)
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        before = _settled(work, goal_id, viewer=viewer)
    obstacle = goal.clarified.obstacle if goal.clarified is not None else ""
    if added.rstrip(".") in resolution_text(before.resolution):
        raise Conflict(
            "This sentence is in your resolution already.",
            advice="Nothing was added a second time.",
        )
    resolution = add_sentence(before.resolution, item_id, added, obstacle=obstacle)
    scored = _score(rein, goal, resolution)
    with rein.database.begin() as work:
        current = work.resolutions.find_current(goal_id)
        if current is None or current.trace_id != before.trace_id:
            raise Conflict(
                "The resolution was changed meanwhile.",
                advice="Look at it as it is now, then decide again.",
            )
        _write(rein, work, goal, resolution, scored, asked=added)
    rein.delivery.wake()
    return Improved(
        resolution=resolution,
        evaluation=scored.evaluation,
        trace_id=scored.trace_id,
        met=any(
            item.yes
            for d in scored.evaluation.dimensions
            for item in d.items
            if item.item == item_id
        ),
    )


def take_back(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Undo the last change: the version before it counts again, with its scores. The trace of the change stays.

    Raises NotFound for a goal of somebody else, and Conflict where there is no change to take back.
    """
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if not work.resolutions.delete_newest_change(goal_id):
            raise Conflict(
                "There is no change to take back.",
                advice="The resolution is as it was first written.",
            )


def _settled(work: UnitOfWork, goal_id: str, *, viewer: Viewer) -> ResolutionRecord:
    if not require_own_run(work, goal_id, viewer=viewer).status.over:
        raise Conflict(
            "The coach is still working on this goal.", advice="Wait until it has finished."
        )
    current = work.resolutions.find_current(goal_id)
    if current is None:
        raise NotFound(
            "This goal has no resolution yet.", advice="“Try again” on its page writes one."
        )
    return current


def _score(rein: Rein, goal: GoalRecord, resolution: Resolution) -> _Scored:
    """Score by rule, in a trace of its own with the spans that the pipeline's scoring has."""
    trace_id, root, started_at = new_id(), new_span_id(), rein.clock.now()
    request = GoalRequest(text=goal.text, circumstances=goal.circumstances, today=goal.written_day)
    known = Known(request=request, goal=goal.clarified, resolution=resolution)
    tools = Tools(
        models=offline_models(rein.coach),
        shelf=rein.shelf,
        coach=rein.coach,
        run_id=trace_id,
        call_deadline_s=rein.settings.call_deadline_s,
    )
    with open_trace(trace_id, root):
        with span(EVALUATE.span_name) as live:
            outcome = EVALUATE.run(known, tools, live)
        spans, overhead_us = COLLECTOR.take(trace_id), COLLECTOR.overhead_us(trace_id)
    if not isinstance(outcome.value, Evaluation):
        raise TypeError(f"Scoring gave a {type(outcome.value).__name__}.")
    return _Scored(
        outcome=outcome,
        evaluation=outcome.value,
        trace_id=trace_id,
        root_span_id=root,
        started_at=started_at,
        spans=spans,
        overhead_us=overhead_us,
    )


def _write(
    rein: Rein,
    work: UnitOfWork,
    goal: GoalRecord,
    resolution: Resolution,
    scored: _Scored,
    *,
    asked: str,
) -> None:
    now, author = rein.clock.now(), scored.outcome.author
    _open(work, goal, scored, asked=asked)
    work.goals.save_resolution(
        ResolutionRecord(
            goal_id=goal.id,
            run_id=None,
            trace_id=scored.trace_id,
            resolution=resolution,
            created_at=now,
        )
    )
    work.evaluations.save(
        EvaluationRecord(
            trace_id=scored.trace_id,
            goal_id=goal.id,
            run_id=None,
            evaluation=scored.evaluation,
            judge_model=author.model,
            judge_provider=author.provider,
            created_at=now,
            sample=goal.sample,
        )
    )
    work.traces.close(
        scored.trace_id,
        TraceClosing(
            status=SpanStatus.OK,
            ended_at=now,
            overall=scored.evaluation.overall,
            overhead_us=scored.overhead_us,
            judge_model=author.model,
            output=scored.evaluation.status.value,
        ),
    )
    queue_trace(work, rein.settings, trace_id=scored.trace_id, sample=goal.sample, now=now)


def _open(work: UnitOfWork, goal: GoalRecord, scored: _Scored, *, asked: str) -> None:
    work.traces.open(
        TraceOpening(
            id=scored.trace_id,
            root_span_id=scored.root_span_id,
            name=names.RESOLUTION_EVALUATION,
            started_at=scored.started_at,
            user_id=goal.user_id,
            goal_id=goal.id,
            sample=goal.sample,
            search_text=goal.text,
            input=asked,
        )
    )
    work.traces.add_spans(scored.spans)
