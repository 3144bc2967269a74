"""The one place where errors of pages end: expected ones are shown, the others are logged with a number to quote."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app.widgets import empty
from core.errors import ReinError
from core.ids import new_id

_log = logging.getLogger(__name__)


@contextmanager
def boundary() -> Iterator[None]:
    """Show what goes wrong inside instead of a traceback. Reruns and stops of Streamlit pass through."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a page must end in words, and what is unexpected is logged
        show(error)


def show(error: Exception) -> bool:
    """Log and draw an error; returns True, so that Streamlit draws nothing of its own."""
    if isinstance(error, ReinError) and error.expected:
        _log.info("page_refused", extra={"fields": {"error": type(error).__name__}})
        empty.show_error(error)
        return True
    number = new_id()
    _log.error("page_crashed", exc_info=error, extra={"fields": {"error_id": number}})
    st.html(
        '<div class="rein-call bad" role="alert"><b>This page could not be shown.</b>'
        "<p>Something in Rein itself failed. What you have stored is not touched. Reload the page; if it happens "
        f'again, look for this number in the log: <span class="rein-mono">{number}</span></p></div>'
    )
    return True
