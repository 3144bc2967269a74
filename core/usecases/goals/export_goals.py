"""Export all goals of a person to one zip file: JSON with everything, and CSV tables."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.goals.codec import CIRCUMSTANCES_CODEC
from core.quality.rating import RATING_DIMENSIONS
from core.quota import Use
from core.spreadsheet import as_cell
from core.store.calendar.read import find_feed
from core.store.calendar.values import ALL_GOALS
from core.store.goals.read import GoalView, find_goal, list_goal_cards
from core.store.traces.read import find_trace
from core.usecases.access.allow import Access, allow
from core.usecases.goals.get_card import get_reading
from core.usecases.goals.goal_json import to_json
from core.usecases.goals.lived_json import feed_json, lived_json
from core.usecases.labels.given_labels_json import given_labels_json
from core.usecases.mail.mail_json import mail_json
from core.usecases.quotas.spend_quota import spend_quota_alone
from core.usecases.ratings.reply import list_own_replies

PAGE = 200

Json = dict[str, Any]
Table = list[Json]

_GOALS = (
    "goal_id",
    "written_at",
    "text",
    "domain",
    "title",
    "starts_on",
    "ends_on",
    "overall",
    "archived",
)
_TASKS = ("goal_id", "week", "starts_on", "task_id", "title", "minutes", "day", "done")
_RATINGS = (
    "goal_id",
    "trace_id",
    "stars",
    *RATING_DIMENSIONS,
    "comment",
)


@allow(Access.PERSON)
def export_goals(rein: Rein, *, viewer: Viewer, file: Path) -> int:
    """Write all goals of the viewer, archived ones too, to a zip file; return their number.

    The file appears only when it is complete.
    """
    spend_quota_alone(rein, Use.EXPORTS, viewer=viewer)
    goals, tables = [], {"goals": Table(), "tasks": Table(), "ratings": Table()}
    for view in _all_goals(rein, viewer):
        goals.append(_whole(rein, viewer, view))
        tables["goals"].append(_goal_row(view))
        tables["tasks"] += _task_rows(view)
        tables["ratings"] += _rating_rows(view)
    others = {
        "mail": mail_json(rein, viewer=viewer),
        "labels": given_labels_json(rein, viewer=viewer),
        "calendar": _calendar_of_all_goals(rein, viewer),
    }
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("goals.json", json.dumps(goals, ensure_ascii=False, indent=2))
            for name, values in others.items():
                if values:
                    text = json.dumps(values, ensure_ascii=False, indent=2)
                    archive.writestr(f"{name}.json", text)
            for name, columns in (("goals", _GOALS), ("tasks", _TASKS), ("ratings", _RATINGS)):
                archive.writestr(f"{name}.csv", as_csv(columns, tables[name]))
        unfinished.chmod(0o600)  # as private as the database
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StorageUnavailable(
            f"{file} cannot be written ({error.strerror}).", advice="Choose another place."
        ) from error
    return len(goals)


def _calendar_of_all_goals(rein: Rein, viewer: Viewer) -> Json | None:
    """Return the private address of the calendar of all goals, without its secret."""
    feed = find_feed(rein.database, viewer.id, ALL_GOALS)
    return None if feed is None else feed_json(feed)


def as_csv(columns: tuple[str, ...], rows: Table) -> str:
    """Return rows as CSV with a byte order mark, so that spreadsheets read it as UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: as_cell(value) for name, value in row.items()} for row in rows)
    return "\ufeff" + text.getvalue()


def _all_goals(rein: Rein, viewer: Viewer) -> Iterator[GoalView]:
    for archived in (False, True):
        cursor = None
        while True:
            page = list_goal_cards(
                rein.database, user_id=viewer.id, archived=archived, limit=PAGE, cursor=cursor
            )
            for card in page.rows:
                view = find_goal(rein.database, card.goal_id, user_id=viewer.id)
                if view is not None:  # it may have been deleted a moment ago
                    yield view
            cursor = page.next_cursor
            if cursor is None:
                break


def _whole(rein: Rein, viewer: Viewer, view: GoalView) -> Json:
    detail = find_trace(rein.database, view.trace_id) if view.trace_id is not None else None
    about: Json = {
        "written_at": view.created_at.isoformat(),
        "archived": view.archived,
        "status": view.status,
        "circumstances": CIRCUMSTANCES_CODEC.dump(view.circumstances),
        "done_tasks": sorted(view.done_tasks),
        "rating": asdict(view.rating) if view.rating is not None else None,
        "rating_replies": _replies(rein, viewer, view),
    }
    trace = detail.row if detail is not None else None
    whole = to_json(view, trace, get_reading(rein, viewer=viewer, view=view)) | about
    return whole | lived_json(rein, view)


def _replies(rein: Rein, viewer: Viewer, view: GoalView) -> list[Json]:
    """Return what those who run Rein answered to the person's ratings."""
    return [
        {
            "note": reply.note,
            "changed_since": reply.version or None,
            "written_at": reply.created_at.isoformat(),
        }
        for reply in list_own_replies(rein, viewer=viewer, goal_id=view.goal_id)
    ]


def _goal_row(view: GoalView) -> Json:
    resolution, evaluation = view.resolution, view.evaluation
    return {
        "goal_id": view.goal_id,
        "written_at": view.created_at.isoformat(),
        "text": view.text,
        "domain": view.domain,
        "title": resolution.title if resolution else None,
        "starts_on": resolution.starts_on if resolution else None,
        "ends_on": resolution.ends_on if resolution else None,
        "overall": evaluation.overall if evaluation else None,
        "archived": view.archived,
    }


def _task_rows(view: GoalView) -> Iterator[Json]:
    for week in view.plan.weeks if view.plan else ():
        for task in week.tasks:
            yield {
                "goal_id": view.goal_id,
                "week": week.number,
                "starts_on": week.starts_on,
                "task_id": task.id,
                "title": task.title,
                "minutes": task.minutes,
                "day": task.day,
                "done": task.id in view.done_tasks,
            }


def _rating_rows(view: GoalView) -> Iterator[Json]:
    if view.rating is not None:
        yield {name: value for name, value in asdict(view.rating).items() if name != "user_id"} | {
            "goal_id": view.goal_id
        }
