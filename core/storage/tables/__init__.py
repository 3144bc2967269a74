"""Every table, importable from one place; the migrations are checked against them."""

from core.storage.tables.base import metadata
from core.storage.tables.coaching import goals, plan_milestones, plan_tasks, plan_weeks, plans, resolutions
from core.storage.tables.exports import exported_traces, sinks
from core.storage.tables.models import budget_days, model_breakers, response_cache
from core.storage.tables.operations import alerts, periodic_jobs
from core.storage.tables.people import users
from core.storage.tables.quality import evaluation_items, evaluations, rating_history, ratings
from core.storage.tables.rollups import (
    RATING_BINS,
    SCORE_BINS,
    rollup_calls,
    rollup_latency,
    rollup_ratings,
    rollup_scores,
    rollup_traces,
    rollup_user_costs,
)
from core.storage.tables.runs import clarifications, llm_calls, outbox, runs, stage_results
from core.storage.tables.tokens import api_tokens
from core.storage.tables.tracing import payloads, spans, traces

__all__ = [
    "RATING_BINS",
    "SCORE_BINS",
    "alerts",
    "api_tokens",
    "budget_days",
    "clarifications",
    "evaluation_items",
    "evaluations",
    "exported_traces",
    "goals",
    "llm_calls",
    "metadata",
    "model_breakers",
    "outbox",
    "payloads",
    "periodic_jobs",
    "plan_milestones",
    "plan_tasks",
    "plan_weeks",
    "plans",
    "rating_history",
    "ratings",
    "resolutions",
    "response_cache",
    "rollup_calls",
    "rollup_latency",
    "rollup_ratings",
    "rollup_scores",
    "rollup_traces",
    "rollup_user_costs",
    "runs",
    "sinks",
    "spans",
    "stage_results",
    "traces",
    "users",
]
