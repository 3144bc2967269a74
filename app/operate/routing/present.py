"""The routing table and its decisions in words."""

from dataclasses import dataclass
from datetime import datetime

from app.ui import labels
from core import formats
from core.ports import Complexity, Purpose, Tier
from core.usecases.providers.list_providers import PROVIDERS
from core.usecases.routing.explain_route import (
    COMPLEX_PARTS,
    COMPLEX_WORDS,
    SIMPLE_PARTS,
    SIMPLE_WORDS,
    Candidate,
    RouteExplanation,
    RouteRule,
    TextSize,
)
from core.usecases.routing.explain_route import StageRoute as FoundRoute

MAX_CHARACTERS = 80

PURPOSES = {
    Purpose.PREPROCESS: "reading the goal",
    Purpose.GENERATE: "the resolution",
    Purpose.EVALUATE: "scoring",
    Purpose.PLAN: "the plan",
    Purpose.COACH: "the chat",
    Purpose.CLARIFY: "follow-up questions",
    Purpose.CHECK: "test calls",
}
OFFLINE_COACH = {
    Purpose.PREPROCESS: "reads number, date and hours by rule.",
    Purpose.GENERATE: "writes from its playbooks.",
    Purpose.EVALUATE: "answers the same questions by rule.",
    Purpose.PLAN: "lays the weeks out from its playbooks.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """One rule of the table. An empty condition matches everything."""

    purposes: tuple[str, ...]
    tiers: tuple[str, ...]
    complexities: tuple[str, ...]
    models: tuple[tuple[str, bool], ...]
    """Names of models in their order, and whether each is set up."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """One place in the order of models."""

    name: str
    is_called: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRoute:
    """The models of one step of a run."""

    title: str
    reason: str
    candidates: tuple[CandidateLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the table decides for one text and tier."""

    complexity: str
    """How complex the text is, and why."""
    stages: tuple[StageRoute, ...]


def row(rule: RouteRule, *, models: tuple[tuple[str, bool], ...]) -> RouteRow:
    """Return a rule of the table; `models` has names, and whether each is set up."""
    return RouteRow(
        purposes=tuple(PURPOSES[one] for one in Purpose if one in rule.purposes),
        tiers=tuple(tier for tier in Tier if tier in rule.tiers),
        complexities=tuple(one for one in Complexity if one in rule.complexities),
        models=models,
        reason=rule.reason,
    )


def explanation(route: RouteExplanation, *, now: datetime) -> Explanation:
    """Return the routes of one text and tier."""
    return Explanation(
        complexity=complexity(route.size),
        stages=tuple(_stage(stage, now=now) for stage in route.stages),
    )


def _stage(stage: FoundRoute, *, now: datetime) -> StageRoute:
    offline = CandidateLine(
        name="the offline coach",
        is_called=True,
        why=f"It always answers, and {OFFLINE_COACH[stage.purpose]}",
    )
    return StageRoute(
        title=labels.STAGES[stage.purpose][0],
        reason=stage.reason,
        candidates=(*(_candidate(one, now=now) for one in stage.candidates), offline),
        note=judge_note(stage.writer, stage.judge) if stage.judge is not None else "",
    )


def _candidate(one: Candidate, *, now: datetime) -> CandidateLine:
    why = one.reason
    if one.open_until is not None:
        until = formats.time_of_day(one.open_until, now=now)
        why = f"{why} Right now it is paused until {until}, so it is passed over."
    elif not one.available and one.provider is not None:
        why = f"There is no key: {key_variable(one.provider)} is not set."
    return CandidateLine(name=one.name, is_called=one.available, why=why)


def shortened(text: str) -> str:
    """Return text on one line that fits a list."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_CHARACTERS else f"{line[: MAX_CHARACTERS - 1].rstrip()}…"


def complexity(size: TextSize) -> str:
    """Return how complex a text is, and why."""
    counted = f"{formats.pluralize(size.words, 'word')} in {formats.pluralize(size.parts, 'part')}"
    limits = {
        Complexity.SIMPLE: f"up to {SIMPLE_WORDS} words and {SIMPLE_PARTS} parts are simple",
        Complexity.MODERATE: (
            f"from {COMPLEX_WORDS} words, or with more than {COMPLEX_PARTS} parts, it would be "
            "complex"
        ),
        Complexity.COMPLEX: (
            f"{COMPLEX_WORDS} words, or more than {COMPLEX_PARTS} parts, are complex"
        ),
    }
    return f"This goal is {size.complexity}: {counted} ({limits[size.complexity]})."


def judge_note(writer: str, judge: str) -> str:
    """Return whether the judge is independent of the writer. Both are provider keys."""
    if judge != writer:
        return (
            f"The text comes from {provider_name(writer)}, so a model of another provider judges "
            f"it: {provider_name(judge)}."
        )
    return (
        f"Only {provider_name(writer)} is set up, so the provider of the text also judges it. A "
        "second key would change that."
    )


def table_note(*, served: str | None, path: str | None) -> str:
    """Return what follows each list of models, and where the table is read from.

    `served` is the model on the person's own server, `path` their own table.
    """
    after = f"{served} on your own server" if served else "your own model where one is served"
    read = "The table comes with Rein; REIN_ROUTES names one of your own."
    if path:
        read = f"The table is read from {path}."
    return f"After each list comes {after}, then the offline coach. {read}"


def provider_name(provider: str) -> str:
    """Return the name of a provider as people know it."""
    return next((one.name for one in PROVIDERS if one.provider == provider), provider)


def key_variable(provider: str) -> str:
    """Return the setting that opens a provider."""
    return next(one.variable for one in PROVIDERS if one.provider == provider)
