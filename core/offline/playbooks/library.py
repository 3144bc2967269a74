"""Load the playbooks of the offline coach and look them up by domain and kind of goal."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import ConfigurationError
from core.goals.kind import GoalKind
from core.offline.playbooks.answer_bank import AnswerBank, load_answers
from core.offline.playbooks.obstacle_bank import load_obstacles
from core.offline.playbooks.recipe import parse_recipe
from core.offline.playbooks.schema import ObstacleGuide, Playbook, parse_playbook

PLAYBOOK_FOLDER = Path(__file__).resolve().parents[3] / "data" / "playbooks"
KIND_FOLDER = PLAYBOOK_FOLDER / "kinds"
RECIPE_FOLDER = PLAYBOOK_FOLDER / "recipes"
_CUE = re.compile(r"^cue: '(?P<cue>.*)'$", re.MULTILINE)
_TITLE = re.compile(r"^title: *['\"]?(.+?)['\"]?\s*$", re.MULTILINE)
GENERAL = "general"
"""The domain of goals that no other playbook recognises."""
_FIRST: tuple[str, ...] = (
    "running",
    "strength",
    "weight_and_eating",
    "sleep",
    "walking_and_activity",
    "quitting",
    "meditation_and_stress",
    "saving",
    "debt",
    "budgeting",
    "language",
    "reading",
    "writing",
    "coding",
    "exam_study",
    "job_search",
    "public_speaking",
    "music",
    "decluttering",
    "relationships",
    "screen_time",
    "volunteering",
)
"""Playbooks that win over later ones if two match equally well; all others follow by name."""


def _playbook_names(folder: Path) -> tuple[str, ...]:
    found = {path.stem for path in folder.glob("*.yaml")}
    others = sorted(found - set(_FIRST) - {GENERAL})
    return (*_FIRST, *others, GENERAL)


PLAYBOOKS = _playbook_names(PLAYBOOK_FOLDER)
"""Playbook names in matching order; a new playbook is one file in data/playbooks."""


@dataclass(frozen=True)
class PlaybookLibrary:
    """Playbooks in matching order, and a general one for each kind of goal.

    Raises ConfigurationError if there is no general one, or if two have the same name.
    """

    playbooks: tuple[Playbook, ...]
    by_kind: Mapping[GoalKind, Playbook] = field(default_factory=dict)
    recipe_folder: Path | None = None
    _filled: dict[tuple[str, GoalKind], Playbook] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The playbooks filled in for a kind, each made once."""
    _recipes: dict[str, Playbook] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The recipes that were asked for, each read once."""

    def __post_init__(self) -> None:
        names = self.domains
        if GENERAL not in names:
            raise ConfigurationError(f"The playbooks lack the domain “{GENERAL}”.")
        if len(set(names)) < len(names):
            raise ConfigurationError("Two playbooks have the same name.")

    def __iter__(self) -> Iterator[Playbook]:
        return iter(self.playbooks)

    def __len__(self) -> int:
        return len(self.playbooks)

    @property
    def domains(self) -> tuple[str, ...]:
        """The names of the playbooks, in matching order."""
        return tuple(playbook.name for playbook in self.playbooks)

    def get(self, domain: str) -> Playbook:
        """Return the playbook of a domain, or the general one if the domain has none."""
        found = {playbook.name: playbook for playbook in self.playbooks}
        return found.get(domain, found[GENERAL])

    def for_goal(self, domain: str, kind: GoalKind) -> Playbook:
        """Return the playbook that plans a kind of goal of a topic.

        The structure comes from the kind. A topic that has no such kind lends its obstacles,
        safety notes and resources to the general playbook of the kind.
        """
        topic = self.get(domain)
        key = (topic.name, kind)
        if key not in self._filled:
            self._filled[key] = self._fill(topic, kind)
        return self._filled[key]

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of all sources and resources; links to them need no second look."""
        known = (*self.playbooks, *self.by_kind.values())
        sources = [source.url for playbook in known for source in playbook.sources]
        resources = [one.url for playbook in known for one in playbook.resources if one.url]
        return frozenset(urlsplit(url).hostname or "" for url in (*sources, *resources)) - {""}

    @property
    def has_recipes(self) -> bool:
        """Whether goals are matched with recipes, too."""
        return self.recipe_folder is not None

    @cached_property
    def recipe_titles(self) -> Mapping[str, str]:
        """The titles of all recipes, by name; the recipes themselves are read when needed."""
        if self.recipe_folder is None:
            return {}
        return {
            path.stem: _title_of(_read(path), path.name)
            for path in sorted(self.recipe_folder.glob("*.yaml"))
        }

    def cued(self, text: str) -> str | None:
        """Return the name of the recipe whose cue a text has, or None."""
        return next((name for name, cue in self._cues.items() if cue.search(text)), None)

    @cached_property
    def _cues(self) -> Mapping[str, re.Pattern[str]]:
        if self.recipe_folder is None:
            return {}
        paths = sorted(self.recipe_folder.glob("*.yaml"))
        found = ((path.stem, _CUE.search(_read(path))) for path in paths)
        return {
            name: re.compile(cue["cue"].replace("''", "'"), re.IGNORECASE)
            for name, cue in found
            if cue is not None
        }

    @cached_property
    def returns(self) -> tuple[str, ...]:
        """The names of the recipes that take something up again after years."""
        if self.recipe_folder is None:
            return ()
        return tuple(sorted(p.stem for p in self.recipe_folder.glob("*return_to_*_years.yaml")))

    def recipe(self, name: str) -> Playbook:
        """Return a recipe as a playbook. Raises ConfigurationError if it cannot be read."""
        if name not in self._recipes:
            if self.recipe_folder is None:
                raise ConfigurationError(f"There is no recipe {name}: no folder of recipes is set.")
            path = self.recipe_folder / f"{name}.yaml"
            recipe = parse_recipe(_read(path), origin=path.name)
            topic = self.for_goal(recipe.topic, recipe.kind)
            self._recipes[name] = recipe.as_playbook(name, topic)
        return self._recipes[name]

    def _fill(self, topic: Playbook, kind: GoalKind) -> Playbook:
        if topic.name != GENERAL and kind in topic.kinds:
            return topic.for_kind(kind)
        general = self.by_kind.get(kind)
        if general is None:
            return topic
        return general if topic.name == GENERAL else self._lent(general, topic)

    def plain_routine(self, domain: str) -> Playbook:
        """Return the general playbook of a routine, with what its topic knows of obstacles."""
        general, topic = self.by_kind.get(GoalKind.ROUTINE), self.get(domain)
        if general is None or topic.name == GENERAL:
            return self.for_goal(domain, GoalKind.ROUTINE)
        return self._lent(general, topic)

    def _lent(self, general: Playbook, topic: Playbook) -> Playbook:
        return general.model_copy(
            update={
                "obstacles": (*topic.obstacles, *general.obstacles),
                "safety": topic.safety,
                "resources": topic.resources,
                "answers": topic.answers,
            }
        )


def load_playbooks(folder: Path = PLAYBOOK_FOLDER) -> PlaybookLibrary:
    """Read all playbooks from YAML files. Raises ConfigurationError on an invalid one."""
    everyday, answers = load_obstacles(), load_answers()
    topics = tuple(
        _load(folder / f"{name}.yaml", everyday, answers) for name in _playbook_names(folder)[:-1]
    )
    by_kind = {
        kind: _load(folder / KIND_FOLDER.name / f"{kind.value}.yaml", everyday, answers)
        for kind in GoalKind
    }
    return PlaybookLibrary(
        (*topics, by_kind[GoalKind.PROJECT]), by_kind, folder / RECIPE_FOLDER.name
    )


def _load(
    path: Path,
    everyday: tuple[ObstacleGuide, ...],
    answers: AnswerBank,
) -> Playbook:
    """Read one playbook and give it the everyday obstacles and the answers of its topic."""
    playbook = parse_playbook(_read(path), origin=path.name)
    known = answers.answers_for(playbook.name, playbook.sources)
    return playbook.model_copy(update={"everyday": everyday, "answers": known})


def _title_of(recipe: str, origin: str) -> str:
    """Return the title of a recipe's file, without parsing the whole of it."""
    found = _TITLE.search(recipe)
    if found is None:
        raise ConfigurationError(f"The recipe {origin} has no title.")
    return found.group(1)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ConfigurationError(f"The playbook {path} cannot be read: {fault}.") from fault
