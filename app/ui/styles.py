"""Style sheets: what Streamlit's theme cannot express."""

from pathlib import Path

from app.ui import html

_SHEET = Path(__file__).with_name("styles.css")


def apply() -> None:
    """Add the style sheet that all pages share."""
    html.add_style_sheet(_SHEET)
