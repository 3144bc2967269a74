"""Which pages there are, in which section, and who sees them."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.accounts.user import Role, User

APP = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """One page: a file, and how it is reached."""

    path: str
    """Relative to app/, such as "review/feedback.py"."""
    title: str
    url_path: str
    visible: bool = True
    """False for a page that is opened from another one and has no entry of its own."""
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the sidebar, for people with at least this role."""

    name: str
    role: Role
    pages: tuple[PageSpec, ...]


def build(sections: tuple[Section, ...], *, user: User) -> dict[str, list[StreamlitPage]]:
    """Return the pages this person may open, by section; what is not listed cannot be reached."""
    return {
        section.name: [_page(spec) for spec in section.pages]
        for section in sections
        if user.may(section.role)
    }


def _page(spec: PageSpec) -> StreamlitPage:
    return st.Page(
        APP / spec.path,
        title=spec.title,
        url_path=spec.url_path,
        default=spec.default,
        visibility="visible" if spec.visible else "hidden",
    )
