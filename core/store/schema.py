"""All tables, importable from one place. A test compares the migrations with them."""

from core.store.accounts.tables import users
from core.store.alerts.tables import alerts
from core.store.budgets.tables import budget_days
from core.store.calendar.tables import calendar_events, calendar_feeds, calendar_preferences
from core.store.calls.tables import llm_calls
from core.store.chat.tables import chat_memories, chat_messages, chat_ratings
from core.store.check_ins.tables import check_ins
from core.store.circuit_breakers.tables import model_breakers
from core.store.clarifications.tables import clarifications
from core.store.database.metadata import metadata
from core.store.exports.tables import exported_traces, outbox, sinks
from core.store.goals.tables import goals
from core.store.mail.tables import mail_deliveries, mail_subscriptions
from core.store.measurements.tables import measurements
from core.store.outcomes.tables import plan_outcomes
from core.store.plans.tables import (
    plan_milestones,
    plan_tasks,
    plan_weeks,
    plans,
    task_completions,
    task_days,
    task_skips,
)
from core.store.prompts.tables import prompt_releases
from core.store.ratings.tables import rating_history, ratings
from core.store.resolutions.tables import resolutions
from core.store.response_cache.tables import response_cache
from core.store.revisions.tables import goal_pauses, plan_revisions
from core.store.rollups.tables import (
    RATING_BINS,
    SCORE_BINS,
    rollup_calls,
    rollup_latency,
    rollup_outcomes,
    rollup_ratings,
    rollup_scores,
    rollup_traces,
    rollup_user_costs,
)
from core.store.runs.tables import runs, stage_results
from core.store.schedule.tables import periodic_jobs
from core.store.scores.tables import evaluation_items, evaluations
from core.store.shares.tables import plan_shares
from core.store.tokens.tables import api_tokens
from core.store.traces.tables import payloads, spans, traces

__all__ = [
    "RATING_BINS",
    "SCORE_BINS",
    "alerts",
    "api_tokens",
    "budget_days",
    "calendar_events",
    "calendar_feeds",
    "calendar_preferences",
    "chat_memories",
    "chat_messages",
    "chat_ratings",
    "check_ins",
    "clarifications",
    "evaluation_items",
    "evaluations",
    "exported_traces",
    "goal_pauses",
    "goals",
    "llm_calls",
    "mail_deliveries",
    "mail_subscriptions",
    "measurements",
    "metadata",
    "model_breakers",
    "outbox",
    "payloads",
    "periodic_jobs",
    "plan_milestones",
    "plan_outcomes",
    "plan_revisions",
    "plan_shares",
    "plan_tasks",
    "plan_weeks",
    "plans",
    "prompt_releases",
    "rating_history",
    "ratings",
    "resolutions",
    "response_cache",
    "rollup_calls",
    "rollup_latency",
    "rollup_outcomes",
    "rollup_ratings",
    "rollup_scores",
    "rollup_traces",
    "rollup_user_costs",
    "runs",
    "sinks",
    "spans",
    "stage_results",
    "task_completions",
    "task_days",
    "task_skips",
    "traces",
    "users",
]
