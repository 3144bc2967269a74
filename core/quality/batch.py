"""Scoring JSON lines: a goal text or a resolution with its plan in, an evaluation out."""

from collections.abc import Iterator, Mapping

from core.quality.offline_scorer import OfflineScorer, is_measurable, is_specific
from core.quality.rubric import DIMENSIONS
from core.quality.verdict import Evaluation

Json = dict[str, object]
MAX_CHARACTERS = 60_000
MAX_GOAL_CHARACTERS = 1_000
"""A longer text is no bare goal; nothing like it was rated, so only its items are answered."""
_MAX_DEPTH = 8


def score_line(line: Mapping[str, object], *, scorer: OfflineScorer) -> Json:
    """Return the scores of a line's text, or of its goal, resolution and plan. Never raises."""
    text = extract_text(line)
    if not any(c.isalnum() for c in text):
        return _unscored(
            "There is no text in this line; write it into “text”, or give a resolution and a plan."
        )
    bare = isinstance(line.get("text"), str) and len(text) <= MAX_GOAL_CHARACTERS
    evaluation = scorer.score_goal(text) if bare else scorer.score_text(text)
    return evaluation_to_json(evaluation) | {
        "specific": is_specific(evaluation),
        "measurable": is_measurable(evaluation),
    }


def extract_text(line: Mapping[str, object]) -> str:
    """Return the text of a line to be scored, one statement per line."""
    given = line.get("text")
    if isinstance(given, str) and given.strip():
        return given[:MAX_CHARACTERS]
    parts = [
        part for key in ("goal", "resolution", "plan") for part in _words(line.get(key), depth=0)
    ]
    return "\n".join(parts)[:MAX_CHARACTERS]


def _words(value: object, *, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _task_or_parts(value, depth=depth)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _words(item, depth=depth + 1)


def _task_or_parts(value: Mapping[object, object], *, depth: int) -> Iterator[str]:
    """Yield a task as one line with its minutes, and any other mapping value by value."""
    title, minutes = value.get("title"), value.get("minutes")
    if isinstance(title, str) and isinstance(minutes, int | float):
        yield f"{title}, {minutes:g} minutes"
        return
    for key, part in value.items():
        if key not in {"id", "trace_id"}:
            yield from _words(part, depth=depth + 1)


def evaluation_to_json(evaluation: Evaluation) -> Json:
    """Return an evaluation as JSON: scores of 0-10 or null, and items by dimension."""
    result: Json = {score.dimension.value: score.score for score in evaluation.dimensions}
    result["overall"] = evaluation.overall
    result["status"] = evaluation.status.value
    result["items"] = {
        score.dimension.value: [
            {
                "item": item.item,
                "question": item.question,
                "yes": item.yes,
                "asked": item.asked,
                "evidence": item.evidence,
                "note": item.note,
            }
            for item in score.items
        ]
        for score in evaluation.dimensions
    }
    result["reasons"] = {
        score.dimension.value: score.reason for score in evaluation.dimensions if score.reason
    }
    result["scale"] = {score.dimension.value: score.scale.value for score in evaluation.dimensions}
    result["strengths"] = list(evaluation.strengths)
    result["suggestions"] = list(evaluation.suggestions)
    result["scored_by"] = evaluation.scored_by.value
    result["rubric_version"] = evaluation.rubric_version
    return result


def _unscored(reason: str) -> Json:
    gaps: Json = dict.fromkeys((*DIMENSIONS, "overall"))
    return gaps | {
        "status": "UNSCORED",
        "items": {},
        "strengths": [],
        "suggestions": [],
        "reason": reason,
    }
