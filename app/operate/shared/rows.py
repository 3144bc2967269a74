"""Plain rows: a name, a state, and the reason."""

from markupsafe import Markup

from app.ui import html
from app.ui.html import join, multiline
from app.ui.status_labels import Tone, tag

Row = tuple[str, tuple[str, Tone] | str, str]
"""A name, a state (with a tone or plain), and the reason."""


def show(rows: tuple[Row, ...]) -> None:
    """Draw the rows."""
    html.draw(Markup('<div class="rein-rows">{}</div>').format(join(_row(*row) for row in rows)))


def _row(name: str, state: tuple[str, Tone] | str, why: str) -> Markup:
    label = state if isinstance(state, str) else tag(*state)
    return Markup('<div><b>{}</b><span>{}</span><span class="why">{}</span></div>').format(
        name, label, multiline(why)
    )
