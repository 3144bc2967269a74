"""The title of a goal in lists."""

from sqlalchemy import Label, Table, func, select

from core.store.resolutions.tables import resolutions


def title_of(goals: Table) -> Label[str]:
    """Return the column `title`: the newest resolution's title, or the goal's own words."""
    newest = (
        select(resolutions.c.title)
        .where(resolutions.c.goal_id == goals.c.id)
        .order_by(resolutions.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, goals.c.text).label("title")
