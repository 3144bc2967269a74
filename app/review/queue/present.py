"""The queue in words: progress, what was asked, what was written, and how others judged it."""

from core import formats
from core.datasets.label import CameBy, Verdict
from core.datasets.queue import LABELLERS_WANTED
from core.quality.rubric import DIMENSIONS, Dimension, items_of
from core.quality.subject import FIRST_WEEKS
from core.usecases.labels.get_queue import QUESTIONS, DatasetItem, Progress

REASONS = {
    CameBy.LOT: "It was drawn by lot.",
    CameBy.DISAGREES: "It came up because score and stars disagree.",
    CameBy.NEAR_LINE: "It came up because its score is near 7.",
    CameBy.LEAST_LABELLED: "It came up because few people have labelled it.",
    CameBy.CHOSEN: "You opened it yourself.",
}
NOTHING_YET = (
    "People's verdicts show whether the judge can be trusted, and what good means here. "
    "1. Save some replies as a dataset, best the lowest scored or rated: Traces, Ratings and "
    "Feedback have the button. 2. Come back: the ones that tell most come first, scores hidden, "
    "all by keyboard. 3. Have a second person label them too: Datasets shows how far you agree, "
    "and Evaluations compares the judge with you."
)
ANCHORS = (
    "0 of no use, 3 would not help this person, 5 could be for anybody, 7 good enough to start "
    "with, 10 nothing to improve."
)
KEYS = (
    "Keys: 0 to 9 and X score; Q W E T pass and A S D G fail the parts, in their order; N saves "
    "and goes on. As on all pages, J goes to the next one and K back to the last."
)
ORDER = (
    "Every fourth item is drawn by lot, so that some labels are not only of odd cases; the others "
    "are those that tell most. Why an item came up is shown once you have answered."
)
WEEKS = f"First {FIRST_WEEKS} weeks and milestones"


def progress_text(progress: Progress) -> str:
    """Return how far a person is, and how many items two people have labelled."""
    people = "two" if LABELLERS_WANTED == 2 else str(LABELLERS_WANTED)
    text = f"{progress.mine} of {progress.total} labelled by you, "
    text += f"{progress.by_two} by {people} people"
    return f"{text}, {progress.skipped} skipped." if progress.skipped else f"{text}."


def about_lines(item: DatasetItem) -> tuple[str, ...]:
    """Return what a person wrote of themselves, one statement a line."""
    about = item.input.circumstances
    lines = [f"{about.experience.capitalize()}, {about.style} pace"]
    if about.hours_per_week is not None:
        lines.append(f"{about.hours_per_week:g} hours a week")
    if about.weeks is not None:
        lines.append(formats.pluralize(about.weeks, "week"))
    if about.start_on is not None:
        lines.append(f"Starts on {formats.day(about.start_on, year=True)}")
    if about.confidence is not None:
        lines.append(f"Confidence {about.confidence} of 10")
    lines += [f"Constraint: {text}" for text in about.constraints]
    lines += [
        f"{answer.question.text} – {answer.text}" for answer in item.input.answers if answer.text
    ]
    return tuple(lines)


def questions_of(dimension: Dimension) -> tuple[tuple[str, str], ...]:
    """Return the rubric items of a dimension that a reply is asked: id and question."""
    asked = (item.id for item in items_of(dimension))
    return tuple((name, QUESTIONS[name]) for name in asked if name in QUESTIONS)


def scores_text(item: DatasetItem) -> str:
    """Return the verdicts of the judge and of the person on a reply."""
    scores, rating = item.scores, item.rating
    if scores is None:
        text = "It has no score."
    else:
        parts = [f"overall {formats.figure(scores.overall)}"]
        parts += [f"{one.value} {formats.figure(getattr(scores, one.value))}" for one in DIMENSIONS]
        text = f"{scores.judge or 'The judge'}: {', '.join(parts)}."
    if rating is None:
        return f"{text} The person gave no stars."
    comment = f" “{rating.comment}”" if rating.comment else ""
    return f"{text} The person: {rating.stars:g} stars.{comment}"


def verdict_text(verdict: Verdict) -> str:
    """Return a label in a few words."""
    parts = [] if verdict.overall is None else [f"{verdict.overall} of 10"]
    passed = sum(verdict.answers.values())
    if verdict.answers:
        parts.append(f"{passed} of {len(verdict.answers)} parts pass")
    return ", ".join(parts)
