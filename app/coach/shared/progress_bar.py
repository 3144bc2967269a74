"""A thin bar with its text beside it: tasks done, hours of a week."""

from markupsafe import Markup

from app.ui.html import one_line


def progress_bar(share: float, text: str) -> Markup:
    """Return the bar as HTML. `share` is limited to 0 to 1."""
    width = round(100 * min(1.0, max(0.0, share)))
    return Markup(
        '<div class="coach-hours"><div class="coach-bar" role="img" aria-label="{}">'
        '<i style="width:{}%"></i></div><span>{}</span></div>'
    ).format(one_line(text), width, text)
