"""Every check of a new version: its text, its models, and what a call of it will cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from core import formats
from core.chat.reply import CoachReplyDraft
from core.experiments.variant import OFFLINE_COACH
from core.goals.draft import GoalDraft
from core.llm.pricing.prices import cost_of
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.llm.routing.model_client import RoutedClient
from core.plans.draft import PlanDraft
from core.ports import Complexity, Purpose, Tier, Usage
from core.prompts.checks import Check, check_text, tokens_of
from core.prompts.known_texts import FIRST_WRITTEN
from core.prompts.library import PromptLibrary, PromptText
from core.quality.verdict import VerdictsDraft
from core.resolutions.draft import ResolutionDraft
from core.store.evaluation_runs.usage import ASSUMED, ENOUGH, Needed

DEAREST = 1.5
"""A call may cost so many times as much as one of the live version."""

_DRAFTS: tuple[type[BaseModel], ...] = (
    GoalDraft,
    ResolutionDraft,
    PlanDraft,
    VerdictsDraft,
    CoachReplyDraft,
)
_REPLIES: Mapping[str, type[BaseModel]] = {one.__name__: one for one in _DRAFTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a version is checked against."""

    prompts: PromptLibrary
    models: RoutedClient
    measured: Mapping[tuple[Purpose, str], Needed]
    """The tokens that calls took lately."""
    tier: Tier
    at: datetime


def first_model_of(models: RoutedClient, purpose: Purpose, *, tier: Tier) -> str:
    """Return the model that is called first for a purpose; the offline coach if there is none."""
    route = models.table.route(
        purpose=purpose,
        tier=tier,
        complexity=Complexity.MODERATE,
        available=models.configured.keys(),
    )
    return route.keys[0] if route.keys else OFFLINE_COACH


def fields_of_reply(text: PromptText) -> tuple[str, ...]:
    """Return the fields that the reply to a prompt has to have."""
    reply = _REPLIES.get(text.schema)
    return tuple(reply.model_fields) if reply is not None else ()


def checks_of(text: PromptText, known: Known) -> tuple[Check, ...]:
    """Return every check of a text, stored or not."""
    live = known.prompts.find(text.name)
    given = {
        variable
        for (name, version), one in known.prompts.texts.items()
        if name == text.name and version < FIRST_WRITTEN
        for variable in one.variables
    }
    found = check_text(text, live=live, given=given, fields=fields_of_reply(text))
    if text.name == ROUTES:
        return (*found, _models(known, text))
    return found if text.settings else (*found, _cost(known, text, live))


def _models(known: Known, text: PromptText) -> Check:
    """Return whether every model that is asked first can be called."""
    settings, label = known.prompts.read_settings(text.name, text.version)
    wanted = sorted(set(parse_first_models(settings, label=label).values()))
    configured = known.models.configured
    missing = [key for key in wanted if key not in configured]
    there_is = ", ".join(sorted(configured)) or "none: no model has a key"
    return Check(
        name="Models",
        passed=not missing,
        found=f"Not set up: {', '.join(missing)}." if missing else "Every model is set up.",
        advice=f"Name a model with a key; there is {there_is}." if missing else "",
    )


def _cost(known: Known, text: PromptText, live: PromptText) -> Check:
    """Return what a call is expected to cost, with the model that is called first."""
    key = first_model_of(known.models, Purpose(text.purpose), tier=known.tier)
    model = known.models.configured.get(key)
    if model is None:
        return Check(name="Cost", passed=True, found="No model is set up, so it costs nothing.")
    longer = tokens_of(text) - tokens_of(live)
    needed = _needed(known, Purpose(text.purpose), model.name)
    before, after = (
        cost_of(
            model.provider,
            model.name,
            Usage(
                input_tokens=max(0, round(needed.input_tokens) + more),
                output_tokens=round(needed.output_tokens),
            ),
            at=known.at,
        ).usd
        for more in (0, longer)
    )
    if before is None or after is None:
        found = f"The price of {model.name} is not known, so no cost is forecast."
        return Check(name="Cost", passed=True, found=found)
    passed = after <= DEAREST * before
    return Check(
        name="Cost",
        passed=passed,
        found=f"A call of {model.name} is expected to cost {formats.money(after)}; with "
        f"v{live.version} it costs {formats.money(before)}.",
        advice="" if passed else "Shorten the instructions.",
    )


def _needed(known: Known, purpose: Purpose, model: str) -> Needed:
    """Return the tokens of a call with the live version, measured or assumed."""
    found = known.measured.get((purpose, model))
    if found is not None and found.runs >= ENOUGH:
        return found
    return ASSUMED.get(purpose, ASSUMED[Purpose.EVALUATE])
