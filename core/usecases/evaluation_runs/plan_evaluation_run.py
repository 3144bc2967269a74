"""What an evaluation run would compare, on how many items, and what that is expected to cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.datasets.split import Split
from core.errors import InvalidInput, NotFound
from core.experiments.replay_gate import LEAST_GOALS
from core.experiments.variant import (
    LIVE,
    MAX_VARIANTS,
    MODEL,
    OFFLINE_COACH,
    WRITING,
    Choice,
    Variant,
    find_tried,
    parse_choices,
)
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.ports import Purpose
from core.prompts.releases import live_versions
from core.runs.rewrites.version_checks import first_model_of
from core.store.datasets.values import VersionRecord
from core.store.evaluation_runs.read import list_items
from core.store.evaluation_runs.values import Forecast
from core.store.prompts.read import list_releases
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.evaluation_runs.forecast import forecast

__all__ = [
    "BUDGET_USD",
    "LIVE",
    "MAX_CASES",
    "MAX_VARIANTS",
    "MODEL",
    "OFFLINE_COACH",
    "ROUTES",
    "Asked",
    "Choices",
    "Forecast",
    "Planned",
    "first_model",
    "list_choices",
    "plan_evaluation_run",
]

MAX_CASES = 5_000
"""Cases of one run: 2,500 items with two variants."""
BUDGET_USD = 1.0
"""Budget of a run that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be compared."""

    variants: Sequence[str]
    """As in "live", "defaults@v3" or "generate@v2,model=gemini"; the one to compare with first."""
    judge: str | None = None
    """Key of the model that scores; None for the one that is called first."""
    split: Split | None = None
    budget_usd: float = BUDGET_USD
    note: str = ""
    replay: bool = False
    """True if the result decides whether the second variant may meet people."""
    pairwise: bool = True
    """True if a model that judges also compares both texts of each item, in both orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A run as it would be started."""

    variants: tuple[Variant, ...]
    judge: str
    items: int
    forecast: Forecast
    pairwise: bool = False
    """False without a model that judges: rules cannot compare two texts."""

    @property
    def usd(self) -> float | None:
        """Return what it is expected to cost; None if a price is not known."""
        return self.forecast.usd(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a variant can be made of."""

    versions: tuple[str, ...]
    """ "live" first, which is the released version of each; then those that are not live."""
    models: tuple[str, ...]
    """The offline coach last."""


@allow(Access.REVIEWER)
def plan_evaluation_run(
    rein: Rein, *, viewer: Viewer, version: VersionRecord, asked: Asked
) -> Planned:
    """Return what a run would compare and cost; nothing is started.

    Raises NotAllowed below reviewer, InvalidInput and NotFound.
    """
    with rein.database.read() as connection:
        items = list_items(connection, version.id, split=asked.split)
    return plan_for(rein, asked, len(items))


@allow(Access.REVIEWER)
def list_choices(rein: Rein, *, viewer: Viewer) -> Choices:
    """Return the versions and models that can be compared. Raises NotAllowed below reviewer."""
    live = rein.prompts.live
    texts = sorted(
        (name, version)
        for name, version in rein.prompts.texts
        if name in WRITING and live.get(name) != version
    )
    return Choices(
        versions=(LIVE, *(f"{name}@v{version}" for name, version in texts)),
        models=(*sorted(rein.models.configured), OFFLINE_COACH),
    )


@without_viewer(Access.PART, "the caller has checked the person")
def plan_for(rein: Rein, asked: Asked, items: int) -> Planned:
    """Return what a run over so many items would compare. Raises InvalidInput and NotFound."""
    if not items:
        raise InvalidInput(
            "There is no item to evaluate.", field="split", advice="Choose another split."
        )
    choices = parse_choices(asked.variants)
    if items * len(choices) > MAX_CASES:
        raise InvalidInput(
            f"{items:,} items with {len(choices)} variants are more than {MAX_CASES:,} cases.",
            field="variants",
            advice="Choose one split of the dataset, or fewer variants.",
        )
    judge = asked.judge or first_model(rein, Purpose.EVALUATE)
    _require_model(rein, judge, field="judge")
    variants = tuple(_variant(rein, choice) for choice in choices)
    if len({(tuple(sorted(v.versions.items())), v.model) for v in variants}) < len(variants):
        raise InvalidInput(
            "Two of the variants are the same.",
            field="variants",
            advice="“live” stands for the versions that are released now.",
        )
    if asked.replay:
        _require_replay(variants, items)
    pairwise = asked.pairwise and judge != OFFLINE_COACH
    return Planned(
        variants=variants,
        judge=judge,
        items=items,
        forecast=forecast(rein, variants, judge, pairwise=pairwise),
        pairwise=pairwise,
    )


def _require_replay(variants: tuple[Variant, ...], items: int) -> None:
    find_tried(variants)
    if items < LEAST_GOALS:
        raise InvalidInput(
            f"A replay needs {LEAST_GOALS} goals; there are {items}.",
            field="split",
            advice="Choose a dataset with more goals.",
        )


def _variant(rein: Rein, choice: Choice) -> Variant:
    """Return the variant with the version of every prompt, as they are live now."""
    with rein.database.read() as connection:
        live = live_versions(list_releases(connection), known=rein.prompts.texts)
    for name, version in choice.versions.items():
        if (name, version) not in rein.prompts.texts:
            raise NotFound(
                f"There is no prompt {name}@v{version}.", advice="`rein prompt list` has all."
            )
    model = choice.model or first_model(rein, Purpose.GENERATE)
    _require_model(rein, model, field="variants")
    versions = dict(rein.prompts.live) | live | dict(choice.versions)
    first = {} if choice.model else _first_models(rein, versions[ROUTES])
    return Variant(label=choice.label, versions=versions, model=model, first=first)


def _first_models(rein: Rein, version: int) -> Mapping[str, str]:
    """Return the models that a version of the routes asks first, of those that can be called."""
    settings, label = rein.prompts.read_settings(ROUTES, version)
    wanted = parse_first_models(settings, label=label)
    return {step.value: key for step, key in wanted.items() if key in rein.models.configured}


def _require_model(rein: Rein, key: str, *, field: str) -> None:
    if key == OFFLINE_COACH or key in rein.models.configured:
        return
    known = ", ".join([*sorted(rein.models.configured), OFFLINE_COACH])
    raise InvalidInput(
        f"There is no model “{key}” with a key.", field=field, advice=f"{MODEL} is one of {known}."
    )


@without_viewer(Access.PART, "reads the routing table, nothing of a person")
def first_model(rein: Rein, purpose: Purpose) -> str:
    """Return the model that is called first for a purpose; the offline coach if there is none."""
    return first_model_of(rein.models, purpose, tier=rein.settings.tier)
