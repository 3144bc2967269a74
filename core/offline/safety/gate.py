"""Decide by rule, before any model call, whether a text is a goal that may be planned.

A question or a command to an assistant is not a goal. A harmful goal gets a supportive answer with
a source of help, never a plan.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.offline.playbooks.library import GENERAL
from core.offline.reading.facts import GoalFacts, QuantityKind
from core.offline.safety import gate_patterns as patterns
from core.offline.safety.harm import find_safety_note
from core.plans.verbs import first_word, imperative_of, starts_with_verb

GOAL_EXAMPLE = "for example “run 5 km by the end of March” or “read 20 pages every evening”"
_NOT_A_GOAL = (
    "This does not read like a goal yet, so nothing was planned. Write what you want to reach, "
    f"{GOAL_EXAMPLE}."
)
_A_TASK = (
    "This reads like a question or a task for an assistant, so nothing was planned. Rein plans "
    f"goals: write what you want to reach, {GOAL_EXAMPLE}."
)
_MIN_LETTER_SHARE = 0.55
_DETAILED_FROM_WORDS = 9


class GateDecision(StrEnum):
    """The gate's decision on a text."""

    GOAL = "goal"
    NOT_A_GOAL = "not_a_goal"
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """The ruling, with the sentence that a person reads if the text is not planned."""

    ruling: GateDecision
    note: str = ""
    safe_alternative: str = ""
    """A safe goal, offered if the goal itself cannot be planned."""

    @property
    def is_goal(self) -> bool:
        return self.ruling == GateDecision.GOAL


def check_goal(facts: GoalFacts) -> GateResult:
    """Return the ruling on a goal text; safety rules come first."""
    unsafe = find_safety_note(facts.text)
    if unsafe is not None:
        return GateResult(
            ruling=GateDecision.HARM, note=unsafe.note, safe_alternative=unsafe.safe_alternative
        )
    if patterns.INJECTION.search(facts.text) or not _is_mostly_letters(facts.text):
        return GateResult(ruling=GateDecision.NOT_A_GOAL, note=_NOT_A_GOAL)
    if not facts.english:
        return (
            GateResult(ruling=GateDecision.GOAL)
            if _is_foreign_goal(facts)
            else GateResult(ruling=GateDecision.NOT_A_GOAL, note=_NOT_A_GOAL)
        )
    if _is_question(facts) or _is_command(facts):
        return GateResult(ruling=GateDecision.NOT_A_GOAL, note=_A_TASK)
    if _reads_like_a_goal(facts):
        return GateResult(ruling=GateDecision.GOAL)
    return GateResult(ruling=GateDecision.NOT_A_GOAL, note=_NOT_A_GOAL)


def _is_mostly_letters(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 4 and letters >= _MIN_LETTER_SHARE * sum(
        not c.isspace() and not c.isdigit() for c in text
    )


def _is_foreign_goal(facts: GoalFacts) -> bool:
    latin = sum("a" <= c <= "z" for c in facts.text.lower()) * 2 > sum(
        c.isalpha() for c in facts.text
    )
    return bool(patterns.FOREIGN_WISH.search(facts.text)) or (
        latin and len(facts.text.split()) >= 3
    )


def _has_domain(facts: GoalFacts) -> bool:
    return facts.domain != GENERAL


def _has_time_frame(facts: GoalFacts) -> bool:
    """Return whether the text has a frequency, or a deadline after tomorrow."""
    if facts.frequency is not None:
        return True
    deadline = facts.deadline
    if deadline is None:
        return False
    soon = deadline.span.text.lower().split()[-1] in {"today", "tonight", "tomorrow", "yesterday"}
    return not soon and (deadline.length_days is None or deadline.length_days > 1)


def _is_question(facts: GoalFacts) -> bool:
    text = facts.text
    if patterns.GOAL_AS_QUESTION.search(text):
        sized = facts.quantity is not None or _has_time_frame(facts)
        return not (_has_domain(facts) and sized and patterns.ASPIRES.search(text))
    if (
        patterns.QUESTION.search(text)
        or text.rstrip().endswith("?")
        or patterns.EMBEDDED_QUESTION.search(text)
    ):
        return True
    return bool(patterns.SMALL_TALK.search(text)) and not (
        _has_domain(facts) and _has_time_frame(facts)
    )


def _is_command(facts: GoalFacts) -> bool:
    """Return whether the text asks an assistant for an immediate action."""
    if patterns.GOAL_WORD.search(facts.text) or patterns.LIFE_GOAL.search(facts.aim):
        return False
    aspires = bool(patterns.ASPIRES.search(facts.text))
    if patterns.ADDRESSES_ASSISTANT.search(facts.text) and not (
        _has_domain(facts) and aspires and _has_time_frame(facts)
    ):
        return True
    if patterns.ASSISTANT_TOPIC.search(facts.text):
        return not (
            _has_domain(facts)
            and aspires
            and facts.domain_span is not None
            and _is_strong_aim(facts)
        )
    if patterns.ASKS_FOR_DELIVERY.search(facts.text):  # "read 20 books this year for me" is a goal
        return facts.frequency is None and not (
            _has_domain(facts) and aspires and _has_time_frame(facts)
        )
    return _is_errand(facts, aspires=aspires)


def _is_errand(facts: GoalFacts, *, aspires: bool) -> bool:
    """Return whether the text starts like a one-off errand without any sign of a goal."""
    verb = first_word(facts.aim)
    if verb in patterns.ERRAND_VERBS and not patterns.REPAYS_DEBT.search(facts.aim):
        counted = facts.quantity is not None and facts.quantity.kind != QuantityKind.MONEY
        is_goal_like = (
            facts.frequency is not None
            or (_has_domain(facts) and (_has_time_frame(facts) or counted))
            or _spans_weeks(facts)
        )
        return not (is_goal_like or _names_domain(facts) or _is_detailed(facts))
    if verb not in patterns.AMBIGUOUS_VERBS:
        return False
    aims = _has_domain(facts) or _has_time_frame(facts) or (aspires and len(facts.aim.split()) > 2)
    return not (aims or _is_detailed(facts))


def _names_domain(facts: GoalFacts) -> bool:
    """Return whether a short errand belongs to a goal domain ("restart walking routine")."""
    return (
        _has_domain(facts)
        and not _asks_for_output(facts)
        and patterns.CONVERSATIONAL.search(facts.text) is None
    )


def _is_detailed(facts: GoalFacts) -> bool:
    """Return whether the text is more detailed than a command to an assistant."""
    careful = len(facts.aim.split()) >= _DETAILED_FROM_WORDS
    return (
        careful
        and not _asks_for_output(facts)
        and patterns.CONVERSATIONAL.search(facts.text) is None
    )


def _asks_for_output(facts: GoalFacts) -> bool:
    """Return whether the text asks for an answer or a document rather than a change."""
    return first_word(facts.aim) in patterns.OUTPUT_VERBS and not patterns.RESEARCH_START.search(
        facts.aim
    )


def _spans_weeks(facts: GoalFacts) -> bool:
    """Return whether the text gives a duration of a week or longer."""
    deadline = facts.deadline
    return deadline is not None and (deadline.length_days or 0) > 6


def _is_strong_aim(facts: GoalFacts) -> bool:
    """Return whether a text on an assistant's topic is a goal ("quit checking the news")."""
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
    if patterns.LIFE_GOAL.search(facts.aim):
        return True
    aspires = bool(patterns.ASPIRES.search(text))
    if patterns.STATEMENT.search(facts.aim) and not patterns.GOAL_WORD.search(text):
        return (
            _has_domain(facts)
            and aspires
            and bool(patterns.WISH.search(text) or _has_time_frame(facts))
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
            or bool(patterns.BETTER.search(text))
            or (aspires and count >= 2)
        )
    return bool(patterns.GOAL_WORD.search(text)) or (aspires and _has_time_frame(facts))
