"""Merge the answers into the goal request: the text and circumstances that a model is given."""

import re
from dataclasses import replace

from core.errors import InvalidInput
from core.goals.goal import (
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    GoalRequest,
    clean_text,
)
from core.goals.reading import NONE_OF_THESE, SlotName
from core.offline.clarifying.corrections import slot_of, written_corrections
from core.offline.clarifying.number_answers import parse_range, parse_weekly_hours
from core.offline.clarifying.slot_values import CLEARABLE

_MAX_CONFIDENCE = 10
_SENTENCES = {
    SlotName.AIM: "My goal: {}",
    SlotName.KIND: "Kind of goal: {}",
    SlotName.DOMAIN: "Topic: {}",
    SlotName.PLAN: "Plan for: {}",
    SlotName.FROM: "Today: {}",
    SlotName.TO: "Target: {}",
    SlotName.UNIT: "Counted in {}",
    SlotName.BY: "By {}",
    SlotName.EVENT: "For: {}",
    SlotName.HOURS: "Hours a week: {}",
    SlotName.DAYS: "Days: {}",
    SlotName.MINUTES: "Each session: {}",
    SlotName.PAYMENT: "Paid in each period: {}",
    SlotName.OBSTACLE: "What gets in the way: {}",
    SlotName.METHOD: "How I want to do it: {}",
    SlotName.CONSTRAINTS: "To respect: {}",
    SlotName.BACKGROUND: "Only background: {}",
    SlotName.CARE: "Needs a doctor or other help first: {}",
}
"""How a slot set by the person is added to their words."""
_SKIPPED = re.compile(r"^\W*(?:skip|no idea|(?:i )?don'?t know|not sure|\?)?\W*$", re.IGNORECASE)
_NONE = re.compile(r"^\W*(?:none|nothing|no|-)\W*$", re.IGNORECASE)


def is_skipped(text: str | None, slot: SlotName | None = None) -> bool:
    """Return whether an answer leaves the question to the assumption; some slots may be empty."""
    if not text or (_SKIPPED.match(text) and text.strip() != "-"):
        return True
    return _NONE.match(text) is not None and slot not in CLEARABLE | {SlotName.FROM, SlotName.PLAN}


def check_confidence(text: str) -> None:
    """Raise InvalidInput if an answer about confidence is not from 0 to 10."""
    sure = parse_range(text)
    if sure is None or not 0 <= sure.low <= _MAX_CONFIDENCE:
        raise InvalidInput(
            "Confidence goes from 0 to 10.",
            field="confidence",
            advice="Choose a number from 0 to 10.",
        )


def base_request(request: GoalRequest) -> GoalRequest:
    """Return the request with the answers that belong to no slot merged; the others remain."""
    for answer in request.answers:
        text = " ".join(clean_text(answer.text or "").split())
        if slot_of(answer.question.id) is None and not is_skipped(text):
            request = _merge(request, answer.question.id, text)
    return request


def apply_answers(request: GoalRequest) -> GoalRequest:
    """Return the request with its answers merged into text and circumstances.

    A skipped answer changes nothing.
    """
    written = written_corrections(request.answers)
    merged = base_request(request)
    about = merged.circumstances
    if (hours := written.get(SlotName.HOURS)) and (found := parse_weekly_hours(hours)):
        bounded = max(MIN_HOURS_PER_WEEK, min(MAX_HOURS_PER_WEEK, found.low))
        about = replace(about, hours_per_week=bounded)
    if SlotName.BY in written:
        about = replace(about, weeks=None)
    lines = [line for name, text in written.items() if (line := _sentence(name, text))]
    text = ". ".join((merged.text.rstrip(" ."), *lines)) if lines else merged.text
    return replace(merged, text=text[:MAX_GOAL_CHARACTERS], circumstances=about, answers=())


def _sentence(name: SlotName, text: str) -> str:
    """Return what the person set as a sentence; that no plan fitted is none."""
    if name is SlotName.PLAN:
        text = "" if text == NONE_OF_THESE else text.replace("_", " ")
    return _SENTENCES[name].format(text.rstrip(" .")) if text else ""


def _merge(request: GoalRequest, question_id: str, text: str) -> GoalRequest:
    if question_id == "goals":
        return replace(request, text=text[:MAX_GOAL_CHARACTERS])
    if question_id == "confidence":
        return replace(request, circumstances=_with_confidence(request.circumstances, text))
    return replace(request, text=f"{request.text.rstrip(' .')}. {text}"[:MAX_GOAL_CHARACTERS])


def _with_confidence(circumstances: Circumstances, text: str) -> Circumstances:
    sure = parse_range(text)
    if sure is None:
        return circumstances
    return replace(circumstances, confidence=max(0, min(_MAX_CONFIDENCE, round(sure.low))))
