"""The routing table and its decisions in words."""

from dataclasses import dataclass

from core.ports import Complexity, Purpose, Tier
from core.usecases.routing.explain_route import (
    RouteRule,
)

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
