"""The gate: before any model, rules decide whether a text is a goal that may be planned.

A question or a command to an assistant is no goal; a wish that would harm is met with a kind word and a way to help,
never with a plan.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.offline.reading.domains import GENERAL
from core.offline.reading.facts import GoalFacts, QuantityKind
from core.offline.safety import gate_patterns as words
from core.offline.safety.harm import find_safety_note
from core.plans.verbs import first_word, imperative_of, starts_with_verb

GOAL_EXAMPLE = "for example “run 5 km by the end of March” or “read 20 pages every evening”"
_NOT_A_GOAL = f"This does not read like a goal yet, so nothing was planned. Write what you want to reach, {GOAL_EXAMPLE}."
_A_TASK = (
    "This reads like a question or a task for an assistant, so nothing was planned. Rein plans goals: write what you "
    f"want to reach, {GOAL_EXAMPLE}."
)
_MIN_LETTER_SHARE = 0.55
_DETAILED_FROM_WORDS = 9


class Ruling(StrEnum):
    """What the gate says about a text."""

    GOAL = "goal"
    NOT_A_GOAL = "not_a_goal"
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """The ruling, and the sentence the person reads where it is not a goal."""

    ruling: Ruling
    note: str = ""
    safe_alternative: str = ""
    """A safe goal to start from, offered where the wish itself cannot be planned."""

    @property
    def is_goal(self) -> bool:
        return self.ruling == Ruling.GOAL


def check_goal(facts: GoalFacts) -> GateResult:
    """Return the ruling on a goal text; the rules against harm come first."""
    unsafe = find_safety_note(facts.text)
    if unsafe is not None:
        return GateResult(
            ruling=Ruling.HARM, note=unsafe.note, safe_alternative=unsafe.safe_alternative
        )
    if words.INJECTION.search(facts.text) or not _is_mostly_letters(facts.text):
        return GateResult(ruling=Ruling.NOT_A_GOAL, note=_NOT_A_GOAL)
    if not facts.english:
        return (
            GateResult(ruling=Ruling.GOAL)
            if _is_foreign_goal(facts)
            else GateResult(ruling=Ruling.NOT_A_GOAL, note=_NOT_A_GOAL)
        )
    if _is_question(facts) or _is_command(facts):
        return GateResult(ruling=Ruling.NOT_A_GOAL, note=_A_TASK)
    if _reads_like_a_goal(facts):
        return GateResult(ruling=Ruling.GOAL)
    return GateResult(ruling=Ruling.NOT_A_GOAL, note=_NOT_A_GOAL)


def _is_mostly_letters(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 4 and letters >= _MIN_LETTER_SHARE * sum(
        not c.isspace() and not c.isdigit() for c in text
    )


def _is_foreign_goal(facts: GoalFacts) -> bool:
    latin = sum("a" <= c <= "z" for c in facts.text.lower()) * 2 > sum(
        c.isalpha() for c in facts.text
    )
    return bool(words.FOREIGN_WISH.search(facts.text)) or (latin and len(facts.text.split()) >= 3)


def _has_domain(facts: GoalFacts) -> bool:
    return facts.domain != GENERAL


def _has_time_frame(facts: GoalFacts) -> bool:
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
    if words.GOAL_AS_QUESTION.search(text):
        sized = facts.quantity is not None or _has_time_frame(facts)
        return not (_has_domain(facts) and sized and words.ASPIRES.search(text))
    if (
        words.QUESTION.search(text)
        or text.rstrip().endswith("?")
        or words.EMBEDDED_QUESTION.search(text)
    ):
        return True
    return bool(words.SMALL_TALK.search(text)) and not (
        _has_domain(facts) and _has_time_frame(facts)
    )


def _is_command(facts: GoalFacts) -> bool:
    """Tell whether the text asks an assistant for something that is done in a moment."""
    if words.GOAL_WORD.search(facts.text) or words.LIFE_GOAL.search(facts.aim):
        return False
    aspires = bool(words.ASPIRES.search(facts.text))
    if words.ADDRESSES_ASSISTANT.search(facts.text) and not (
        _has_domain(facts) and aspires and _has_time_frame(facts)
    ):
        return True
    if words.ASSISTANT_TOPIC.search(facts.text):
        return not (
            _has_domain(facts)
            and aspires
            and facts.domain_span is not None
            and _is_strong_aim(facts)
        )
    if words.ASKS_FOR_DELIVERY.search(
        facts.text
    ):  # "read 20 books this year for me" is nobody's errand
        return facts.frequency is None and not (
            _has_domain(facts) and aspires and _has_time_frame(facts)
        )
    return _is_errand(facts, aspires=aspires)


def _is_errand(facts: GoalFacts, *, aspires: bool) -> bool:
    """Tell whether the text begins like something that is done once, and nothing in it says otherwise."""
    verb = first_word(facts.aim)
    if verb in words.ERRAND_VERBS and not words.REPAYS_DEBT.search(facts.aim):
        counted = facts.quantity is not None and facts.quantity.kind != QuantityKind.MONEY
        told = (
            facts.frequency is not None
            or (_has_domain(facts) and (_has_time_frame(facts) or counted))
            or _spans_weeks(facts)
        )
        return not (told or _names_domain(facts) or _is_detailed(facts))
    if verb not in words.AMBIGUOUS_VERBS:
        return False
    aims = _has_domain(facts) or _has_time_frame(facts) or (aspires and len(facts.aim.split()) > 2)
    return not (aims or _is_detailed(facts))


def _names_domain(facts: GoalFacts) -> bool:
    """Tell whether a short errand is about what a goal is usually about ("restart walking routine")."""
    return (
        _has_domain(facts)
        and not _asks_for_output(facts)
        and words.CONVERSATIONAL.search(facts.text) is None
    )


def _is_detailed(facts: GoalFacts) -> bool:
    """Tell whether the text is longer and more careful than what one says to an assistant."""
    careful = len(facts.aim.split()) >= _DETAILED_FROM_WORDS
    return (
        careful and not _asks_for_output(facts) and words.CONVERSATIONAL.search(facts.text) is None
    )


def _asks_for_output(facts: GoalFacts) -> bool:
    """Tell whether the text asks for an answer or a piece of work, not for a change in a life."""
    return first_word(facts.aim) in words.OUTPUT_VERBS and not words.LOOKS_INTO.search(facts.aim)


def _spans_weeks(facts: GoalFacts) -> bool:
    """Tell whether the text gives itself a stretch of weeks or a season rather than a calendar day."""
    deadline = facts.deadline
    return deadline is not None and (deadline.length_days or 0) > 6


def _is_strong_aim(facts: GoalFacts) -> bool:
    """Tell whether a text with an assistant's noun in it is a wish all the same ("quit checking the news")."""
    verb = first_word(facts.aim)
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
        or len(facts.aim.split()) > 3
    )


def _reads_like_a_goal(facts: GoalFacts) -> bool:
    text, count = facts.text, len(facts.aim.split())
    if words.LIFE_GOAL.search(facts.aim):
        return True
    aspires = bool(words.ASPIRES.search(text))
    if words.STATEMENT.search(facts.aim) and not words.GOAL_WORD.search(text):
        return (
            _has_domain(facts)
            and aspires
            and bool(words.WISH.search(text) or _has_time_frame(facts))
        )
    verb = first_word(facts.aim)
    acts = starts_with_verb(facts.aim) or imperative_of(verb) is not None
    if acts:
        return (
            count >= 3 or _has_domain(facts) or _has_time_frame(facts) or facts.quantity is not None
        )
    if _has_domain(facts):
        return (
            facts.quantity is not None
            or _has_time_frame(facts)
            or bool(words.BETTER.search(text))
            or (aspires and count >= 2)
        )
    return bool(words.GOAL_WORD.search(text)) or (aspires and _has_time_frame(facts))
