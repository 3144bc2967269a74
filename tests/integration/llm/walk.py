"""Runs a goal through the pipeline with one provider's model, and records its requests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from core.goals.goal import Circumstances, GoalRequest
from core.llm.routing.fallback_chain import FallbackChain
from core.ports import Purpose
from tests.factories.goal_runs import run_goal
from tests.integration.llm.provider_cases import ProviderCase
from tests.stubs.server import Asked, Script

PURPOSES = (Purpose.PREPROCESS, Purpose.GENERATE, Purpose.EVALUATE, Purpose.PLAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a goal led to."""

    asked: dict[str, Asked]
    """The first call of each purpose."""
    values: dict[str, Any]


def walk(
    provider: ProviderCase, words: str, *, today: date = date(2027, 1, 4), script: Script = ()
) -> Walk:
    """Run a goal through all stages with one model and no fallback."""
    request = GoalRequest(
        text=words, circumstances=Circumstances(weeks=6, hours_per_week=3), today=today
    )
    with provider.serve(script) as stub:
        found = run_goal(
            request,
            models=FallbackChain((provider.model(stub),)),
            started_at=datetime(today.year, today.month, today.day, 9, tzinfo=UTC),
        )
    first: dict[str, Asked] = {}
    for asked in stub.asked:
        first.setdefault(asked.purpose, asked)
    return Walk(asked=first, values={stage.name: result.value for stage, result in found.results})
