"""Records of the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

MAX_SUBJECT_CHARACTERS = 64

READINGS_STAY = timedelta(days=30)
"""Lines about readings are never removed earlier; both databases refuse it."""


class AuditAction(StrEnum):
    """What was done."""

    ACCOUNT_ADDED = "account_added"
    SIGNED_UP = "signed_up"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - an action, not a password
    SIGN_IN_RESET = "sign_in_reset"
    LINK_CREATED = "link_created"
    ROLE_CHANGED = "role_changed"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ACCOUNT_EXPORTED = "account_exported"
    ACCOUNT_ERASED = "account_erased"
    CONSENT_CHANGED = "consent_changed"
    PROMPT_RELEASED = "prompt_released"
    PROMPT_ROLLED_BACK = "prompt_rolled_back"
    EVALUATION_RUN_STARTED = "evaluation_run_started"
    EVALUATION_RUN_CANCELLED = "evaluation_run_cancelled"
    EVALUATION_RUN_RETRIED = "evaluation_run_retried"
    REPLAY_MADE = "replay_made"
    PROMPT_DRAFTED = "prompt_drafted"
    REWRITE_ASKED = "rewrite_asked"
    TRIAL_STARTED = "trial_started"
    TRIAL_SHARE_CHANGED = "trial_share_changed"
    TRIAL_ENDED = "trial_ended"
    TRIAL_PROVEN = "trial_proven"
    TEXTS_READ = "texts_read"
    TIER_CHANGED = "tier_changed"
    TOKEN_ADDED = "token_added"  # noqa: S105 - an action, not a token
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - an action, not a token
    TARGET_CHANGED = "target_changed"
    KEY_SAVED = "key_saved"
    KEY_REMOVED = "key_removed"
    SERVER_ADDED = "server_added"
    SERVER_REMOVED = "server_removed"
    MODEL_TRIED = "model_tried"
    STEP_TRIED = "step_tried"
    MAIL_TRIED = "mail_tried"
    ALERT_TRIED = "alert_tried"
    ALERT_SEEN = "alert_seen"
    ALERT_RESOLVED = "alert_resolved"
    DELIVERY_RETRIED = "delivery_retried"
    DELIVERY_DISCARDED = "delivery_discarded"
    SINK_RESUMED = "sink_resumed"
    SAMPLE_LOADED = "sample_loaded"
    SAMPLE_REMOVED = "sample_removed"
    DATASET_SAVED = "dataset_saved"
    DATASET_DELETED = "dataset_deleted"
    REPLY_WRITTEN = "reply_written"
    REPLY_WITHDRAWN = "reply_withdrawn"
    TRIAL_CONTINUED = "trial_continued"
    GRANT_GIVEN = "grant_given"
    GRANT_REVOKED = "grant_revoked"
    COACH_INVITED = "coach_invited"
    COACH_JOINED = "coach_joined"
    COACH_LEFT = "coach_left"
    COACH_REMOVED = "coach_removed"
    ORGANISATION_ADDED = "organisation_added"
    ORGANISATION_INVITED = "organisation_invited"
    ORGANISATION_JOINED = "organisation_joined"
    ORGANISATION_LEFT = "organisation_left"
    ORGANISATION_LINK_ENDED = "organisation_link_ended"
    ORGANISATION_LED = "organisation_led"
    ORGANISATION_RENAMED = "organisation_renamed"
    ORGANISATION_CLOSED = "organisation_closed"
    MEMBER_REMOVED = "member_removed"
    FILES_SCRUBBED = "files_scrubbed"
    SETTING_CHANGED = "setting_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the audit log. Details hold no text that a person wrote, and no secret."""

    at: datetime
    actor_id: str
    action: AuditAction
    subject: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    once: str | None = None
    """Lines with the same value are one line."""
