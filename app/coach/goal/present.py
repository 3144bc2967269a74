"""A goal and its run in words."""

from datetime import date

from app.coach.goal.plan.week_strip import current_week
from app.ui.text import shorten
from core import formats
from core.ports import Purpose
from core.quality.verdict import Evaluation, ScoredBy
from core.usecases.goals.get_goal import GoalView, StageStatus

MAX_CHARACTERS = 120
OFFLINE = "offline"
EARLIER_SCORES = "These scores are of an earlier version of this text."
_SCORERS = {
    ScoredBy.CODE: "Answered by fixed rules, not by AI.",
    ScoredBy.LLM: "Answered by a model; every yes was checked against the text.",
    ScoredBy.HUMAN: "Answered by a person.",
}


def title_of(view: GoalView) -> str:
    """Return the title of the resolution, or the person's own words, on one line."""
    title = view.resolution.title if view.resolution is not None else " ".join(view.text.split())
    return shorten(title, MAX_CHARACTERS)


def is_title(text: str) -> bool:
    """Return whether the person's words are short enough to be the title as they are."""
    return len(text) <= MAX_CHARACTERS and "\n" not in text


def header_facts(view: GoalView, *, today: date) -> tuple[str, ...]:
    """Return the week of the plan that today is in, and the dates, as far as they are known."""
    facts = []
    plan = view.plan
    if plan is not None and (week := current_week(plan, today)) is not None:
        facts.append(f"Week {week} of {plan.total_weeks}")
    if view.clarified is not None:
        facts.append(formats.date_range(view.clarified.starts_on, view.clarified.deadline))
    if plan is not None:
        facts.append(f"at most {formats.hours(plan.hours_per_week)} a week")
    return tuple(facts)


def is_lived(view: GoalView, *, today: date) -> bool:
    """Return whether the first week of the plan is over, or the goal is finished or archived.

    From then on the page is about what to do; how it was made is folded.
    """
    if view.plan is None:
        return False
    over = view.archived or view.goal_finished_at is not None
    return over or today > view.plan.last_day_of(view.plan.weeks[0])


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
    author = "" if is_offline(view) else written_by(view, Purpose.EVALUATE, verb=verb)
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
