"""What a person did with the plan of a goal, as JSON: ticks, numbers, check-ins, questions."""

from typing import Any

from core.bootstrap import Rein
from core.progress.task_state import TaskState
from core.store.calendar.read import find_feed
from core.store.calendar.values import CalendarFeed
from core.store.chat.read import find_thread
from core.store.check_ins.read import list_check_ins
from core.store.goals.read import GoalView
from core.store.measurements.read import list_measurements
from core.store.plans.read import find_task_states
from core.store.shares.read import find_link
from core.store.shares.values import ShareLink
from core.usecases.access.allow import Access, without_viewer
from core.usecases.chat.chat_json import message_to_json
from core.usecases.check_ins.check_in_json import check_in_json
from core.usecases.progress.progress_json import measurement_json

_ALL = 1_000_000

Json = dict[str, Any]


@without_viewer(Access.PART, "a part of the export of a goal that its owner asked for")
def lived_json(rein: Rein, view: GoalView) -> Json:
    """Return everything that was stored while the person worked the plan; the caller has rights."""
    with rein.database.read() as connection:
        states = find_task_states(connection, view.goal_id)
        measured = list_measurements(connection, view.goal_id)
    link = find_link(rein.database, view.goal_id, user_id=view.user_id)
    feed = find_feed(rein.database, view.user_id, view.goal_id)
    thread = find_thread(rein.database, view.goal_id, limit=_ALL)
    check_ins = list_check_ins(rein.database, view.goal_id, limit=_ALL)
    return {
        "task_states": {task_id: _state(state) for task_id, state in states.items()},
        "measurements": [measurement_json(one) for one in measured],
        "check_ins": [check_in_json(one) for one in check_ins],
        "conversation": [message_to_json(one.message) for one in thread.messages],
        "share_link": _link(link) if link is not None else None,
        "calendar_feed": feed_json(feed) if feed is not None else None,
        "remembered": [memory.text for memory in thread.memories],
    }


def _link(link: ShareLink) -> Json:
    """Return that a link exists and until when; its secret is stored nowhere."""
    opened = link.last_opened_at
    return {
        "since": link.created_at.isoformat(),
        "expires_at": link.expires_at.isoformat(),
        "opened": link.opened,
        "last_opened_at": opened.isoformat() if opened is not None else None,
    }


def feed_json(feed: CalendarFeed) -> Json:
    """Return that a private calendar address exists; its secret is stored nowhere."""
    read = feed.last_read_at
    return {
        "since": feed.created_at.isoformat(),
        "expires_at": None,
        "last_read_at": read.isoformat() if read is not None else None,
    }


def _state(state: TaskState) -> Json:
    return {
        "done_at": state.done_at.isoformat() if state.done_at is not None else None,
        "skipped": state.skipped,
        "moved_to": state.day.isoformat() if state.day is not None else None,
    }
