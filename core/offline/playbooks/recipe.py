"""The schema of a recipe: what a specialist does for one specific aim, as a playbook of its own."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from core.goals.goal import GoalType
from core.goals.kind import GoalKind
from core.offline.playbooks.parts import (
    ContingencyGuide,
    Defaults,
    MetricGuide,
    NamedText,
    ObstacleGuide,
    PhaseGuide,
    PlaybookPart,
    Progression,
    QuestionGuide,
    Source,
    StepGuide,
    check_placeholders,
)
from core.offline.playbooks.recipe_notes import notes_of_topic
from core.offline.playbooks.recipe_words import RecipeWords, words_of_recipe
from core.offline.playbooks.schema import Playbook
from core.offline.playbooks.yaml_text import parse_part
from core.plans.plan import PHASES

_STAGED = Progression(rule="staged")
_OWN_RULES: Mapping[GoalKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    GoalKind.MONEY: (("saving", "debt"), ("sum",)),
    GoalKind.BODY: (("weight",), ("kg", "lb")),
}
"""Rules that know paydays, level payments and the safe pace of a body; a recipe of such a topic
leaves its numbers to them."""
_NUMBERS = ("{amount}", "{target}", "{start}", "{left}")
_MOST_WORDS_OF_A_GOAL = 10
_MOST_WORDS_OF_A_CHECK = 16


class RecipePhase(PlaybookPart):
    """A part of the way, which ends with something the person can show."""

    name: str
    share: Annotated[float, Field(gt=0, le=1)]
    """Share of the plan's weeks."""
    side: Literal["before", "after"] | None = None
    check: str
    """What the person can show at the end: the milestone."""
    at: Annotated[float, Field(gt=0, le=1)] | None = None
    """Share of the way from start to target that is reached at the end."""
    focus: Annotated[tuple[str, ...], Field(min_length=1)]
    practice: Annotated[tuple[str, ...], Field(min_length=2)]
    steps: tuple[StepGuide, ...] = ()

    _known = field_validator("check")(check_placeholders)

    @field_validator("check")
    @classmethod
    def _short(cls, check: str) -> str:
        if len(check.split()) > _MOST_WORDS_OF_A_CHECK:
            raise ValueError(f"a check has at most {_MOST_WORDS_OF_A_CHECK} words")
        return check

    def as_phase(self) -> PhaseGuide:
        """Return the phase as a phase of a playbook."""
        return PhaseGuide(aim=self.check, **{name: getattr(self, name) for name in _OF_A_PHASE})


_OF_A_PHASE = ("name", "share", "side", "check", "at", "focus", "practice", "steps")


class Recipe(PlaybookPart):
    """What a specialist does for one aim; what is left out comes from the topic's playbook."""

    topic: str
    """The playbook it belongs to, or `general`."""
    kind: GoalKind
    title: str
    goal: str
    """Completes "I will"."""
    thing: str
    practice_name: str
    asks: Annotated[tuple[str, ...], Field(min_length=8)]
    """Goals as people write them; the reader learns from them which goals get this recipe."""
    metric: str
    unit: str
    units: tuple[str, ...] = ()
    takes: tuple[float, float] | None = None
    """The least and the largest number that makes sense, in `unit`."""
    start: float | None = None
    """Where people usually stand today, in `unit`."""
    defaults: Defaults
    fastest: Annotated[float, Field(gt=0)] | None = None
    """The most of the result, in `unit`, that people who train well gain in a week."""
    most_sessions: Annotated[int, Field(ge=1, le=7)]
    """More sessions a week are unwise or pointless."""
    cue: str = ""
    """A regular expression; a text with it gets this recipe, whatever the reader finds."""
    needs: str = ""
    """A regular expression that a text has to have: sore joints are no matter of all walkers."""
    learnt: bool = True
    """Whether the reader learns it from its `asks`; one that is not needs a cue."""
    weeks_after: Annotated[int, Field(ge=0, le=40)] = 0
    """Weeks that the plan goes on after its day: the first months of a job, the first in a flat."""
    why: str
    phases: Annotated[tuple[RecipePhase, ...], Field(min_length=3, max_length=6)]
    obstacles: Annotated[tuple[ObstacleGuide, ...], Field(min_length=3)]
    metrics: Annotated[tuple[MetricGuide, ...], Field(min_length=2, max_length=4)]
    contingencies: Annotated[tuple[ContingencyGuide, ...], Field(min_length=2)]
    questions: Annotated[tuple[QuestionGuide, ...], Field(min_length=1, max_length=3)]
    safety: tuple[str, ...] = ()
    strategies: tuple[NamedText, ...] = ()
    """Its own in place of the topic's."""
    sources: tuple[Source, ...] = ()
    """Its own before the topic's."""

    _known = field_validator("goal", "why")(check_placeholders)

    @field_validator("goal")
    @classmethod
    def _short(cls, goal: str) -> str:
        if len(goal.split()) > _MOST_WORDS_OF_A_GOAL:
            raise ValueError(f"a goal has at most {_MOST_WORDS_OF_A_GOAL} words")
        return goal

    @field_validator("cue", "needs")
    @classmethod
    def _compiles(cls, cue: str) -> str:
        re.compile(cue)
        return cue

    @model_validator(mode="after")
    def _shares_and_sides(self) -> "Recipe":
        total = sum(phase.share for phase in self.phases)
        if abs(total - 1) > 0.01:
            raise ValueError(f"the shares of the phases add up to {total:g}, not 1")
        sides = [phase.side for phase in self.phases]
        if any(sides) and (None in sides or sides != sorted(sides, key=lambda s: s == "after")):
            raise ValueError("either no phase has a side, or all have, those before the day first")
        if self.kind == GoalKind.QUIT and set(sides) != {"before", "after"}:
            raise ValueError("giving up has phases before and after the quit day")
        return self

    @model_validator(mode="after")
    def _is_found(self) -> "Recipe":
        if not self.learnt and not self.cue:
            raise ValueError("a recipe that is not learnt needs a cue")
        return self

    @model_validator(mode="after")
    def _numbers(self) -> "Recipe":
        if self.unit == PHASES:
            numbered = [t for t in _texts(self) if any(number in t for number in _NUMBERS)]
            if numbered or self.takes or self.units or any(s.at for s in self.phases):
                raise ValueError(f"a recipe in phases has no numbers of a result: {numbered[:2]}")
            return self
        ats = [phase.at for phase in self.phases if phase.at is not None]
        if self.takes is None or self.defaults.quantity is None or self.start is None:
            raise ValueError("a result with a unit needs `takes`, `start` and `defaults.quantity`")
        least, most = self.takes
        inside = least <= self.defaults.quantity <= most
        if not inside or self.start == self.defaults.quantity:
            raise ValueError("`defaults.quantity` lies in `takes` and is not the start")
        if len(ats) < len(self.phases) or ats != sorted(ats) or ats[-1] != 1:
            raise ValueError("each phase has an `at`; they rise to 1 at the last phase")
        return self

    def as_playbook(self, name: str, topic: Playbook) -> Playbook:
        """Return the recipe as a playbook: its own knowledge, and its topic's for the rest."""
        own = {field: getattr(self, field) for field in _OF_A_PLAYBOOK}
        own["words"] = self.words
        own["strategies"] = self.strategies or topic.strategies
        own["sources"] = (*self.sources, *topic.sources)
        rule, units = _OWN_RULES.get(self.kind, ((), ()))
        own_rule = topic.progression.rule in rule and self.unit in units
        staged = _STAGED.model_copy(update={"fastest": self.fastest})
        progression = topic.progression if own_rule else staged
        return topic.model_copy(
            update={
                **own,
                "name": self.topic,
                "recipe": name,
                "kinds": (self.kind,),
                "goal_type": GoalType.OUTCOME,
                "phases": tuple(phase.as_phase() for phase in self.phases),
                "progression": progression,
                "safety": self._all_safety(topic),
                "variants": {},
                "ladder": (),
                "milestone": "Reach {amount}",
            }
        )

    @property
    def words(self) -> RecipeWords:
        """The telling words of its example goals and of its plan."""
        return words_of_recipe(self.asks, (self.title, self.thing, *_plan_of(self)))

    def _all_safety(self, topic: Playbook) -> tuple[str, ...]:
        """Return its own notes, then its topic's; one habit's dangers are not another's.

        Of a topic that is no matter of the body only the notes that speak of what the recipe does,
        and that its own do not hold.
        """
        if self.safety and topic.progression.rule == "quit":
            return self.safety
        about = " ".join([self.title, self.thing, *_texts(self)])
        more = notes_of_topic(topic.safety, self.safety, about, self.kind)
        return tuple(dict.fromkeys((*self.safety, *more)))


_OF_A_PLAYBOOK = (
    "title goal thing practice_name metric unit units takes start most_sessions weeks_after "
    "needs defaults why obstacles metrics contingencies questions"
).split()


def _texts(recipe: Recipe) -> list[str]:
    """Return every text of a recipe that is a template."""
    texts = [recipe.why, *_plan_of(recipe)]
    texts += [action for obstacle in recipe.obstacles for action in obstacle.actions]
    texts += [text for metric in recipe.metrics for text in (metric.name, metric.target)]
    return [*texts, *(contingency.response for contingency in recipe.contingencies)]


def _plan_of(recipe: Recipe) -> list[str]:
    """Return what a recipe makes the person do, and what is shown at the end of each phase."""
    texts = [recipe.goal]
    for phase in recipe.phases:
        texts += [phase.check, *phase.focus, *phase.practice, *(step.title for step in phase.steps)]
    return texts


def parse_recipe(text: str, *, origin: str) -> Recipe:
    """Parse a recipe from YAML. Raises ConfigurationError with file, location and fault."""
    return parse_part(text, Recipe, origin=origin, name="recipe", like="swim_open_water.yaml")
