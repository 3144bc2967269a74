"""The lowest rated goals of the window, each with its comment and a link to its trace."""

from datetime import datetime

from app.ui import navigate, page_text, table
from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats
from core.usecases.overview.get_overview import RatingRow

_COLUMNS = (
    Column(title="Stars", right=True),
    Column(title="Goal", wide=True),
    Column(title="Comment", wide=True),
    Column(title="Prompt", plain=True),
    Column(title="Model", plain=True),
    Column(title="When", plain=True),
)


def show(rows: tuple[RatingRow, ...], *, now: datetime) -> None:
    """Draw the lowest ratings; a goal opens its trace."""
    page_text.section("Needs a look")
    if not rows:
        page_text.note("No rating of 2.5 stars or less in this window.")
        return
    address = table.show(
        _COLUMNS,
        tuple(_cells(row, now=now) for row in rows),
        caption="The lowest ratings, each with its trace",
        key="overview.lowest",
    )
    if address is not None:
        navigate.open_address(address)


def _cells(row: RatingRow, *, now: datetime) -> tuple[Cell, ...]:
    return (
        Cell(text=f"{row.stars:g}"),
        Cell(text=_one_line(row.goal_title or "Goal"), to=f"trace?id={row.trace_id}"),
        Cell(text=_one_line(row.comment) or "No comment"),
        Cell(text=row.prompt_version or formats.UNKNOWN),
        Cell(text=row.model or formats.UNKNOWN),
        Cell(text=formats.short_moment(row.created_at, now=now)),
    )


def _one_line(text: str, at_most: int = 200) -> str:
    return shorten(" ".join(text.split()), at_most)
