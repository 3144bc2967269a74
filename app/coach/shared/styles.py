"""The style sheet of the coach's pages."""

from pathlib import Path

from app.ui import html

_SHEET = Path(__file__).with_name("coach.css")


def apply() -> None:
    """Add the style sheet."""
    html.add_style_sheet(_SHEET)
