"""The gate: before any model, rules decide whether a text is a goal that may be planned.

A question or a command to an assistant is no goal; a wish that would harm is met with a kind word and a way to help,
never with a plan.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.offline.reading.domains import GENERAL
from core.offline.reading.facts import GoalFacts, Kind
from core.offline.safety import gate_patterns as words
from core.offline.safety.harm import safety_note
from core.plans.verbs import first_word, imperative_of, starts_with_verb

GOAL_EXAMPLE = "for example “run 5 km by the end of March” or “read 20 pages every evening”"
_NOT_A_GOAL = f"This does not read like a goal yet, so nothing was planned. Write what you want to reach, {GOAL_EXAMPLE}."
_A_TASK = (
    "This reads like a question or a task for an assistant, so nothing was planned. Rein plans goals: write what you "
    f"want to reach, {GOAL_EXAMPLE}."
)
_ENOUGH_LETTERS = 0.55
_CAREFUL_WORDS = 9


class Ruling(StrEnum):
    """What the gate says about a text."""

    GOAL = "goal"
    NOT_A_GOAL = "not_a_goal"
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The ruling, and the sentence the person reads where it is not a goal."""

    ruling: Ruling
    note: str = ""
    instead: str = ""
    """A safe goal to start from, offered where the wish itself cannot be planned."""

    @property
    def is_goal(self) -> bool:
        return self.ruling == Ruling.GOAL


def check_goal(facts: GoalFacts) -> Gate:
    """Return the ruling on a goal text; the rules against harm come first."""
    unsafe = safety_note(facts.text)
    if unsafe is not None:
        return Gate(ruling=Ruling.HARM, note=unsafe.note, instead=unsafe.instead)
    if words.ATTACK.search(facts.text) or not _has_words(facts.text):
        return Gate(ruling=Ruling.NOT_A_GOAL, note=_NOT_A_GOAL)
    if not facts.english:
        return (
            Gate(ruling=Ruling.GOAL)
            if _foreign_goal(facts)
            else Gate(ruling=Ruling.NOT_A_GOAL, note=_NOT_A_GOAL)
        )
    if _is_question(facts) or _is_command(facts):
        return Gate(ruling=Ruling.NOT_A_GOAL, note=_A_TASK)
    if _reads_like_a_goal(facts):
        return Gate(ruling=Ruling.GOAL)
    return Gate(ruling=Ruling.NOT_A_GOAL, note=_NOT_A_GOAL)


def _has_words(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 4 and letters >= _ENOUGH_LETTERS * sum(
        not c.isspace() and not c.isdigit() for c in text
    )


def _foreign_goal(facts: GoalFacts) -> bool:
    latin = sum("a" <= c <= "z" for c in facts.text.lower()) * 2 > sum(
        c.isalpha() for c in facts.text
    )
    return bool(words.FOREIGN_WISH.search(facts.text)) or (latin and len(facts.text.split()) >= 3)


def _known(facts: GoalFacts) -> bool:
    return facts.domain != GENERAL


def _in_time(facts: GoalFacts) -> bool:
    """Tell whether the text has a rhythm, or an end further away than tomorrow."""
    if facts.frequency is not None:
        return True
    deadline = facts.deadline
    if deadline is None:
        return False
    soon = deadline.span.text.lower().split()[-1] in {"today", "tonight", "tomorrow", "yesterday"}
    return not soon and (deadline.length_days is None or deadline.length_days > 1)


def _is_question(facts: GoalFacts) -> bool:
    text = facts.text
    if words.ASKED_AS_WISH.search(text):
        sized = facts.quantity is not None or _in_time(facts)
        return not (_known(facts) and sized and words.ASPIRES.search(text))
    if words.QUESTION.search(text) or text.rstrip().endswith("?") or words.ASKS_INSIDE.search(text):
        return True
    return bool(words.SMALL_TALK.search(text)) and not (_known(facts) and _in_time(facts))


def _is_command(facts: GoalFacts) -> bool:
    """Tell whether the text asks an assistant for something that is done in a moment."""
    if words.GOAL_WORD.search(facts.text) or words.BECOMES.search(facts.wish):
        return False
    aspires = bool(words.ASPIRES.search(facts.text))
    if words.TO_THE_MACHINE.search(facts.text) and not (
        _known(facts) and aspires and _in_time(facts)
    ):
        return True
    if words.ASSISTANT.search(facts.text):
        return not (
            _known(facts) and aspires and facts.domain_span is not None and _strong_wish(facts)
        )
    if words.FOR_ME.search(facts.text):  # "read 20 books this year for me" is nobody's errand
        return facts.frequency is None and not (_known(facts) and aspires and _in_time(facts))
    return _is_errand(facts, aspires=aspires)


def _is_errand(facts: GoalFacts, *, aspires: bool) -> bool:
    """Tell whether the text begins like something that is done once, and nothing in it says otherwise."""
    verb = first_word(facts.wish)
    if verb in words.ERRANDS and not words.PAYS_DOWN.search(facts.wish):
        counted = facts.quantity is not None and facts.quantity.kind != Kind.MONEY
        told = (
            facts.frequency is not None
            or (_known(facts) and (_in_time(facts) or counted))
            or _lasting(facts)
        )
        return not (told or _names_its_field(facts) or _thought_through(facts))
    if verb not in words.SOFT:
        return False
    aims = _known(facts) or _in_time(facts) or (aspires and len(facts.wish.split()) > 2)
    return not (aims or _thought_through(facts))


def _names_its_field(facts: GoalFacts) -> bool:
    """Tell whether a short errand is about what a goal is usually about ("restart walking routine")."""
    return _known(facts) and not _retrieves(facts) and words.OWNED.search(facts.text) is None


def _thought_through(facts: GoalFacts) -> bool:
    """Tell whether the text is longer and more careful than what one says to an assistant."""
    careful = len(facts.wish.split()) >= _CAREFUL_WORDS
    return careful and not _retrieves(facts) and words.OWNED.search(facts.text) is None


def _retrieves(facts: GoalFacts) -> bool:
    """Tell whether the text asks for an answer or a piece of work, not for a change in a life."""
    return first_word(facts.wish) in words.RETRIEVES and not words.INTO.search(facts.wish)


def _lasting(facts: GoalFacts) -> bool:
    """Tell whether the text gives itself a stretch of weeks or a season rather than a calendar day."""
    deadline = facts.deadline
    return deadline is not None and (deadline.length_days or 0) > 6


def _strong_wish(facts: GoalFacts) -> bool:
    """Tell whether a text with an assistant's noun in it is a wish all the same ("quit checking the news")."""
    verb = first_word(facts.wish)
    return verb in {
        "stop",
        "quit",
        "reduce",
        "limit",
        "pay",
        "save",
        "learn",
        "build",
        "cut",
        "become",
    } and (
        verb not in {"stop", "pay", "save"}
        or facts.quantity is not None
        or len(facts.wish.split()) > 3
    )


def _reads_like_a_goal(facts: GoalFacts) -> bool:
    text, count = facts.text, len(facts.wish.split())
    if words.BECOMES.search(facts.wish):
        return True
    aspires = bool(words.ASPIRES.search(text))
    if words.STATEMENT.search(facts.wish) and not words.GOAL_WORD.search(text):
        return _known(facts) and aspires and bool(words.WISH.search(text) or _in_time(facts))
    verb = first_word(facts.wish)
    acts = starts_with_verb(facts.wish) or imperative_of(verb) is not None
    if acts:
        return count >= 3 or _known(facts) or _in_time(facts) or facts.quantity is not None
    if _known(facts):
        return (
            facts.quantity is not None
            or _in_time(facts)
            or bool(words.BETTER.search(text))
            or (aspires and count >= 2)
        )
    return bool(words.GOAL_WORD.search(text)) or (aspires and _in_time(facts))
