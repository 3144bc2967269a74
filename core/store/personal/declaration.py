"""Which rows of which table are about a person. A test refuses a table that is not listed here.

The export of a person and the erasure of an account both read this list.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table with rows about people.

    A row is about a person if one of `by` is: a column with the id of an account ("user_id"), or a
    column that names a row about the person ("goal_id > goals.id").
    """

    noun: str
    """The part of the export that the table is in."""
    by: tuple[str, ...]
    secrets: frozenset[str] = frozenset()
    """Columns that open something, and are never given away."""


_GOAL = "goal_id > goals.id"
_TRACE = "trace_id > traces.id"
_RUN = "run_id > runs.id"
_PLAN = "plan_id > plans.id"
_USER = "user_id"


def _held(noun: str, *by: str, secrets: tuple[str, ...] = ()) -> Held:
    return Held(noun=noun, by=by, secrets=frozenset(secrets))


HELD: Mapping[str, Held] = {
    "users": _held("account", "id"),
    "credentials": _held("account", _USER, secrets=("password_hash",)),
    "identities": _held("account", _USER),
    "one_time_links": _held("account", _USER, secrets=("digest",)),
    "model_consents": _held("account", _USER),
    "reading_grants": _held("account", _USER, "created_by"),
    "quota_uses": _held("account", _USER),
    "sessions": _held("sessions", _USER, secrets=("digest",)),
    "request_keys": _held("tokens", _USER, secrets=("digest", "answer")),
    "api_tokens": _held("tokens", _USER, secrets=("digest",)),
    "goals": _held("goals", _USER),
    "clarifications": _held("goals", _RUN),
    "resolutions": _held("goals", _GOAL),
    "runs": _held("runs", _USER, _GOAL),
    "stage_results": _held("runs", _RUN),
    "plans": _held("plans", _GOAL),
    "plan_weeks": _held("plans", _PLAN),
    "plan_tasks": _held("plans", _PLAN),
    "plan_milestones": _held("plans", _PLAN),
    "task_completions": _held("plans", _GOAL, _USER),
    "task_skips": _held("plans", _GOAL, _USER),
    "task_days": _held("plans", _GOAL, _USER),
    "plan_outcomes": _held("plans", _USER, _GOAL),
    "plan_revisions": _held("revisions", _GOAL, _USER),
    "goal_pauses": _held("revisions", _GOAL),
    "check_ins": _held("check_ins", _USER, _GOAL),
    "measurements": _held("measurements", _GOAL, _USER),
    "chat_messages": _held("conversations", _GOAL, _USER),
    "chat_memories": _held("conversations", _GOAL, _USER),
    "chat_ratings": _held("conversations", _USER, "message_id > chat_messages.id"),
    "ratings": _held("ratings", _USER, _TRACE),
    "rating_history": _held("ratings", _USER, _TRACE),
    "rating_replies": _held("ratings", _USER, _TRACE, "author_id"),
    "rating_words": _held("ratings", _USER, _TRACE),
    "evaluations": _held("scores", _TRACE, _GOAL),
    "evaluation_items": _held("scores", "evaluation_id > evaluations.id"),
    "traces": _held("traces", _USER, _GOAL),
    "trace_terms": _held("traces", "number > traces.number"),
    "spans": _held("traces", _TRACE),
    "payloads": _held("traces", _TRACE),
    "llm_calls": _held("model_calls", _USER, _GOAL, _RUN, _TRACE),
    "response_cache": _held("model_calls", _USER, _GOAL),
    "rollup_user_costs": _held("model_calls", _USER),
    "outbox": _held("exports", _TRACE),
    "exported_traces": _held("exports", _TRACE),
    "calendar_events": _held("calendar", _GOAL),
    "calendar_feeds": _held("calendar", _USER, secrets=("digest",)),
    "calendar_preferences": _held("calendar", _USER),
    "plan_shares": _held("share_links", _USER, _GOAL, secrets=("digest",)),
    "goal_coaches": _held("share_links", _USER, _GOAL, "coach_id", secrets=("digest",)),
    "organisation_members": _held("organisations", _USER),
    "organisations": _held(
        "organisations", "id > organisation_members.organisation_id", secrets=("digest",)
    ),
    "mail_subscriptions": _held(
        "mail", _USER, secrets=("key", "unsubscribe_digest", "confirm_digest")
    ),
    "mail_deliveries": _held("mail", _USER),
    "datasets": _held("datasets", "created_by"),
    "dataset_versions": _held("datasets", "created_by"),
    "dataset_items": _held("datasets", _GOAL, _TRACE),
    "dataset_version_items": _held("datasets", "item_id > dataset_items.id"),
    "evaluation_runs": _held("work", "created_by"),
    "evaluation_cases": _held("datasets", "item_id > dataset_items.id"),
    "evaluation_pairs": _held("datasets", "item_id > dataset_items.id"),
    "labels": _held("labels", _USER, _GOAL),
    "label_history": _held("labels", "label_id > labels.id"),
    "label_skips": _held("labels", _USER, "item_id > dataset_items.id"),
    "saved_views": _held("saved_views", _USER),
    "audit_log": _held("audit", "actor_id", "subject"),
    "alerts": _held("work", "seen_by"),
    "alert_events": _held("work", "actor"),
    "target_changes": _held("work", "changed_by"),
    "prompt_releases": _held("work", "changed_by"),
    "prompt_texts": _held("work", "written_by"),
    "replays": _held("work", "made_by"),
    "replay_goals": _held("trials", _TRACE),
    "trials": _held("work", "started_by", "ended_by", secrets=("key",)),
    # Who knows their arm rates otherwise, so it is not given away.
    "trial_people": _held("trials", _USER, secrets=("arm",)),
    "trial_results": _held("trials", _USER, _TRACE),
}
"""By the name of the table."""

_SUMS = "sums over all people, by day; no row is about one of them"

LEFT_OUT: Mapping[str, str] = {
    "sign_in_failures": "counts by hashes of addresses, deleted after 15 minutes",
    "sign_ups": "addresses without an account, deleted with it or after a day",
    "budget_days": "what all people together spent",
    "model_breakers": "how models answer",
    "periodic_jobs": "when jobs run",
    "sinks": "how receivers of exports answer",
    "sealed_days": "days of sums",
    "started_settings": "how servers and workers are set up",
    "rollup_calls": _SUMS,
    "rollup_fine_latency": _SUMS,
    "rollup_fine_ratings": _SUMS,
    "rollup_fine_scores": _SUMS,
    "rollup_fine_traces": _SUMS,
    "rollup_items": _SUMS,
    "rollup_latency": _SUMS,
    "rollup_outcomes": _SUMS,
    "rollup_ratings": _SUMS,
    "rollup_scores": _SUMS,
    "rollup_traces": _SUMS,
}
"""Tables without a row about a person, with the reason."""

ACCOUNT_COLUMNS = frozenset(
    {
        "user_id",
        "author_id",
        "coach_id",
        "created_by",
        "changed_by",
        "seen_by",
        "actor",
        "actor_id",
        "subject",
        "made_by",
        "written_by",
        "started_by",
        "ended_by",
    }
)
"""Columns that can hold the id of an account."""
