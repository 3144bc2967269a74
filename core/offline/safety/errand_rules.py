"""Second opinion on errands: what the words of a text say about being a question or a command.

The trained gate decides; these rules only tip it where it is not sure.
"""

from core.offline.playbooks.library import GENERAL
from core.offline.reading.facts import GoalFacts, QuantityKind
from core.offline.safety import gate_patterns as patterns
from core.plans.verbs import first_word, imperative_of, starts_with_verb

_DETAILED_FROM_WORDS = 9


def reads_like_an_errand(facts: GoalFacts) -> bool:
    """Return whether a text reads like a question or a command to an assistant."""
    return _is_question(facts) or _is_command(facts)


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


def reads_like_a_goal(facts: GoalFacts) -> bool:
    """Return whether the words of a text have a sign of a goal."""
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
