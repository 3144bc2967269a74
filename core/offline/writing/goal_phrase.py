"""The goal in at most eight words: the person's own short aim, or the playbook's phrase."""

import re
from datetime import date

from core.goals.draft import TargetDraft
from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import format_date, short_aim, to_second_person
from core.offline.writing.templates import fill_template, thing_of
from core.plans.verbs import starts_with_verb

MOST_WORDS = 8
_LOOSE = re.compile(
    r"\b(?:i|he|she|they|we|it's|that's|because|but|so|which|who|maybe|ok|okay|please)\b|[?!:;…]"
    r"|,|\bby\s*$",
    re.IGNORECASE,
)
"""Marks of an aim that is a clause of a story, not a phrase that completes "I will"."""


def goal_phrase(
    facts: GoalFacts,
    playbook: Playbook,
    values: dict[str, str],
    target: Target | TargetDraft | None,
    *,
    requested: TargetDraft | None = None,
) -> str:
    """Return what completes "I will": "finish the thesis", "learn to swim".

    `requested` is the whole target if the plan reaches only a part of it.
    """
    if requested is not None and target is not None:
        reached = format_amount(target.quantity, target.unit)
        if requested.unit != target.unit:
            return f"reach {reached}, a first stage"
        return f"reach {reached} of {format_amount(requested.quantity, requested.unit)}"
    aim = " ".join(short_aim(facts).strip(" .,").split())
    if facts.english and len(aim.split()) <= MOST_WORDS and _is_phrase(aim):
        return aim[0].lower() + aim[1:]
    if target is None and "{target}" in playbook.goal:
        return f"make steady progress with {thing_of(facts, playbook)}"
    phrase = fill_template(playbook.goal, values)
    return " ".join(phrase.split()[: MOST_WORDS + 2])


def _is_phrase(aim: str) -> bool:
    return len(aim.split()) > 1 and starts_with_verb(aim) and not _LOOSE.search(aim)


def statement_of(phrase: str, kind: GoalKind, *, ends_on: date, turning_day: date | None) -> str:
    """Return the goal in one sentence, with its date."""
    when = f"by {format_date(ends_on)}"
    if kind == GoalKind.QUIT and turning_day is not None:
        when = f"from {format_date(turning_day)}"
    elif kind in {GoalKind.ROUTINE, GoalKind.VAGUE, GoalKind.RELATING}:
        when = f"until {format_date(ends_on)}"
    elif kind == GoalKind.EVENT and turning_day is not None:
        when = f"by {format_date(turning_day)}"
    phrase = re.sub(r",? (?:by|until|before)\s+\d{1,2} \w+(?: \d{4})?$", "", phrase)
    phrase = re.sub(r"\byour\b", "my", phrase)
    return f"I will {phrase} {when}."


def title_of(phrase: str) -> str:
    """Return the phrase as a title in the second person."""
    spoken = to_second_person(phrase)
    return spoken[:1].upper() + spoken[1:]
