"""What the lines of the audit log say."""

from collections.abc import Mapping
from datetime import datetime

from app.operate.audit.labels import LABELS, OF_RECORDS
from app.ui.table import Cell, Column
from core import formats
from core.accounts.user import EVALUATOR_ID, LOCAL_USER_ID, OPERATOR_ID
from core.ids import is_id
from core.settings import Settings
from core.usecases.audit.list_audit import AuditAction, AuditRow

COLUMNS = (
    Column(title="When", plain=True),
    Column(title="By"),
    Column(title="What"),
    Column(title="About", wide=True),
)

_OURS = {
    LOCAL_USER_ID: "This computer, without sign-in",
    EVALUATOR_ID: "Cases of evaluation runs",
    OPERATOR_ID: "Environment or settings file",
}
"""Accounts that no person signs in to, by one name each: of pages as of the command line."""

HINTS = {
    False: "Sign-ins and changes of roles, prompts, targets, keys and tokens appear here.",
    True: "What reviewers and admins read of others appears here, and on the page of each person.",
}
"""What an empty list is for, by whether it is that of readings."""


def lead(settings: Settings, *, readings: bool) -> str:
    """Return what the lines are, and how long they stay."""
    if not readings:
        return "Newest first. Lines are only added and have no words of goals or plans."
    days = f"{settings.reading_retention_days:g} days"
    return (
        "Newest first. Reading the same texts again within 15 minutes adds no line. The person "
        f"whose texts were read sees the line too. It is removed after {days}."
    )


def action_label(action: AuditAction) -> str:
    """Return an action as people read it."""
    return LABELS[action]


def to_rows(rows: tuple[AuditRow, ...], *, now: datetime) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of each line, in the viewer's time zone."""
    return tuple(
        (
            Cell(text=formats.short_moment(row.entry.at, now=now)),
            Cell(text=_name(row.entry.actor_id, row.actor)),
            Cell(text=_what(row)),
            Cell(text=_whose(row)),
        )
        for row in rows
    )


def _whose(row: AuditRow) -> str:
    if row.subject_name is None and row.entry.action in OF_RECORDS:
        return row.entry.subject[-6:]
    return _name(row.entry.subject, row.subject_name)


def _what(row: AuditRow) -> str:
    details = row.entry.details
    label = action_label(row.entry.action)
    if row.entry.action is AuditAction.TEXTS_READ:
        return _reading(details)
    if "from" in details and "to" in details:
        return f"{label}: {details['from']} to {details['to']}"
    if "until" in details:
        return f"{label} until {details['until']}"
    if "because" in details:
        return f"{label}: {details['because']}"
    return f"{label}: {details['role']}" if "role" in details else label


def _reading(details: Mapping[str, str]) -> str:
    seen = "without personal data" if details.get("masked") == "yes" else "in full"
    if details.get("what") == "coaches":
        return f"Read a goal as its coach, {seen}"
    where = "a list" if details.get("as") == "list" else "one opened"
    return f"Read {details.get('what', '')} ({where}), {seen}"


def _name(account_id: str, name: str | None) -> str:
    if account_id in _OURS:
        return _OURS[account_id]
    if name or not is_id(account_id):
        return name or account_id
    return f"deleted ({account_id[-6:]})"
