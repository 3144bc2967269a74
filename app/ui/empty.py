"""Boxes for a page without content: an empty state, or an expected error."""

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, multiline
from core.errors import NotAllowed, NotFound, ReinError


def show(title: str, *, hint: str = "") -> None:
    """Draw an empty state. The page draws a button that helps below it."""
    body = Markup("<p>{}</p>").format(multiline(hint)) if hint else EMPTY
    html.draw(
        Markup('<div class="rein-call none"><b>{}</b>{}</div>').format(multiline(title), body)
    )


def show_error(error: ReinError) -> None:
    """Draw an expected error: what happened, and what to do."""
    tone = "none" if isinstance(error, NotFound | NotAllowed) else "bad"
    advice = Markup("<p>{}</p>").format(multiline(error.advice)) if error.advice else EMPTY
    html.draw(
        Markup('<div class="rein-call {}" role="alert"><b>{}</b>{}</div>').format(
            tone, multiline(error.message), advice
        )
    )
