"""The style sheet of the pages about models."""

from pathlib import Path

from app.ui import html

_SHEET = Path(__file__).with_name("models.css")


def apply() -> None:
    """Add the style sheet."""
    html.add_style_sheet(_SHEET)
