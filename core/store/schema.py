"""All tables, importable from one place. A test compares the migrations with them."""

from core.store.accounts.tables import users
from core.store.alerts.tables import alert_events, alerts
from core.store.audit.tables import audit_log
from core.store.budgets.tables import budget_days
from core.store.calendar.tables import calendar_events, calendar_feeds, calendar_preferences
from core.store.calls.tables import llm_calls
from core.store.chat.tables import chat_memories, chat_messages, chat_ratings
from core.store.check_ins.tables import check_ins
from core.store.circuit_breakers.tables import model_breakers
from core.store.clarifications.tables import clarifications
from core.store.coaches.tables import goal_coaches
from core.store.consents.tables import model_consents
from core.store.database.metadata import metadata
from core.store.datasets.tables import (
    dataset_items,
    dataset_version_items,
    dataset_versions,
    datasets,
)
from core.store.evaluation_runs.tables import (
    evaluation_cases,
    evaluation_pairs,
    evaluation_runs,
)
from core.store.exports.tables import exported_traces, outbox, sinks
from core.store.goals.tables import goals
from core.store.grants.tables import reading_grants
from core.store.labels.tables import label_history, label_skips, labels
from core.store.mail.tables import mail_deliveries, mail_subscriptions
from core.store.measurements.tables import measurements
from core.store.organisations.tables import organisation_members, organisations
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
from core.store.prompts.tables import prompt_releases, prompt_texts
from core.store.quotas.tables import quota_uses
from core.store.ratings.tables import rating_history, rating_replies, rating_words, ratings
from core.store.replays.tables import replay_goals, replays
from core.store.request_keys.tables import request_keys
from core.store.resolutions.tables import resolutions
from core.store.response_cache.tables import response_cache
from core.store.retention.tables import sealed_days
from core.store.revisions.tables import goal_pauses, plan_revisions
from core.store.rollups.tables import (
    RATING_BINS,
    SCORE_BINS,
    rollup_calls,
    rollup_items,
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
from core.store.sign_in.tables import (
    credentials,
    identities,
    one_time_links,
    sessions,
    sign_in_failures,
    sign_ups,
)
from core.store.started_settings.tables import started_settings
from core.store.targets.tables import target_changes
from core.store.tokens.tables import api_tokens
from core.store.traces.tables import payloads, spans, trace_terms, traces
from core.store.trials.tables import trial_people, trial_results, trials
from core.store.views.tables import saved_views

__all__ = [
    "RATING_BINS",
    "SCORE_BINS",
    "alert_events",
    "alerts",
    "api_tokens",
    "audit_log",
    "budget_days",
    "calendar_events",
    "calendar_feeds",
    "calendar_preferences",
    "chat_memories",
    "chat_messages",
    "chat_ratings",
    "check_ins",
    "clarifications",
    "credentials",
    "dataset_items",
    "dataset_version_items",
    "dataset_versions",
    "datasets",
    "evaluation_cases",
    "evaluation_items",
    "evaluation_pairs",
    "evaluation_runs",
    "evaluations",
    "exported_traces",
    "goal_coaches",
    "goal_pauses",
    "goals",
    "identities",
    "label_history",
    "label_skips",
    "labels",
    "llm_calls",
    "mail_deliveries",
    "mail_subscriptions",
    "measurements",
    "metadata",
    "model_breakers",
    "model_consents",
    "one_time_links",
    "organisation_members",
    "organisations",
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
    "prompt_texts",
    "quota_uses",
    "rating_history",
    "rating_replies",
    "rating_words",
    "ratings",
    "reading_grants",
    "replay_goals",
    "replays",
    "request_keys",
    "resolutions",
    "response_cache",
    "rollup_calls",
    "rollup_items",
    "rollup_latency",
    "rollup_outcomes",
    "rollup_ratings",
    "rollup_scores",
    "rollup_traces",
    "rollup_user_costs",
    "runs",
    "saved_views",
    "sealed_days",
    "sessions",
    "sign_in_failures",
    "sign_ups",
    "sinks",
    "spans",
    "stage_results",
    "started_settings",
    "target_changes",
    "task_completions",
    "task_days",
    "task_skips",
    "trace_terms",
    "traces",
    "trial_people",
    "trial_results",
    "trials",
    "users",
]
