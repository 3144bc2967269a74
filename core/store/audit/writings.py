"""Find whose words some ids stand for."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, case, select, union_all

from core.accounts.user import EVALUATOR_ID
from core.store.audit.tables import audit_log
from core.store.database.engine import Database
from core.store.datasets.tables import dataset_items
from core.store.goals.tables import goals
from core.store.traces.tables import traces

_IDS_PER_QUERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A goal, trace or item of a dataset that a person wrote."""

    id: str
    user_id: str
    goal_id: str | None


def find_writings(database: Database, ids: Collection[str], *, but_of: str) -> tuple[Writing, ...]:
    """Return what people wrote among these ids, but for one person and the sample."""
    wanted, found = sorted(ids), []
    for first in range(0, len(wanted), _IDS_PER_QUERY):
        query = _written(wanted[first : first + _IDS_PER_QUERY], but_of)
        with database.read() as connection:
            found += [
                Writing(id=row.id, user_id=row.user_id, goal_id=row.goal_id)
                for row in connection.execute(query)
            ]
    return tuple(found)


def _written(ids: Collection[str], but_of: str) -> CompoundSelect[tuple[str, str, str | None]]:
    of_people = (goals.c.sample.is_(False), goals.c.user_id != but_of)
    # The words of an evaluation case are those of the person whose goal is its item.
    person = case((traces.c.user_id == EVALUATOR_ID, goals.c.user_id), else_=traces.c.user_id)
    of_items = dataset_items.join(goals, goals.c.id == dataset_items.c.goal_id)
    return union_all(
        select(goals.c.id, goals.c.user_id, goals.c.id.label("goal_id")).where(
            goals.c.id.in_(ids), *of_people
        ),
        select(traces.c.id, person.label("user_id"), traces.c.goal_id)
        .select_from(traces.outerjoin(goals, goals.c.id == traces.c.goal_id))
        .where(traces.c.id.in_(ids), traces.c.sample.is_(False), person != but_of),
        select(dataset_items.c.id, goals.c.user_id, goals.c.id)
        .select_from(of_items)
        .where(dataset_items.c.id.in_(ids), *of_people),
    )


def find_recorded(database: Database, keys: Collection[str]) -> frozenset[str]:
    """Return those of some values of `once` that the log has."""
    query = select(audit_log.c.once).where(audit_log.c.once.in_(sorted(keys)))
    with database.read() as connection:
        return frozenset(connection.execute(query).scalars())
