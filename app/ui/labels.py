"""Names of stages, purposes and providers as pages show them."""

from collections.abc import Mapping

from core.ports import Purpose
from core.quality.rubric import RUBRIC
from core.usecases.providers import list_providers

STAGES: Mapping[str, tuple[str, str]] = {
    Purpose.PREPROCESS: (
        "Understanding your goal",
        (
            "Reads your words, finds the number, the date and the hours in them, and notes what "
            "it has to assume."
        ),
    ),
    Purpose.GENERATE: (
        "Writing your resolution",
        (
            "Turns the goal into a strategy: how you will know, the way there, and what to do "
            "when it gets hard."
        ),
    ),
    Purpose.EVALUATE: (
        "Scoring it",
        (
            f"Asks {len(RUBRIC)} yes-no questions about what was written and quotes the words "
            "behind every yes."
        ),
    ),
    Purpose.PLAN: (
        "Planning week by week",
        (
            "Lays the work out in dated weeks, within your hours, with milestones and a way back "
            "after a miss."
        ),
    ),
}
"""Title and description of each stage, in their order."""

PURPOSES: Mapping[Purpose, str] = {
    Purpose.PREPROCESS: "Understand the goal",
    Purpose.GENERATE: "Write the resolution",
    Purpose.EVALUATE: "Judge",
    Purpose.PLAN: "Plan the weeks",
    Purpose.COACH: "Coach",
    Purpose.CLARIFY: "Ask back",
    Purpose.COMPARE: "Compare two results",
    Purpose.REWRITE: "Rewrite a prompt",
    Purpose.CHECK: "Test calls",
}
"""Display names of the purposes of model calls."""

PROVIDERS: Mapping[str, str] = {one.provider: one.name for one in list_providers.PROVIDERS}
"""Display names of the providers."""

SINKS: Mapping[str, str] = {
    "opik": "Opik",
    "otlp": "OTLP",
    "webhook": "Webhook of alerts",
    "alert_mail": "Mail of alerts",
}
"""Display names of the export destinations."""


def stage_title(stage: str | None, purpose: str) -> str:
    """Return the title of a stage, or the purpose of a call that belongs to none."""
    return STAGES[stage][0] if stage and stage in STAGES else purpose.capitalize()


def sink_name(sink: str) -> str:
    """Return the name of an export destination."""
    return SINKS.get(sink, sink)
