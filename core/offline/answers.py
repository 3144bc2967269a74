"""Answers become part of the request, so that the reader, the coach and any model see the same goal."""

import re
from dataclasses import replace

from core.coaching.goal import (
    MAX_CONSTRAINT_CHARACTERS,
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    GoalRequest,
    clean_text,
)
from core.offline.numbers import NUMBER, number_value

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_BY = re.compile(r"^\s*(?:by|before|in|within|until|on|at|for|this|next|over)\b", re.IGNORECASE)
_NEVER_MIND = re.compile(r"^\W*(?:skip|no idea|don'?t know|not sure|none|nothing|no|-|\?)\W*$", re.IGNORECASE)


def with_answers(request: GoalRequest) -> GoalRequest:
    """Return the request with its answers taken into text and circumstances; a skipped one changes nothing."""
    for answer in request.answers:
        text = " ".join(clean_text(answer.text or "").split())
        if text and not _NEVER_MIND.match(text):
            request = _with(request, answer.question.id, text)
    return replace(request, answers=())


def _with(request: GoalRequest, about: str, text: str) -> GoalRequest:
    if about == "goals":
        return replace(request, text=text[:MAX_GOAL_CHARACTERS])
    if about in {"hours", "confidence"}:
        return replace(request, circumstances=_counted(request.circumstances, about, text))
    if about == "obstacle":
        constraints = (*request.circumstances.constraints, text[:MAX_CONSTRAINT_CHARACTERS])
        return replace(request, circumstances=replace(request.circumstances, constraints=constraints))
    told = {
        "baseline": f"Currently {text}",
        "deadline": text if _BY.match(text) else f"by {text}",
        "quantity": f"Target: {text}",
        "frequency": text if "week" in text or "day" in text else f"{text} days a week",
        "item": text,
    }
    added = told.get(about, text)
    joint = " " if about == "deadline" else ". "
    return replace(request, text=f"{request.text.rstrip(' .')}{joint}{added}"[:MAX_GOAL_CHARACTERS])


def _counted(about: Circumstances, what: str, text: str) -> Circumstances:
    match = _NUMBER.search(text)
    if match is None:
        return about
    value = number_value(match.group())
    if what == "confidence":
        return replace(about, confidence=max(0, min(10, round(value))))
    if "min" in text.lower():
        value /= 60
    value *= 7 if re.search(r"\b(?:day|daily|evening|morning)\b", text.lower()) else 1
    return replace(about, hours_per_week=max(MIN_HOURS_PER_WEEK, min(MAX_HOURS_PER_WEEK, round(value, 2))))
