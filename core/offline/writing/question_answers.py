"""Answer the questions a person asked, where a rule knows the answer."""

import re

from core.offline.kinds.outline_values import Outline
from core.offline.parsed_goal import ParsedGoal
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import format_date

_CAN_IT_BE = re.compile(
    r"\b(?:realistic|possible|doable|feasible|too (?:much|late|old|ambitious|little)|enough|"
    r"can i|crazy|silly|chance)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when|what time|find (?:the )?time|how often|how long)\b", re.IGNORECASE)
_HOW = re.compile(r"\b(?:how|where|what)\b", re.IGNORECASE)


def answers_to_questions(parsed: ParsedGoal, outline: Outline, *, hours: float) -> tuple[str, ...]:
    """Return one note for each question of a form a rule can answer; each answer once."""
    found = [_answer(span.text, parsed, outline, hours=hours) for span in parsed.facts.questions]
    return tuple(dict.fromkeys(answer for answer in found if answer))


def _answer(question: str, parsed: ParsedGoal, outline: Outline, *, hours: float) -> str:
    ends, target = format_date(outline.period.ends_on), outline.target
    if _CAN_IT_BE.search(question):
        if target is not None and outline.is_part:
            return (
                f"You asked whether it can be done: {format_amount(target.quantity, target.unit)} "
                f"by {ends} can; the rest needs more time, more hours or a smaller aim."
            )
        return (
            f"You asked whether it can be done: yes, in steps this size, with {hours:g} hours a "
            f"week until {ends}. The first check-in shows whether the pace holds."
        )
    if _WHEN.search(question):
        return (
            "You asked about the time: fixed small slots beat free days. Week 1 chooses them: "
            "before work, in a break, or on the way, each with a spare."
        )
    if _HOW.search(question):
        step = next((s for p in parsed.playbook.phases for s in p.steps), None)
        return (
            "You asked how: begin with the first task of week 1; the order does the rest."
            if step
            else ""
        )
    return ""
