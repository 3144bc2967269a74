"""Choose the if-then plans of a goal, once for the whole plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.goals.goal import GoalRequest
from core.offline.circumstances.find import circumstances_of
from core.offline.if_thens.blocking import can_block
from core.offline.playbooks.any_obstacle import UNNAMED, usual_obstacle
from core.offline.playbooks.schema import ObstacleGuide, Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.writing.obstacles import answers_for, as_guide
from core.offline.writing.templates import fill_template


@dataclass(frozen=True, slots=True, kw_only=True)
class IfThen:
    """A moment and one answer to it."""

    situation: str
    """Follows "If"."""
    action: str
    """Follows "then I will"."""

    @property
    def sentence(self) -> str:
        """The whole plan."""
        return f"If {self.situation}, then I will {self.action}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenIfThens:
    """The if-then plans of a goal: for the person's own moments, and for the usual ones."""

    own: tuple[IfThen, ...]
    usual: tuple[IfThen, ...]

    def filled(self, values: dict[str, str]) -> "ChosenIfThens":
        """Return the plans with the words of the goal, each wording once."""
        own = _filled(self.own, values)
        usual = _filled(self.usual, values)
        return ChosenIfThens(own=own, usual=tuple(each for each in usual if each not in own))


def choose_if_thens(
    obstacle: str, request: GoalRequest, facts: GoalFacts, playbook: Playbook
) -> ChosenIfThens:
    """Return the if-then plans of a goal; those of the person's first obstacle come first.

    Who stated no obstacle gets the usual one of the kind of goal, then those of the topic.
    """
    answers = answers_for(obstacle, request, facts, playbook)
    own = [(guide.situation, a) for guide in (a.guide for a in answers) for a in guide.actions]
    usual = list(_in_turn(_usual_guides(facts, playbook, answered=bool(answers))))
    if playbook.recipe and all(answer.guide.obstacle == UNNAMED for answer in answers):
        # A recipe knows the aim's obstacles better than "it".
        own, usual = [], [*own[:1], *usual]
    return ChosenIfThens(own=_as_plans(own), usual=_as_plans(u for u in usual if u not in own))


def _usual_guides(
    facts: GoalFacts, playbook: Playbook, *, answered: bool
) -> Sequence[ObstacleGuide]:
    """Return the guides of moments that the person did not name."""
    if playbook.only_own_answers:
        return playbook.obstacles
    general = () if answered else (usual_obstacle(playbook.kinds[0]),)
    return (*general, *_helpful(facts, playbook), *playbook.obstacles)


def _helpful(facts: GoalFacts, playbook: Playbook) -> list[ObstacleGuide]:
    """Return the answers of circumstances that need one although they are no obstacle."""
    return [
        as_guide(each)
        for each in circumstances_of(facts, playbook)
        if each.circumstance.situation
        and not (each.circumstance.hinders and can_block(each.span.text))
    ]


def _in_turn(guides: Sequence[ObstacleGuide]) -> Iterable[tuple[str, str]]:
    """Yield the first answer to each moment, then the second ones."""
    for n in range(max((len(guide.actions) for guide in guides), default=0)):
        for guide in guides:
            if n < len(guide.actions):
                yield guide.situation, guide.actions[n]


def _as_plans(pairs: Iterable[tuple[str, str]]) -> tuple[IfThen, ...]:
    found = dict.fromkeys(pairs)
    return tuple(IfThen(situation=situation, action=action) for situation, action in found)


def _filled(plans: Sequence[IfThen], values: dict[str, str]) -> tuple[IfThen, ...]:
    return _as_plans(
        (fill_template(each.situation, values), fill_template(each.action, values))
        for each in plans
    )
