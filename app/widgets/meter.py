"""A thin bar with its words beside it: tasks done, hours of a week."""

from app.widgets.text import attribute, markup


def meter(share: float, said: str) -> str:
    """Return the bar as HTML. `share` is 0-1 and is cut to that."""
    width = round(100 * min(1.0, max(0.0, share)))
    bar = f'<div class="coach-bar" role="img" aria-label="{attribute(said)}"><i style="width:{width}%"></i></div>'
    return f'<div class="coach-hours">{bar}<span>{markup(said)}</span></div>'
