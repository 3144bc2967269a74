"""The guidance that is nearest to a question in meaning: answers, obstacles, if-thens."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.chat.passage import Passage
from core.chat.situation import Situation
from core.goals.goal import ClarifiedGoal
from core.learning.models import load_meanings, load_sentence_encoder
from core.learning.sentence_encoder import Vector
from core.offline.chat.passages import PLAYBOOK, answer_passage
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import ObstacleGuide
from core.offline.writing.templates import fill_template, template_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A piece of guidance, with the sentences that ask for it."""

    passage: Passage
    """What it says, and where that stands."""
    asks: tuple[str, ...]
    """Fixed sentences, whose vectors are stored."""
    own_asks: tuple[str, ...] = ()
    """Sentences that may hold the person's own words, whose vectors are not."""
    cautious: bool = False
    """Whether it is about pain or illness."""
    answers: bool = False
    """Whether it answers a question; an obstacle's guide says what to do in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearGuide:
    """A guide and how like the question it is, from -1 to 1."""

    guide: Guide
    likeness: float


def all_guides(situation: Situation, parsed: ParsedGoal) -> tuple[Guide, ...]:
    """Return all guidance of the plan and its playbook, the plan's own first."""
    return (*_of_plan(situation), *_of_playbook(parsed, situation.goal))


def nearest_guide(question: str, guides: tuple[Guide, ...]) -> NearGuide | None:
    """Return the guide that is nearest to a question; the plan's own wins if two are equal."""
    encoder, best = load_sentence_encoder(), None
    asked = encoder.whole(question)
    fixed = _likeness_of_fixed(asked, guides)
    for guide in guides:
        likeness = max(
            (
                *(float(np.dot(asked, encoder.whole(text))) for text in guide.own_asks),
                *(fixed[text] for text in guide.asks),
            )
        )
        if best is None or likeness > best.likeness:
            best = NearGuide(guide=guide, likeness=likeness)
    return best


def _likeness_of_fixed(asked: Vector, guides: tuple[Guide, ...]) -> dict[str, float]:
    """Return how like the question each fixed sentence is."""
    texts = tuple(dict.fromkeys(text for guide in guides for text in guide.asks))
    if not texts:
        return {}
    alike = load_meanings().matrix(texts) @ asked
    return dict(zip(texts, (float(each) for each in alike), strict=True))


def _of_plan(situation: Situation) -> Iterator[Guide]:
    for week in {week.if_then: week for week in reversed(situation.plan.weeks)}.values():
        moment, _, action = week.if_then.partition(", then ")
        if action:
            source = f"The if-then of week {week.number}"
            passage = Passage(id=f"if-then-{week.number}", text=week.if_then, source=source)
            yield Guide(passage=passage, asks=(), own_asks=(moment.removeprefix("If "),))
    for number, each in enumerate(situation.plan.contingencies, start=1):
        passage = Passage(
            id=f"contingency-{number}",
            text=f"{each.trigger}: {each.response}",
            source="Your plan: if things go wrong",
        )
        yield Guide(passage=passage, asks=(), own_asks=(each.trigger,))


def _of_playbook(parsed: ParsedGoal, goal: ClarifiedGoal) -> Iterator[Guide]:
    playbook = parsed.playbook
    for number, answer in enumerate(playbook.answers, start=1):
        passage = answer_passage(answer, number, playbook)
        yield Guide(passage=passage, asks=answer.asks, answers=True)
    values = template_values(goal, parsed.facts, playbook)
    for number, obstacle in enumerate(playbook.all_obstacles, start=1):
        everyday = number > len(playbook.obstacles)
        if everyday and playbook.gives_up_something and not obstacle.cautious:
            continue  # "ten minutes of it" is no answer where something is given up
        yield _of_obstacle(obstacle, number, values, source=PLAYBOOK.format(title=playbook.title))


def _of_obstacle(
    obstacle: ObstacleGuide, number: int, values: dict[str, str], *, source: str
) -> Guide:
    situation = fill_template(obstacle.situation, values)
    actions = [fill_template(action, values) for action in obstacle.actions[:2]]
    ways = " Or I will ".join(f"{action}." for action in actions)
    text = f"If {situation}, then I will {ways}"
    passage = Passage(id=f"obstacle-{number}", text=text, source=source)
    filled = situation != obstacle.situation  # with words of the goal
    asks = (obstacle.obstacle, *(() if filled else (situation,)), *obstacle.examples)
    own = (situation,) if filled else ()
    return Guide(passage=passage, asks=asks, own_asks=own, cautious=obstacle.cautious)
