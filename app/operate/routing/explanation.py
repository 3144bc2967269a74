"""What the routing table decides for one text and tier, in words."""

from dataclasses import dataclass
from datetime import datetime

from app.operate.routing import text_size
from app.ui import labels
from core import formats
from core.ports import Purpose
from core.usecases.providers.list_providers import PROVIDERS
from core.usecases.routing.explain_route import (
    Candidate,
    RouteExplanation,
)
from core.usecases.routing.explain_route import StageRoute as FoundRoute

OFFLINE_COACH = {
    Purpose.PREPROCESS: "reads number, date and hours by rule.",
    Purpose.GENERATE: "writes from its playbooks.",
    Purpose.EVALUATE: "answers the same questions by rule.",
    Purpose.PLAN: "lays the weeks out from its playbooks.",
}


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


def explain(route: RouteExplanation, *, now: datetime) -> Explanation:
    """Return the routes of one text and tier."""
    return Explanation(
        complexity=text_size.complexity(route.size),
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


def provider_name(provider: str) -> str:
    """Return the name of a provider as people know it."""
    return next((one.name for one in PROVIDERS if one.provider == provider), provider)


def key_variable(provider: str) -> str:
    """Return the setting that opens a provider."""
    return next(one.variable for one in PROVIDERS if one.provider == provider)
