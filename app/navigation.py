"""The pages of each section, and who may open them."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.accounts.user import Role, User

APP = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """One page: its file and its address."""

    path: str
    """Relative to app/, such as "review/feedback/page.py"."""
    title: str
    url_path: str
    visible: bool = True
    """False for a page that is only opened from another one."""
    default: bool = False
    with_accounts: bool = False
    """True for a page that is listed only where people have accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the sidebar, for people with at least this role."""

    name: str
    role: Role
    pages: tuple[PageSpec, ...]


def build(
    sections: tuple[Section, ...], *, user: User, signs_in: bool
) -> dict[str, list[StreamlitPage]]:
    """Return the pages a person may open, by section. Other pages cannot be reached."""
    return {
        section.name: [_page(spec, signs_in=signs_in) for spec in section.pages]
        for section in sections
        if user.may(section.role)
    }


def _page(spec: PageSpec, *, signs_in: bool) -> StreamlitPage:
    is_listed = spec.visible and (signs_in or not spec.with_accounts)
    return st.Page(
        APP / spec.path,
        title=spec.title,
        url_path=spec.url_path,
        default=spec.default,
        visibility="visible" if is_listed else "hidden",
    )
