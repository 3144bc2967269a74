"""The input and output of a step, side by side on a wide page; long texts scroll by keyboard."""

from markupsafe import Markup

from app.ui.html import EMPTY, multiline, one_line
from core.usecases.traces.get_trace import Payload

MAX_SHOWN = 8_000
"""Characters of one text on the page; the export has all of them."""


def draw_sides(payload: Payload, *, of: str, none: str) -> Markup:
    """Return both texts as HTML; `none` is why there is no output, or ""."""
    sides = (
        _text("Input", payload.input, of=of),
        _text("Output", payload.output, of=of, none=none),
    )
    return Markup('<div class="rein-sides">{}{}</div>').format(*sides)


def _text(title: str, text: str | None, *, of: str, none: str = "") -> Markup:
    if not text:
        none_came = Markup("<section><b>{}</b> <small>{}</small></section>").format(title, none)
        return none_came if none else EMPTY
    more = EMPTY
    if len(text) > MAX_SHOWN:
        more = Markup(" <small>first {:,} of {:,} characters</small>").format(MAX_SHOWN, len(text))
    return Markup(
        '<section><b>{title}</b>{more}<pre tabindex="0" role="region" aria-label="{label}">{text}'
        "</pre></section>"
    ).format(
        title=title,
        more=more,
        label=one_line(f"{title} of {of}"),
        text=multiline(text[:MAX_SHOWN]),
    )
