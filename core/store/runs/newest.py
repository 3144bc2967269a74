"""Find the newest run of a goal, by one rule for workers, pages and lists."""

from sqlalchemy import Connection, select

from core.store.database.rows import fetch_one
from core.store.runs.claims import to_run
from core.store.runs.tables import runs
from core.store.runs.values import Run

CONVERSATION = "coaching"
"""The kind of runs that answer a question about a goal and write nothing of the goal itself."""
EVALUATION_CASE = "evaluation_case"
"""The kind of runs that write what no person is shown, to compare variants."""
EVALUATION_PAIR = "evaluation_pair"
"""The kind of runs that compare what two variants wrote."""
EVALUATIONS = (EVALUATION_CASE, EVALUATION_PAIR)
WRITES_THE_GOAL = runs.c.kind.not_in((CONVERSATION, *EVALUATIONS))


def find_newest_run(connection: Connection, goal_id: str) -> Run | None:
    """Return the run that wrote a goal last, or None. Ids sort by time."""
    query = (
        select(runs)
        .where(runs.c.goal_id == goal_id, WRITES_THE_GOAL)
        .order_by(runs.c.id.desc())
        .limit(1)
    )
    row = fetch_one(connection, query)
    return None if row is None else to_run(row)
