"""The page of an address that no page has: it says so, and leads on.

Streamlit would open its first page under the wrong address, with a dialog of its own above it.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app.ui import empty

TITLE = "Page not found"
TEXT = "There is no page “{name}”, or it is not open to you."
_LONGEST = 80


def page_of(pages: Iterable[StreamlitPage]) -> list[StreamlitPage]:
    """Return a hidden page for the address of the browser if none of these pages has it."""
    known = tuple(pages)
    name = page_name(st.context.url or "", base=st.get_option("server.baseUrlPath") or "")
    if is_known(name, (page.url_path for page in known)):
        return []

    def render() -> None:
        st.title(TITLE, anchor=False)
        empty.show(
            TEXT.format(name=name[:_LONGEST]),
            hint="Check the address, or choose a page of the menu.",
        )
        first = next(page for page in known if not page.url_path)
        st.page_link(first, label=f"Open {first.title}", icon=":material/arrow_forward:")

    return [st.Page(render, title=TITLE, url_path=name, visibility="hidden")]


def is_known(name: str, paths: Iterable[str]) -> bool:
    """Return whether a page has this name; the first page has none."""
    return name in {"", *paths}


def page_name(address: str, *, base: str) -> str:
    """Return the name of the page in an address, "" for the first page below `base`."""
    path = PurePosixPath(unquote(urlsplit(address).path))
    root = PurePosixPath("/", base.strip("/"))
    return "" if path == root else path.name
