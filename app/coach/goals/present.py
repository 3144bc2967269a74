"""Cards of goals in words."""

from dataclasses import dataclass

from core import formats
from core.quality.verdict import status_of
from core.usecases.goals.get_goal import RunStatus
from core.usecases.goals.list_goals import GoalCard

STAGE_COUNT = 4
MAX_CHARACTERS = 90

_RUN_LABELS = {
    RunStatus.QUEUED: ("waiting for a worker", "busy"),
    RunStatus.RUNNING: ("being written", "busy"),
    RunStatus.NEEDS_ANSWERS: ("needs your answer", "weak"),
    RunStatus.FAILED: ("stopped, can be tried again", "failed"),
    RunStatus.CANCELLED: ("cancelled", "none"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A short label with a tone of the coach's style sheet."""

    text: str
    tone: str


def title_of(card: GoalCard) -> str:
    """Return the title of the resolution, or the person's own words, on one line."""
    title = card.title or " ".join(card.text.split())
    return title if len(title) <= MAX_CHARACTERS else f"{title[: MAX_CHARACTERS - 1].rstrip()}…"


def tags(card: GoalCard) -> tuple[Tag, ...]:
    """Return whether the goal is a sample or finished, and the state of its run."""
    found = [Tag(text="sample", tone="none")] if card.sample else []
    if card.finished:
        found.append(Tag(text="finished", tone="good"))
    if card.run_status in _RUN_LABELS:
        text, tone = _RUN_LABELS[card.run_status]
        if card.run_status is RunStatus.RUNNING:
            text += f", {card.stages_done} of {STAGE_COUNT} parts done"
        found.append(Tag(text=text, tone=tone))
    return tuple(found)


def facts(card: GoalCard) -> str:
    """Return the dates and the score of a goal."""
    parts = []
    if card.starts_on is not None and card.ends_on is not None:
        parts.append(formats.date_range(card.starts_on, card.ends_on))
    if card.overall is not None:
        parts.append(score(card.overall))
    return " · ".join(parts)


def score(overall: float) -> str:
    """Return an overall score with its meaning."""
    return f"score {overall:.1f} of 10, {status_of(overall).lower()}"
