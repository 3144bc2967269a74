"""The schema of a playbook: the knowledge of one topic, with a variant for each kind of goal."""

from typing import Annotated, Any

from pydantic import Field, PrivateAttr, field_validator, model_validator

from core.goals.goal import GoalType
from core.goals.kind import GoalKind
from core.offline.playbooks.likeness import Wordings
from core.offline.playbooks.obstacle_search import ObstacleSearch, ObstacleSearches
from core.offline.playbooks.parts import (
    PLACEHOLDERS,
    AnswerGuide,
    ContingencyGuide,
    Defaults,
    Level,
    MetricGuide,
    NamedText,
    ObstacleGuide,
    PhaseGuide,
    PlaybookPart,
    Progression,
    QuestionGuide,
    Recognise,
    ResourceGuide,
    RuleName,
    Source,
    StepGuide,
    check_placeholders,
)
from core.offline.playbooks.recipe_words import RecipeWords
from core.offline.playbooks.yaml_text import parse_part

__all__ = [
    "PLACEHOLDERS",
    "Level",
    "ObstacleGuide",
    "PhaseGuide",
    "Playbook",
    "RuleName",
    "StepGuide",
    "Variant",
    "parse_playbook",
]

_NO_SLOTS = frozenset({GoalKind.QUIT})
"""Kinds in which an everyday answer ("ten minutes of it when they sleep") is wrong."""
Phases = Annotated[tuple[PhaseGuide, ...], Field(min_length=2, max_length=5)]
Metrics = Annotated[tuple[MetricGuide, ...], Field(min_length=2, max_length=5)]


def _check_shares(phases: tuple[PhaseGuide, ...]) -> tuple[PhaseGuide, ...]:
    total = sum(phase.share for phase in phases)
    if abs(total - 1) > 0.01:
        raise ValueError(f"the shares of the phases add up to {total:g}, not 1")
    sides = [phase.side for phase in phases]
    if any(sides) and (None in sides or sides != sorted(sides, key=lambda side: side == "after")):
        raise ValueError("either no phase has a side, or all have, those before the day first")
    return phases


class Variant(PlaybookPart):
    """What differs for another kind of goal of the same topic; what is left out stays."""

    goal: str | None = None
    thing: str | None = None
    practice_name: str | None = None
    goal_type: GoalType | None = None
    metric: str | None = None
    unit: str | None = None
    defaults: Defaults | None = None
    progression: Progression | None = None
    phases: Phases | None = None
    ladder: tuple[str, ...] | None = None
    metrics: Metrics | None = None
    milestone: str | None = None
    why: str | None = None
    obstacles: Annotated[tuple[ObstacleGuide, ...], Field(min_length=2)] | None = None
    questions: Annotated[tuple[QuestionGuide, ...], Field(min_length=1)] | None = None
    safety: tuple[str, ...] | None = None

    @field_validator("phases")
    @classmethod
    def _shares(cls, phases: tuple[PhaseGuide, ...] | None) -> tuple[PhaseGuide, ...] | None:
        return None if phases is None else _check_shares(phases)

    @field_validator("goal", "milestone", "why")
    @classmethod
    def _known(cls, text: str | None) -> str | None:
        return None if text is None else check_placeholders(text)


class Playbook(PlaybookPart):
    """The knowledge about one topic: facts in our own words, with their sources."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: str
    kinds: Annotated[tuple[GoalKind, ...], Field(min_length=1)]
    """The kinds of goals it plans; the keys outside `variants` are for the first one."""
    goal: str
    """Completes "I will": "finish {thing}", "reach {target} in chess"."""
    thing: str
    """What {thing} becomes if the person named none: a short noun phrase, "your thesis"."""
    practice_name: str
    """Name of the weekly practice: "runs", "study sessions"."""
    goal_type: GoalType
    metric: str
    """The result that is measured, never the effort: "pages written", not "hours"."""
    unit: str
    units: tuple[str, ...] = ()
    """Units a target may have; quantities in other units are details."""
    first_kind: GoalKind | None = None
    """The topic's usual kind, where another one was filled in."""
    recipe: str = ""
    """The recipe that filled it in, if one did: a file in data/playbooks/recipes."""
    takes: tuple[float, float] | None = None
    """The least and the largest sane number of the result, in `unit`."""
    start: float | None = None
    """Where people usually stand today, in `unit`."""
    most_sessions: int = 7
    """More sessions a week are unwise or pointless."""
    needs: str = ""
    """A regular expression that a text has to have for a recipe about a body in some state."""
    words: RecipeWords | None = None
    """The telling words of a recipe, and of the goals it was written for."""
    weeks_after: Annotated[int, Field(ge=0, le=40)] = 0
    """Weeks that a plan goes on after its day, if more than the tidying up."""
    recognise: Recognise = Recognise()
    defaults: Defaults
    progression: Progression
    phases: Phases
    ladder: tuple[str, ...] = ()
    """Steps from easy to hard for a fear or a situation, if the person names none."""
    variants: dict[GoalKind, Variant] = Field(default_factory=dict)
    obstacles: Annotated[tuple[ObstacleGuide, ...], Field(min_length=2)]
    everyday: tuple[ObstacleGuide, ...] = ()
    """Obstacles of any goal, set from data/obstacles.yaml when the playbooks are loaded."""
    only_own_answers: bool = False
    """Whether an if-then answers its own obstacles only: a doctor answers any other moment."""
    answers: tuple[AnswerGuide, ...] = ()
    """Answers to questions about the topic, set from data/answers.yaml."""
    _searches: ObstacleSearches = PrivateAttr(default_factory=ObstacleSearches)
    _asked: tuple[tuple[AnswerGuide, ...], Wordings] | None = PrivateAttr(default=None)
    """Built at the first question; stored with the answers it was built from."""
    metrics: Metrics
    milestone: str
    strategies: Annotated[tuple[NamedText, ...], Field(min_length=2)]
    contingencies: Annotated[tuple[ContingencyGuide, ...], Field(min_length=2)]
    questions: Annotated[tuple[QuestionGuide, ...], Field(min_length=1)]
    resources: tuple[ResourceGuide, ...]
    safety: tuple[str, ...] = ()
    why: str
    """Why the method works, with the finding that supports it."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    _known = field_validator("goal", "milestone", "why")(check_placeholders)
    _shares = field_validator("phases")(_check_shares)

    @model_validator(mode="after")
    def _variants_are_of_other_kinds(self) -> "Playbook":
        wrong = [kind.value for kind in self.variants if kind not in self.kinds[1:]]
        if wrong:
            raise ValueError(f"variants {wrong} are not among the further `kinds`")
        return self

    @property
    def usual_kind(self) -> GoalKind:
        """The kind that most goals of the topic have."""
        return self.first_kind or self.kinds[0]

    @property
    def all_obstacles(self) -> tuple[ObstacleGuide, ...]:
        """The topic's obstacles, then the everyday ones."""
        return (*self.obstacles, *self.everyday)

    @property
    def gives_up_something(self) -> bool:
        """Whether the topic is a habit to stop: there are no sessions to save."""
        return bool(_NO_SLOTS & set(self.kinds[:2]))

    def find_obstacle(self, sentence: str) -> ObstacleGuide | None:
        """Return the obstacle that a sentence speaks of, or None if none surely does."""
        return self._search.find(sentence, gives_up_something=self.gives_up_something)

    def obstacle_named(self, name: str) -> ObstacleGuide | None:
        """Return the obstacle of this name, in any letters, or None."""
        return self._search.named(name)

    def find_answer(self, question: str) -> tuple[AnswerGuide, float] | None:
        """Return the answer whose wording is most like a question, and how like it is (-1 to 1)."""
        if not self.answers:
            return None
        known = self._asked
        if known is None or known[0] is not self.answers:
            known = self._asked = (self.answers, Wordings(tuple(g.asks for g in self.answers)))
        number, likeness = known[1].best(question)
        return self.answers[number], likeness

    @property
    def _search(self) -> ObstacleSearch:
        return self._searches.among(self.obstacles, self.everyday)

    def for_kind(self, kind: GoalKind) -> "Playbook":
        """Return the playbook with the variant of a kind filled in, and that kind first."""
        variant = self.variants.get(kind)
        changes: dict[str, Any] = (
            {
                key: value
                for key in type(variant).model_fields
                if (value := getattr(variant, key)) is not None
            }
            if variant is not None
            else {}
        )
        kinds = (kind, *(other for other in self.kinds if other != kind))
        changes |= {"kinds": kinds, "variants": {}, "first_kind": self.usual_kind}
        return self.model_copy(update=changes)


def parse_playbook(text: str, *, origin: str) -> Playbook:
    """Parse a playbook from YAML. Raises ConfigurationError with file, location and fault."""
    return parse_part(text, Playbook, origin=origin, name="playbook", like="long_writing.yaml")
