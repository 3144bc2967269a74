"""The routing table and what it decides for a goal, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.queries.providers import clock_time
from app.widgets import formats
from app.widgets.routes import RouteRow, StageRoute, StepLine
from app.widgets.run_progress import STAGES
from core.accounts.user import User
from core.bootstrap import Rein
from core.llm.providers.catalog import PROVIDERS
from core.llm.providers.offline import OFFLINE
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
from core.ports import Complexity, Purpose, Tier
from core.store.accounts.read import AccountRow, find_tier, list_accounts
from core.store.goals.read import list_goal_cards
from core.store.providers.read import list_circuit_states

PURPOSES = (Purpose.PREPROCESS, Purpose.GENERATE, Purpose.EVALUATE, Purpose.PLAN)
"""What a goal's run asks models for, in its order."""
GOALS_OFFERED = 20
SHOWN_CHARACTERS = 80
EXAMPLE = "Run 10 km by the end of June, although my knee hurts after long runs and I only have three hours a week"

_PURPOSES = {
    Purpose.PREPROCESS: "reading the goal",
    Purpose.GENERATE: "the resolution",
    Purpose.EVALUATE: "scoring",
    Purpose.PLAN: "the plan",
    Purpose.COACH: "the chat",
    Purpose.CLARIFY: "asking back",
    Purpose.CHECK: "test calls",
}
_OFFLINE_ENDS = {
    Purpose.PREPROCESS: "reads number, date and hours by rule.",
    Purpose.GENERATE: "writes from its playbooks.",
    Purpose.EVALUATE: "answers the same questions by rule.",
    Purpose.PLAN: "lays the weeks out from its playbooks.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the table decides for one text and tier."""

    complexity: str
    """A sentence: how complex the text is, and why."""
    stages: tuple[StageRoute, ...]


def list_rows(rein: Rein) -> tuple[RouteRow, ...]:
    """Return the rows of the table, in the order in which they are tried."""
    return tuple(_row(rein, row) for row in rein.models.table.rules)


def about_table(rein: Rein) -> str:
    """Say what follows each list, and where the table is read from."""
    own = rein.settings.routes
    after = (
        f"{_name(rein, SERVED)} on your own server, then"
        if SERVED in rein.models.configured
        else ""
    )
    read = (
        f"The table is read from {own}."
        if own
        else "The table comes with Rein; REIN_ROUTES names one of your own."
    )
    return f"After each list comes {after or 'your own model where one is served, then'} the offline coach. {read}"


def explain(rein: Rein, text: str, tier: Tier) -> Explanation:
    """Return who would be asked for each step of a run, in which order, and why."""
    size, table, configured = text_size(text), rein.models.table, rein.models.configured
    breakers, stages, writer = list_circuit_states(rein.database), [], OFFLINE
    for purpose in PURPOSES:
        judging = purpose is Purpose.EVALUATE
        route = table.route(
            purpose=purpose,
            tier=tier,
            complexity=size.complexity,
            available=configured.keys(),
            author_provider=writer if judging else None,
        )
        if purpose is Purpose.GENERATE and route.keys:
            writer = configured[route.keys[0]].provider
        steps = [
            _step(rein, step, breakers)
            for step in route.candidates
            if step.available or step.key != SERVED
        ]
        note = _about_judge(rein, route.keys, writer) if judging else ""
        steps.append(
            StepLine(
                name="the offline coach", asked=True, why=f"It always answers, and {_end(purpose)}"
            )
        )
        stages.append(
            StageRoute(
                title=STAGES[purpose][0], because=route.reason, steps=tuple(steps), note=note
            )
        )
    return Explanation(complexity=_about_size(size), stages=tuple(stages))


def list_goals(rein: Rein, user: User) -> dict[str, str]:
    """Return the person's newest goals: their words by id."""
    cards = list_goal_cards(rein.database, user_id=user.id, limit=GOALS_OFFERED).rows
    return {card.goal_id: card.text for card in cards}


def shortened(text: str) -> str:
    """Return a goal's words on one line that fits a list."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1].rstrip()}…"


def tier_of(rein: Rein, user: User) -> Tier:
    """Return a person's tier; who has no account yet has the one that the settings name."""
    return find_tier(rein.database, user.id) or rein.settings.tier


def accounts(rein: Rein, user: User) -> tuple[AccountRow, ...]:
    """Return everybody whose tier can be changed, the person who asks first."""
    mine = AccountRow(user_id=user.id, name=user.name, tier=tier_of(rein, user))
    return (mine, *(row for row in list_accounts(rein.database) if row.user_id != user.id))


def _row(rein: Rein, row: RouteRule) -> RouteRow:
    asked = tuple((_name(rein, key), key in rein.models.configured) for key in row.models)
    return RouteRow(
        purposes=tuple(_PURPOSES[purpose] for purpose in Purpose if purpose in row.purposes),
        tiers=tuple(tier for tier in Tier if tier in row.tiers),
        complexities=tuple(
            complexity for complexity in Complexity if complexity in row.complexities
        ),
        asked=asked,
        because=row.reason,
    )


def _name(rein: Rein, key: str) -> str:
    if key == SERVED:
        return rein.settings.served_model or "your own model"
    return rein.models.table.models[key].name


def _step(rein: Rein, step: RouteCandidate, breakers: Mapping[str, CircuitState]) -> StepLine:
    now, why = rein.clock.now(), step.reason
    model = rein.models.configured.get(step.key)
    breaker = breakers.get(f"{model.provider}/{model.name}") if model is not None else None
    if breaker is not None and breaker.open_until is not None and breaker.open_until > now:
        until = clock_time(breaker.open_until, now=now)
        why = f"{why} Right now it is paused until {until}, so it is passed over."
    elif not step.available and step.model is not None:
        why = f"There is no key: {_variable(step.model.provider)} is not set."
    return StepLine(name=_name(rein, step.key), asked=step.available, why=why)


def _variable(provider: str) -> str:
    return next(one.variable for one in PROVIDERS if one.provider == provider)


def _provider_name(provider: str) -> str:
    return next((one.name for one in PROVIDERS if one.provider == provider), provider)


def _about_judge(rein: Rein, keys: tuple[str, ...], writer: str) -> str:
    if not keys or writer == OFFLINE:
        return ""
    judge = rein.models.configured[keys[0]].provider
    if judge != writer:
        return f"The text comes from {_provider_name(writer)}, so a model of another provider judges it: {_provider_name(judge)}."
    return f"Only {_provider_name(writer)} is set up, so the provider of the text also judges it. A second key would change that."


def _about_size(size: TextSize) -> str:
    found = f"{formats.counted(size.words, 'word')} in {formats.counted(size.parts, 'part')}"
    limits = {
        Complexity.SIMPLE: f"up to {SIMPLE_WORDS} words and {SIMPLE_PARTS} parts are simple",
        Complexity.MODERATE: f"from {COMPLEX_WORDS} words, or with more than {COMPLEX_PARTS} parts, it would be complex",
        Complexity.COMPLEX: f"{COMPLEX_WORDS} words, or more than {COMPLEX_PARTS} parts, are complex",
    }
    return f"This goal is {size.complexity}: {found} ({limits[size.complexity]})."


def _end(purpose: Purpose) -> str:
    return _OFFLINE_ENDS[purpose]
