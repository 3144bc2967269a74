"""The only place that handles errors of pages.

Expected errors are shown. Others are logged with a number that the page shows.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from markupsafe import Markup

from app.ui import empty, html
from core.errors import ReinError
from core.ids import new_id

_log = logging.getLogger(__name__)


@contextmanager
def error_boundary() -> Iterator[None]:
    """Show errors instead of a traceback. Streamlit's reruns and stops pass through."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a page must end in words, and the log has the rest
        show(error)


def show(error: Exception) -> bool:
    """Log and draw an error. Return True, so that Streamlit does not draw it too."""
    if isinstance(error, ReinError) and error.expected:
        _log.info("page_refused", extra={"fields": {"error": type(error).__name__}})
        empty.show_error(error)
        return True
    number = new_id()
    _log.error("page_crashed", exc_info=error, extra={"fields": {"error_id": number}})
    html.draw(
        Markup(
            '<div class="rein-call bad" role="alert"><b>This page could not be shown.</b>'
            "<p>Something in Rein itself failed. What you have stored is not touched. Reload the "
            "page; if it happens again, look for this number in the log: "
            '<span class="rein-mono">{}</span></p></div>'
        ).format(number)
    )
    return True
