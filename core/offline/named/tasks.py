"""The sessions and small tasks of a week that are about what the person named."""

from core.goals.kind import GoalKind
from core.offline.named.find import named_things
from core.offline.named.ladders import (
    CONTINUE,
    HELPED_BY,
    LEARN,
    LESSON_OF,
    MAKE,
    NEARER,
    PERFORM,
    PERFORMED,
    SESSIONS,
    SPEAK,
    SPOKEN_WITH,
    TOOL,
    WEIGHED,
    WORDS_TOOL,
    rung,
)
from core.offline.named.nearer import nearer_to
from core.offline.named.values import NamedThing, Sort
from core.offline.parsed_goal import ParsedGoal
from core.offline.progressions.progression_input import MONEY_RULES
from core.plans.draft import TaskDraft
from core.plans.sense.goal_context import Named
from core.plans.sense.named import FIRST_WEEKS

_MINUTES = 10
_LONG = 99
_LANGUAGES = frozenset({"language", "language_at_work"})
_NEAR = frozenset({GoalKind.RELATING, GoalKind.VAGUE})


def ladder_for(thing: NamedThing, parsed: ParsedGoal) -> tuple[str, ...]:
    """Return what is done with a named thing in the course of a plan."""
    speaks = parsed.facts.domain in _LANGUAGES
    if thing.sort == Sort.PIECE:
        return PERFORM if thing.verb in PERFORMED else LESSON_OF.get(thing.verb, CONTINUE)
    if thing.sort == Sort.MAKING:
        return LESSON_OF.get(thing.verb, MAKE)
    if thing.sort == Sort.SUBJECT:
        return SPEAK if speaks else LEARN
    if thing.sort == Sort.TOOL:
        return WORDS_TOOL if speaks else TOOL
    if parsed.playbook.kinds[0] in _NEAR:
        return WEIGHED if parsed.playbook.recipe else NEARER
    return SPOKEN_WITH if speaks else HELPED_BY


def session_titles(parsed: ParsedGoal, number: int, weeks: int, sessions: int) -> tuple[str, ...]:
    """Return the titles of the sessions of a week that are about what the person named.

    Several things take turns. With one session a week, the plan's own practice has every second of
    them after the first weeks.
    """
    if sessions == 1 and FIRST_WEEKS < number < weeks and number % 2 == 0:
        return ()
    near = _has_own_moments(parsed)
    things = [
        thing
        for thing in named_things(parsed)
        if thing.sort in SESSIONS or (near and thing.sort == Sort.PERSON)
    ]
    if not things:
        return ()
    each_week = max(1, sessions // 2) if near else 1
    turns = range((number - 1) * each_week, number * each_week)
    return tuple(_turn(things, parsed, turn, weeks * each_week) for turn in turns)


def _has_own_moments(parsed: ParsedGoal) -> bool:
    """Return whether sessions with a person are added to weeks that do not know that person.

    A recipe knows when it is time for a call; before that the person is thought about.
    """
    playbook = parsed.playbook
    return playbook.kinds[0] in _NEAR and not playbook.recipe and nearer_to(parsed) is None


def named_for_laws(parsed: ParsedGoal) -> tuple[Named, ...]:
    """Return the named things with their tasks, as the laws of sense ask for them."""
    if parsed.playbook.progression.rule in MONEY_RULES:
        return ()
    return tuple(
        Named(
            label=thing.label,
            tasks=tuple(
                rung(ladder_for(thing, parsed), thing.label, thing.verb, at=at, of=_LONG)
                for at in range(FIRST_WEEKS)
            ),
        )
        for thing in named_things(parsed)
    )


def _turn(things: list[NamedThing], parsed: ParsedGoal, turn: int, turns: int) -> str:
    """Return the title of one session; the things take turns in the sessions of the plan."""
    first = turn % len(things)
    thing = things[first]
    times = -(-(turns - first) // len(things))
    at = turn // len(things)
    return rung(ladder_for(thing, parsed), thing.label, thing.verb, at=at, of=times)


def small_named_tasks(parsed: ParsedGoal, number: int) -> list[TaskDraft]:
    """Return the short task of a week with a tool or a person who helps; of every second later on.

    They take turns.
    """
    near = parsed.playbook.kinds[0] in _NEAR
    weighed = near and bool(parsed.playbook.recipe) and number <= FIRST_WEEKS
    things = [
        thing
        for thing in named_things(parsed)
        if thing.sort == Sort.TOOL or (thing.sort == Sort.PERSON and (weighed or not near))
    ]
    if not things or (number > FIRST_WEEKS and number % 2 == 0):
        return []
    turn = number - 1 if number <= FIRST_WEEKS else FIRST_WEEKS + (number - FIRST_WEEKS) // 2
    thing = things[turn % len(things)]
    ladder = ladder_for(thing, parsed)
    at = turn // len(things)
    later = 1 + (at - 1) % (len(ladder) - 1)  # what is set up once is not set up again
    title = ladder[later if at else 0].format(it=thing.label)
    return [TaskDraft(title=title, minutes=_MINUTES)]
