"""The look of all Plotly charts: the page's font and colours, a light grid, no tool bar."""

import plotly.graph_objects as go

from app.charts.palette import PALETTES, Mode

FONT = "Inter, system-ui, sans-serif"

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": "reset", "responsive": True}
"""Options for st.plotly_chart: clicks choose points, everything else is off."""


def template(mode: Mode) -> go.layout.Template:
    """Return the look of charts on one background."""
    colours = PALETTES[mode]
    axis = {
        "gridcolor": colours.line,
        "linecolor": colours.line,
        "zeroline": False,
        "tickfont": {"size": 12, "color": colours.muted},
        "title": {"font": {"size": 12, "color": colours.muted}, "standoff": 8},
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(colours.categories),
            "title": {
                "font": {"size": 16, "color": colours.ink, "weight": 600},
                "x": 0,
                "xref": "container",
                "xanchor": "left",
            },
            "margin": {"l": 48, "r": 16, "t": 56, "b": 40},
            "xaxis": axis | {"showgrid": False},
            "yaxis": axis,
            "legend": {"orientation": "h", "y": -0.22, "x": 0, "font": {"size": 12}},
            "hoverlabel": {
                "bgcolor": colours.card,
                "bordercolor": colours.line,
                "font": {"family": FONT, "size": 13, "color": colours.ink},
            },
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
        }
    )
