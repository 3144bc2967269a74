"""The routing table and its decisions in words."""

from dataclasses import dataclass
from datetime import datetime

from core import formats
from core.accounts.user import LOCAL_USER
from core.ports import Complexity, Purpose, Tier
from core.usecases.routing.explain_route import (
    RouteRule,
)
from core.usecases.routing.live_routes import LiveRoutes

MAX_CHARACTERS = 80

PURPOSES = {
    Purpose.PREPROCESS: "reading the goal",
    Purpose.GENERATE: "the resolution",
    Purpose.EVALUATE: "scoring",
    Purpose.PLAN: "the plan",
    Purpose.COACH: "the chat",
    Purpose.CLARIFY: "follow-up questions",
    Purpose.COMPARE: "comparing two results",
    Purpose.REWRITE: "rewriting a prompt",
    Purpose.CHECK: "test calls",
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


def row(rule: RouteRule, *, models: tuple[tuple[str, bool], ...]) -> RouteRow:
    """Return a rule of the table; `models` has names, and whether each is set up."""
    return RouteRow(
        purposes=tuple(PURPOSES[one] for one in Purpose if one in rule.purposes),
        tiers=tuple(tier for tier in Tier if tier in rule.tiers),
        complexities=tuple(one for one in Complexity if one in rule.complexities),
        models=models,
        reason=rule.reason,
    )


def live_sentence(live: LiveRoutes, *, now: datetime) -> str:
    """Return which version of the routes is live, since when, by whom, and what it asks first."""
    what = "; ".join(f"{PURPOSES[Purpose(step)]}: {key}" for step, key in live.first.items())
    asked = f"It asks first for {what}." if what else "It names no model, so the table decides."
    if live.since is None:
        return f"{live.label} is live and came with Rein. {asked}"
    since = formats.short_moment(live.since, now=now)
    reason = live.reason if live.reason.endswith((".", "!", "?")) else f"{live.reason}."
    by = "you" if live.by == LOCAL_USER.name else live.by
    return f"{live.label} is live since {since}, by {by}: {reason} {asked}"


def trial_sentence(live: LiveRoutes) -> str:
    """Return the newest trial of another version in words; "" without one."""
    if live.trial is None or live.trial_state is None:
        return ""
    return f"Trial of {live.trial.label}: {live.trial_state.value.lower()}"


def shortened(text: str) -> str:
    """Return text on one line that fits a list."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_CHARACTERS else f"{line[: MAX_CHARACTERS - 1].rstrip()}…"


def table_note(*, served: str | None, path: str | None) -> str:
    """Return what follows each list of models, and where the table is read from.

    `served` is the model on the person's own server, `path` their own table.
    """
    after = f"{served} on your own server" if served else "your own model where one is served"
    read = "The table comes with Rein; REIN_ROUTES names one of your own."
    if path:
        read = f"The table is read from {path}."
    return f"After each list comes {after}, then the offline coach. {read}"
