"""Draw the parts of the Costs page."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from app.charts import spend, template
from app.charts.palette import mode_of
from app.operate.costs import breakdown, chart, present
from app.operate.costs.load import Slice
from app.ui import csv_file, filters, html, page_text
from app.ui import tiles as ui_tiles
from core.usecases.costs.get_cost_report import CostBy, CostReport
from core.usecases.costs.list_costs import LedgerRow

CHART = "costs.chart"
_SHEET = Path(__file__).with_name("costs.css")


def apply_styles() -> None:
    """Add the style sheet of the page."""
    html.add_style_sheet(_SHEET)


def ask_slice(models: tuple[str, ...]) -> Slice:
    """Draw the filters and return the chosen ones."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = filters.days()
        model = st.selectbox(
            "Model",
            models,
            index=None,
            placeholder="All",
            key="cost_model",
            bind="query-params",
            persist_state="session",
            width=280,
        )
    return Slice(days=days, model=model)


def ask_breakdown() -> CostBy:
    """Ask how to break the costs down."""
    name = st.segmented_control(
        "Break down by",
        tuple(breakdown.BY),
        default="Operation",
        required=True,
        key="by",
        bind="query-params",
    )
    return breakdown.BY[name or "Operation"]


def show_tiles(tiles: tuple[ui_tiles.Tile, ...]) -> None:
    """Draw the main figures."""
    with st.container(key="costs_tiles"):
        ui_tiles.show(tiles)


def show_chart(figures: CostReport, *, model: str | None) -> str | None:
    """Draw the cost of each day. Return the day that was chosen."""
    days = chart.spent_days(figures)
    mode = mode_of(st.context.theme.type)
    page_text.section(chart.title(days))
    picked = st.plotly_chart(
        spend.figure(days, chart.frame(figures, model=model), mode=mode),
        theme=None,
        config=template.CONFIG,
        key=CHART,
        on_select="rerun",
        selection_mode="points",
        alt=chart.describe(days, since=figures.since, until=figures.until),
    )
    points = picked["selection"]["points"]
    if lost := present.lost_costs(figures):
        page_text.note(lost)
    return str(points[0]["x"])[:10] if points else None


def show_downloads(files: Mapping[str, tuple[str, Callable[[], bytes]]], *, suffix: str) -> None:
    """Draw a download button per file; each file is written on request."""
    with st.container(horizontal=True):
        for key, (what, write) in files.items():
            st.download_button(
                f"Export {what} as CSV",
                write,
                file_name=f"{key}-{suffix}.csv",
                mime="text/csv",
                key=f"costs.{key}",
                on_click="ignore",
            )


def calls_as_csv(rows: tuple[LedgerRow, ...]) -> bytes:
    """Return calls as CSV."""
    return csv_file.write(tuple(LedgerRow.__slots__), rows)
