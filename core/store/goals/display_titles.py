"""What a goal is called in lists."""

from sqlalchemy import Label, Table, func, select

from core.store.resolutions.tables import resolutions


def title_of(goals: Table) -> Label[str]:
    """Return the title of the goal's newest resolution, or the goal's own words, as a column named `title`."""
    newest = (
        select(resolutions.c.title)
        .where(resolutions.c.goal_id == goals.c.id)
        .order_by(resolutions.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, goals.c.text).label("title")
