"""Plan a goal within what the body bears, by what the person likes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.goals.kind import GoalKind
from core.offline.limits.own_movement import OwnMovement, read_movement
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import ObstacleGuide, PhaseGuide
from core.offline.reading.facts import GoalFacts
from core.plans.sense.limits import Limit, keeps

_TREATS_IT = frozenset({"injury_return"})
"""Topics whose tasks are the treatment of the part that hurts."""
_MOVES = re.compile(
    r"^(?:walk|move|cycle|swim|favourite activity|brisk|go for|do something active|get outdoors)\b",
    re.IGNORECASE,
)
_BY_LIKING = frozenset({GoalKind.BODY, GoalKind.ROUTINE, GoalKind.CHANGE})
_LIKING_TOPICS = frozenset({"weight_and_eating", "walking_and_activity", "pregnancy"})
"""Topics in which any movement counts, so that the person's own is the best."""
Text = Callable[[str], str]


def within_limits(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal whose tasks load nothing that hurts, and move in the way the person likes."""
    if not parsed.facts.english:
        return parsed
    own = read_movement(parsed.facts.text)
    limits = limits_of(parsed, own)
    liked = _liked(parsed, own, limits)
    if not limits and not liked:
        return parsed
    playbook = parsed.playbook
    phases = tuple(_phase(phase, limits, liked) for phase in playbook.phases)
    changes = {
        "phases": phases,
        "obstacles": tuple(_obstacle(guide, limits) for guide in playbook.obstacles),
        "everyday": tuple(_obstacle(guide, limits) for guide in playbook.everyday),
        "safety": (*_notes(own, limits, liked), *playbook.safety),
    }
    return replace(parsed, playbook=playbook.model_copy(update=changes))


def limits_of(parsed: ParsedGoal, own: OwnMovement | None = None) -> tuple[Limit, ...]:
    """Return what no task of this plan may do; what the aim itself wants is no limit of it."""
    facts, playbook = parsed.facts, parsed.playbook
    if not facts.english or playbook.name in _TREATS_IT:
        return ()
    own = own or read_movement(facts.text)
    about = f"{playbook.title} {playbook.recipe.replace('_', ' ')}"
    hurt = tuple(
        Limit(label=f"nothing that loads {limit.label}", loads=limit.loads, instead=limit.instead)
        for limit in own.limits
        if not re.search(limit.part, about, re.IGNORECASE)
    )
    refused = tuple(
        Limit(label=f"no {each.name.removeprefix('the ')}", loads=each.uses)
        for each in own.refused
        if not re.search(each.words, _wanted(facts, about), re.IGNORECASE)
    )
    wanted = _wanted(facts, about)
    return tuple(replace(limit, wanted=wanted) for limit in (*hurt, *refused))


def _wanted(facts: GoalFacts, about: str) -> str:
    """Return the words of the aim, the topic and its plan, in lower case."""
    aim = re.split(r"\b(?:no|not|without|but|never)\b", facts.aim, maxsplit=1)[0]
    return f"{aim} {facts.domain} {about}".lower()


@dataclass(frozen=True, slots=True)
class _Liked:
    """Activities to move by, with the names the note gives them."""

    names: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tasks)


def _liked(parsed: ParsedGoal, own: OwnMovement, limits: Sequence[Limit]) -> _Liked:
    playbook = parsed.playbook
    if playbook.name not in _LIKING_TOPICS or playbook.kinds[0] not in _BY_LIKING:
        return _Liked()
    if not any(_MOVES.match(title) for phase in playbook.phases for title in phase.practice):
        return _Liked()
    safe = [each for each in own.liked if keeps(each.task, limits)]
    return _Liked(tuple(e.name for e in safe), tuple(e.task for e in safe))


def _notes(own: OwnMovement, limits: Sequence[Limit], liked: _Liked) -> tuple[str, ...]:
    """Return what was done, as one or two sentences."""
    notes = []
    if limits:
        what = "; ".join(dict.fromkeys(limit.label for limit in limits))
        then = " Pain that stays is for a doctor or physio." if own.limits else ""
        notes.append(f"By your own words the tasks hold {what}.{then}")
    if liked:
        notes.append(
            f"You named {' and '.join(liked.names)}, so that is how you move in this plan."
        )
    return tuple(notes)


def _phase(phase: PhaseGuide, limits: Sequence[Limit], liked: _Liked) -> PhaseGuide:
    practice = [
        within(title, limits, liked.tasks, at)
        for at, title in enumerate(_by_liking(phase.practice, liked.tasks))
    ]
    steps = tuple(
        step.model_copy(update={"title": within(step.title, limits, liked.tasks, at)})
        for at, step in enumerate(phase.steps)
    )
    return phase.model_copy(update={"practice": tuple(dict.fromkeys(practice)), "steps": steps})


def _by_liking(practice: Sequence[str], liked: Sequence[str]) -> list[str]:
    """Return the sessions of a phase with those that only move done in the liked ways.

    One liked way takes the place of the first of them, two take turns in the place of all.
    """
    moves = [title for title in practice if _MOVES.match(title)]
    if not liked or not moves:
        return list(practice)
    turns = moves if len(liked) > 1 else moves[:1]
    own = {title: liked[at % len(liked)] for at, title in enumerate(turns)}
    further = [task for task in liked if task not in own.values()]
    return [*(own.get(title, title) for title in practice), *further]


def _obstacle(guide: ObstacleGuide, limits: Sequence[Limit]) -> ObstacleGuide:
    bearable = tuple(action for action in guide.actions if keeps(action, limits))
    if len(bearable) == len(guide.actions):
        return guide
    return guide.model_copy(update={"actions": bearable or (_REST,)})


_REST = "do the part that does not hurt for {small} and leave the rest for today"


def within(title: str, limits: Sequence[Limit], liked: Sequence[str], turn: int) -> str:
    """Return a task without the parts that load what hurts, or another one for all of it."""
    if keeps(title, limits):
        return title
    head, colon, rest = title.partition(": ")
    opening, listed = (f"{head}: ", rest) if colon else ("", title)
    parts = re.split(r", (?:then |and )?| and (?=[a-z-]+s\b)", listed)
    fine = [part for part in parts if keeps(part, limits)]
    if len(fine) > 1 and keeps(opening, limits) and not title.startswith(fine[0]):
        verb = title.split(" ", maxsplit=1)[0]
        named = bool(colon) or fine[0][:1].isupper()
        return f"{opening}{'' if named else f'{verb} '}{', '.join(fine)}"
    if len(fine) > 1 and keeps(opening, limits):
        return f"{opening}{', '.join(fine)}"
    broken = next(limit for limit in limits if not keeps(title, (limit,)))
    choices = [task for task in (*liked, *broken.instead) if keeps(task, limits)]
    return choices[turn % len(choices)] if choices else _GENTLE


_GENTLE = "Move for {minutes} minutes in the way that feels best today"
