"""Validate answers and merge them into the goal request.

The merged request is what the parser, the coach and the models see.
"""

import re
from dataclasses import replace

from core.errors import InvalidInput
from core.goals.goal import (
    MAX_CONSTRAINT_CHARACTERS,
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    GoalRequest,
    clean_text,
)
from core.offline.reading.numbers import NUMBER, parse_number

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_BY = re.compile(r"^\s*(?:by|before|in|within|until|on|at|for|this|next|over)\b", re.IGNORECASE)
_TEXT_ANSWERS = frozenset({"obstacle", "item"})
_MAX_CONFIDENCE = 10
_SKIPPED = re.compile(
    r"^\W*(?:skip|no idea|don'?t know|not sure|none|nothing|no|-|\?)\W*$", re.IGNORECASE
)


def check_answer(question_id: str, text: str) -> None:
    """Validate an answer. Raises InvalidInput, with the question's id, if it is out of range."""
    if not text or _SKIPPED.match(text):
        return
    if question_id == "hours":
        hours = _hours(text)
        if hours is not None and not MIN_HOURS_PER_WEEK <= hours <= MAX_HOURS_PER_WEEK:
            raise InvalidInput(
                f"{hours:g} hours a week cannot be planned.",
                field=question_id,
                advice=f"Choose between {MIN_HOURS_PER_WEEK:g} and {MAX_HOURS_PER_WEEK:g}.",
            )
    if question_id == "confidence":
        sure = _number(text)
        if sure is not None and not 0 <= sure <= _MAX_CONFIDENCE:
            raise InvalidInput(
                ("Confidence goes from 0 to 10."),
                field=question_id,
                advice="Choose a number from 0 to 10.",
            )
    if question_id in _TEXT_ANSWERS and not any(c.isalpha() for c in text):
        raise InvalidInput(
            f"“{text}” does not say it yet.",
            field=question_id,
            advice="Write a word or two, or skip the question.",
        )


def apply_answers(request: GoalRequest) -> GoalRequest:
    """Return the request with its answers merged into text and circumstances.

    A skipped answer changes nothing.
    """
    for answer in request.answers:
        text = " ".join(clean_text(answer.text or "").split())
        if text and not _SKIPPED.match(text):
            request = _apply_answer(request, answer.question.id, text)
    return replace(request, answers=())


def _apply_answer(request: GoalRequest, question_id: str, text: str) -> GoalRequest:
    if question_id == "goals":
        return replace(request, text=text[:MAX_GOAL_CHARACTERS])
    if question_id in {"hours", "confidence"}:
        return replace(
            request, circumstances=_apply_number(request.circumstances, question_id, text)
        )
    if question_id == "obstacle":
        constraints = (*request.circumstances.constraints, text[:MAX_CONSTRAINT_CHARACTERS])
        return replace(
            request, circumstances=replace(request.circumstances, constraints=constraints)
        )
    added_text = {
        "baseline": f"Currently {text}",
        "deadline": text if _BY.match(text) else f"by {text}",
        "quantity": f"Target: {text}",
        "frequency": text if "week" in text or "day" in text else f"{text} days a week",
        "item": text,
    }
    added = added_text.get(question_id, text)
    joint = " " if question_id == "deadline" else ". "
    return replace(request, text=f"{request.text.rstrip(' .')}{joint}{added}"[:MAX_GOAL_CHARACTERS])


def _apply_number(circumstances: Circumstances, what: str, text: str) -> Circumstances:
    if what == "confidence":
        sure = _number(text)
        return (
            circumstances
            if sure is None
            else replace(circumstances, confidence=max(0, min(_MAX_CONFIDENCE, round(sure))))
        )
    hours = _hours(text)
    if hours is None:
        return circumstances
    return replace(
        circumstances, hours_per_week=max(MIN_HOURS_PER_WEEK, min(MAX_HOURS_PER_WEEK, hours))
    )


def _hours(text: str) -> float | None:
    """Return the weekly hours in "5", "90 minutes" or "half an hour a day", or None."""
    value = _number(text)
    if value is None:
        return None
    if "min" in text.lower():
        value /= 60
    value *= 7 if re.search(r"\b(?:day|daily|evening|morning)\b", text.lower()) else 1
    return round(value, 2)


def _number(text: str) -> float | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    below_zero = re.search(r"(?:^|\s)[-−]\s?$", text[: match.start()]) is not None
    return -parse_number(match.group()) if below_zero else parse_number(match.group())
