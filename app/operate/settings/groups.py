"""All settings, folded by topic, with a search: eighty rows are too many to look through."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import streamlit as st

from app.operate.settings.setting import Group, Setting
from app.operate.shared import rows
from app.ui import page_text
from core import formats


def show(groups: Iterable[Group], *, is_set: AbstractSet[str]) -> None:
    """Draw the settings by topic; those that match a search are unfolded."""
    page_text.section("All settings")
    wanted = st.text_input(
        "Find a setting",
        placeholder="A name or variable, such as budget",
        key="settings.find",
        max_chars=80,
    )
    words = wanted.casefold().split()
    found = tuple(each for group in groups if (each := matching(group, words)).settings)
    if not found:
        page_text.note("No setting has these words in its name, variable or value.")
    for group in found:
        fold = st.expander(
            title(group, is_set), expanded=bool(words), key=f"settings.{group.title}"
        )
        with fold:
            rows.show(tuple(_row(one, is_set) for one in group.settings))


def matching(group: Group, words: Iterable[str]) -> Group:
    """Return the settings of a topic that have every word, or all if its title has them."""
    own = [word for word in words if word not in group.title.casefold()]
    return Group(
        title=group.title,
        settings=tuple(one for one in group.settings if all(word in _text(one) for word in own)),
    )


def title(group: Group, is_set: AbstractSet[str]) -> str:
    """Return the topic with how many settings it has, and how many of them are set."""
    count = sum(_is_set(one, is_set) for one in group.settings)
    among = formats.pluralize(len(group.settings), "setting")
    return f"{group.title}: {among}, {count} set" if count else f"{group.title}: {among}"


def _row(one: Setting, is_set: AbstractSet[str]) -> rows.Row:
    value = f"{one.value} (set)" if _is_set(one, is_set) else one.value
    return one.name, one.variable, value


def _is_set(one: Setting, is_set: AbstractSet[str]) -> bool:
    return not is_set.isdisjoint(one.variable.replace(" and ", ", ").split(", "))


def _text(one: Setting) -> str:
    return f"{one.name} {one.variable} {one.value}".casefold()
