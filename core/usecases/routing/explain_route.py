"""The routing table, and which models it chooses for a goal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.llm.providers.offline import OFFLINE
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.llm.routing.table import (
    COMPLEX_PARTS,
    COMPLEX_WORDS,
    SERVED,
    SIMPLE_PARTS,
    SIMPLE_WORDS,
    RouteCandidate,
    RouteRule,
    TextSize,
    text_size,
)
from core.llm.wrappers.circuit_state import CircuitState
from core.ports import Purpose, Tier
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.providers.list_model_health import list_circuit_states

__all__ = [
    "COMPLEX_PARTS",
    "COMPLEX_WORDS",
    "SIMPLE_PARTS",
    "SIMPLE_WORDS",
    "Candidate",
    "RouteExplanation",
    "RouteRule",
    "StageRoute",
    "TextSize",
    "explain_route",
    "list_route_rules",
    "model_name",
]

RUN_PURPOSES = (Purpose.PREPROCESS, Purpose.GENERATE, Purpose.EVALUATE, Purpose.PLAN)
"""The purposes of a run's model calls, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One model in the order of a route."""

    name: str
    available: bool
    reason: str
    provider: str | None
    """None for a model that the table names but does not describe."""
    open_until: datetime | None
    """Set while the model's circuit is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRoute:
    """The route of one step of a run."""

    purpose: Purpose
    reason: str
    candidates: tuple[Candidate, ...]
    judge: str | None = None
    """Provider of the first judge; None if the step judges nothing that a model wrote."""
    writer: str = OFFLINE
    """Provider of the text that is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteExplanation:
    """The routes of one text and tier."""

    size: TextSize
    stages: tuple[StageRoute, ...]


@allow(Access.ADMIN)
def list_route_rules(rein: Rein, *, viewer: Viewer) -> tuple[RouteRule, ...]:
    """Return the rules of the table in the order they are tried. Raises NotAllowed below admin."""
    return rein.models.table.rules


@allow(Access.ADMIN)
def explain_route(rein: Rein, *, viewer: Viewer, text: str, tier: Tier) -> RouteExplanation:
    """Return the models that would be called for a text. Raises NotAllowed below admin."""
    circuits, now = list_circuit_states(rein, viewer=viewer), rein.clock.now()
    size, configured = text_size(text), rein.models.configured
    settings, label = rein.prompts.read_settings(ROUTES)
    first_models = parse_first_models(settings, label=label)
    stages, writer = [], OFFLINE
    for purpose in RUN_PURPOSES:
        judging = purpose is Purpose.EVALUATE
        route = rein.models.table.route(
            purpose=purpose,
            tier=tier,
            complexity=size.complexity,
            available=configured.keys(),
            author_provider=writer if judging else None,
            first_model=first_models.get(purpose),
        )
        first = configured[route.keys[0]].provider if route.keys else None
        if purpose is Purpose.GENERATE and first is not None:
            writer = first
        stages.append(
            StageRoute(
                purpose=purpose,
                reason=route.reason
                if route.keys[:1] != (first_models.get(purpose),)
                else f"{label} asks it first.",
                candidates=tuple(
                    _candidate(rein, one, circuits, now=now)
                    for one in route.candidates
                    if one.available or one.key != SERVED
                ),
                judge=first if judging and writer != OFFLINE else None,
                writer=writer,
            )
        )
    return RouteExplanation(size=size, stages=tuple(stages))


@without_viewer(Access.OPEN, "turns a key of the table into a name")
def model_name(rein: Rein, key: str) -> str:
    """Return the name of the model at a key of the table."""
    if key == SERVED:
        return rein.model_settings.served_model or "your own model"
    return rein.models.table.models[key].name


def _candidate(
    rein: Rein, one: RouteCandidate, circuits: Mapping[str, CircuitState], *, now: datetime
) -> Candidate:
    model = rein.models.configured.get(one.key)
    circuit = circuits.get(f"{model.provider}/{model.name}") if model is not None else None
    until = circuit.open_until if circuit is not None else None
    return Candidate(
        name=model_name(rein, one.key),
        available=one.available,
        reason=one.reason,
        provider=one.model.provider if one.model is not None else None,
        open_until=until if until is not None and until > now else None,
    )
