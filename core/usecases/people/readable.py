"""Everything about a person as one HTML page to read, without identifiers and figures of machines.

It has no script and loads nothing; every word of a person or model is escaped.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

OF_GOALS = (
    ("resolutions", "What was written for it"),
    ("clarifications", "Questions you were asked"),
    ("check_ins", "Check-ins"),
    ("measurements", "Numbers you measured"),
    ("task_skips", "Tasks you skipped"),
    ("chat_messages", "Conversation with the coach"),
    ("chat_memories", "What the coach remembers"),
    ("plan_revisions", "Changes of the plan"),
)
"""Tables that are read below their goal."""

OF_THE_PERSON = (
    ("users", "Your account"),
    ("credentials", "What you sign in with"),
    ("identities", "Who the provider says you are"),
    ("sessions", "Where you are signed in"),
    ("api_tokens", "Access tokens"),
    ("ratings", "Your ratings"),
    ("rating_replies", "Replies to your ratings"),
    ("mail_subscriptions", "Mail"),
    ("calendar_feeds", "Private calendar addresses"),
    ("plan_shares", "Share links"),
    ("labels", "Labels"),
    ("audit_log", "Audit log: what you did, and what was done to your account"),
)
TASKS = ("plans", "plan_weeks", "plan_tasks", "task_completions")
READ = frozenset(
    {"goals", "runs", *TASKS, *(name for name, _ in (*OF_GOALS, *OF_THE_PERSON))},
)
"""Tables whose rows the page shows, or needs to put others in their places."""

_UNREAD = ("id", "digest", "trace_id", "uid", "key", "batch_id", "position", "sample", "number")
_STYLE = Markup(
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "dl{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;margin:0 0 1rem}"
    "dt{color:#666}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "@media(max-width:30rem){dl{display:block}}"
)
_HEADINGS = {2: Markup("<h2>{}</h2>"), 4: Markup("<h4>{}</h4>")}


def page(tables: Tables, *, files: Mapping[str, int], left_out: Mapping[str, str]) -> str:
    """Return the page; `files` has the number of rows in each file of the export."""
    goals = sorted(tables["goals"], key=lambda goal: str(goal["created_at"]))
    parts = [
        Markup("<h1>Everything about you</h1>"),
        _contents(files, left_out),
        Markup("<h2>Your goals</h2>") if goals else Markup("<p>You have no goals.</p>"),
        *(_goal(goal, tables) for goal in goals),
        *(_records(title, tables[name], level=2) for name, title in OF_THE_PERSON),
    ]
    body = Markup("\n").join(part for part in parts if part)
    return str(
        Markup(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<title>Everything about you</title><style>{}</style></head><body>{}</body></html>\n"
        ).format(_STYLE, body)
    )


def _contents(files: Mapping[str, int], left_out: Mapping[str, str]) -> Markup:
    listed = Markup("").join(
        Markup("<li>{}.json: {} {}</li>").format(name, rows, "row" if rows == 1 else "rows")
        for name, rows in files.items()
    )
    others = Markup("").join(
        Markup("<li>{}: {}</li>").format(name.replace("_", " "), reason)
        for name, reason in left_out.items()
    )
    return Markup(
        "<p>This page is for reading. The files beside it hold every stored row about you, with "
        "the texts that were sent to models and what these answered.</p><ul>{}</ul>"
        "<details><summary>What is in none of them</summary><ul>{}<li>passwords, tokens and secret "
        "addresses: only their hashes are stored</li></ul></details>"
    ).format(listed, others)


def _goal(goal: Row, tables: Tables) -> Markup:
    of_goal = {
        name: [row for row in tables[name] if _goal_of(row, tables) == goal["id"]]
        for name in (*TASKS, *(name for name, _ in OF_GOALS))
        if name not in {"plan_weeks", "plan_tasks"}
    }
    parts = [
        Markup("<h3>{}</h3>").format(goal["text"]),
        _list({name: goal[name] for name in ("created_at", "circumstances", "finished_at")}),
        *(_records(title, of_goal[name], level=4) for name, title in OF_GOALS),
        _plan(of_goal["plans"], of_goal["task_completions"], tables),
    ]
    return Markup("\n").join(part for part in parts if part)


def _goal_of(row: Row, tables: Tables) -> object:
    if "goal_id" in row:
        return row["goal_id"]
    return next((run["goal_id"] for run in tables["runs"] if run["id"] == row["run_id"]), None)


def _plan(plans: Sequence[Row], done: Sequence[Row], tables: Tables) -> Markup:
    """Return the newest plan as lists of its weeks, with what was done."""
    if not plans:
        return Markup("")
    plan_id = max(str(plan["id"]) for plan in plans)
    ticked = {row["task_id"] for row in done}
    weeks = []
    for week in (row for row in tables["plan_weeks"] if row["plan_id"] == plan_id):
        tasks = Markup("").join(
            Markup("<li>{}{}, {} minutes{}</li>").format(
                f"{task['day']}: " if task["day"] else "",
                task["title"],
                task["minutes"],
                " (done)" if task["task_id"] in ticked else "",
            )
            for task in tables["plan_tasks"]
            if task["plan_id"] == plan_id and task["week"] == week["number"]
        )
        heading = Markup("<p>Week {}, from {}: {}</p>").format(
            week["number"], week["starts_on"], week["focus"]
        )
        weeks.append(heading + Markup("<ul>{}</ul>").format(tasks))
    return Markup("<h4>Plan</h4>") + Markup("\n").join(weeks)


def _records(title: str, rows: Sequence[Row], *, level: int) -> Markup:
    if not rows:
        return Markup("")
    heading = _HEADINGS[level].format(title)
    return heading + Markup("\n").join(_list(row) for row in rows)


def _list(row: Row) -> Markup:
    shown = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(_label(name), _value(value))
        for name, value in row.items()
        if not _is_unread(name) and value not in (None, "", [], {})
    ]
    return Markup("<dl>{}</dl>").format(Markup("").join(shown)) if shown else Markup("")


def _is_unread(name: str) -> bool:
    return name in _UNREAD or name.endswith(("_id", "_digest", "_hash"))


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _value(value: object) -> Markup:
    if isinstance(value, Mapping):
        return _list(value)
    if isinstance(value, list | tuple):
        items: Iterable[Markup] = (Markup("<li>{}</li>").format(_value(one)) for one in value)
        return Markup("<ul>{}</ul>").format(Markup("").join(items))
    if isinstance(value, bool):
        return Markup("yes") if value else Markup("no")
    return escape(str(value))
