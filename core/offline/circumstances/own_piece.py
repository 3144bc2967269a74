"""What a skill is wanted for, as a piece of one's own that the practice leads to."""

import re

from core.goals.kind import GoalKind
from core.offline.grammar.person import to_second_person
from core.offline.parsed_goal import ParsedGoal
from core.plans.draft import TaskDraft

_FOR = re.compile(
    r"\b(?:so (?:that )?|because |to )(?:i|we) "
    r"(?:can|could|want to|would like to|may|will|need to) "
    r"(?P<what>[^.;!?,\n]+)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"(?:make|build|sew|knit|write|draw|paint|cook|bake|play|sing|repair|grow|design) "
    r"(?P<piece>(?:a|an|the|my|our|some|one) [\w' -]{3,40})$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:work|get a job|start|move|study|apply) (?:in|for|as|on) "
    r"(?P<field>[\w' -]{3,40})$",
    re.IGNORECASE,
)
_MOST_WORDS = 6
_CHOSEN_AT, _BEGUN_AT = 0.3, 0.6
"""Shares of the weeks after which the piece is chosen, and worked on in every week."""
_CHOICE_MINUTES = 30


def own_piece(parsed: ParsedGoal) -> str | None:
    """Return the piece of their own that a learner names: "a cover for your camper"."""
    if parsed.playbook.kinds[0] != GoalKind.SKILL or not parsed.facts.english:
        return None
    for purpose in _FOR.finditer(parsed.facts.text):
        what = purpose["what"].strip()
        made, field = _MAKES.match(what), _FIELD.match(what)
        found = made["piece"] if made else None
        if field is not None:
            found = f"a small real task from {field['field']}"
        if found is not None and len(found.split()) <= _MOST_WORDS + (field is not None) * 4:
            return to_second_person(found)
    return None


def piece_title(parsed: ParsedGoal, number: int, weeks: int) -> str | None:
    """Return the session of a week of the last part of a plan that works on the own piece."""
    piece = own_piece(parsed)
    return (
        f"Work on {piece}: finish its next part" if piece and number > _BEGUN_AT * weeks else None
    )


def piece_choice(parsed: ParsedGoal, number: int, weeks: int) -> list[TaskDraft]:
    """Return the task of the week in which the own piece is planned."""
    piece = own_piece(parsed)
    if piece is None or number != max(1, round(_CHOSEN_AT * weeks)):
        return []
    title = f"Sketch {piece}: list its parts and what you still have to learn for each"
    return [TaskDraft(title=title, minutes=_CHOICE_MINUTES)]
