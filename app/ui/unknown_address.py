"""Say that a page does not exist, on the page that is opened instead.

Streamlit's own dialog is gone as soon as the first page leads on to another one.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app.ui import notice

_NOTED = "unknown_address.noted"
TEXT = "The page “{name}” was not found, or it is not open to you. This page was opened instead."


def note(pages: Iterable[StreamlitPage]) -> None:
    """Post a note for the next page, once for each wrong address, if no page has this address."""
    name = page_name(st.context.url or "", base=st.get_option("server.baseUrlPath") or "")
    is_unknown = name not in {"", *(page.url_path for page in pages)}
    if is_unknown and st.session_state.get(_NOTED) != name:
        notice.post_failure(TEXT.format(name=name[:80]))
    st.session_state[_NOTED] = name if is_unknown else None


def page_name(address: str, *, base: str) -> str:
    """Return the name of the page in an address, "" for the first page below `base`."""
    path = PurePosixPath(unquote(urlsplit(address).path))
    root = PurePosixPath("/", base.strip("/"))
    return "" if path == root else path.name
