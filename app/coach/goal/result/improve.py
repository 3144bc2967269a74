"""What the resolution lacks, each with a sentence that would add it, and the last change."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from app.coach.goal.result.change_text import describe_change
from app.ui import html, notice
from app.ui.text import plain
from core.quality.suggestions import can_be_added
from core.quality.verdict import Evaluation, ItemVerdict
from core.resolutions.improve import MAX_SENTENCE_CHARACTERS
from core.usecases.resolutions.get_improvement import Improvement

PLACE = "improve"
SHOWN = 3
"""Missing items that are shown directly; the others are folded below them."""


class Choice(StrEnum):
    """Actions other than adding a sentence."""

    UNDO = "take_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A sentence to add for a rubric item."""

    item_id: str
    sentence: str


def missing(evaluation: Evaluation | None) -> tuple[ItemVerdict, ...]:
    """Return the items answered no that a sentence can mend, in the rubric's order."""
    scores = evaluation.dimensions if evaluation is not None else ()
    return tuple(
        item
        for score in scores
        for item in score.items
        if item.yes is False and can_be_added(item.item)
    )


def show(
    items: tuple[ItemVerdict, ...],
    proposals: Mapping[str, str],
    change: Improvement | None,
    *,
    key: str,
) -> Addition | Choice | None:
    """Draw the last change and the missing items. Return what the person asks for."""
    if not items and change is None:
        return None
    st.subheader("Make it better", anchor=False)
    notice.show(PLACE)
    choice: Addition | Choice | None = _show_change(change, key=key) if change is not None else None
    # The key counts the changes, so that what was added does not stay in the fields.
    name = f"{key}.{change.changes if change is not None else 0}"
    if items:
        st.caption(
            "Each sentence below adds one thing that is missing. Change it as you like; then it is "
            "scored again."
        )
    for item in items[:SHOWN]:
        choice = _ask(item, proposals, key=name) or choice
    if len(items) > SHOWN:
        with st.expander(f"{len(items) - SHOWN} more", key=f"{name}.more"):
            for item in items[SHOWN:]:
                choice = _ask(item, proposals, key=name) or choice
    return choice


def message_place(item_id: str) -> str:
    """Return the place of the message about a sentence added for that item."""
    return f"{PLACE}.{item_id}"


def _ask(item: ItemVerdict, proposals: Mapping[str, str], *, key: str) -> Addition | None:
    with st.form(f"{key}.{item.item}", border=True):
        sentence = st.text_area(
            f"Answered no: {plain(item.question)}",
            value=proposals.get(item.item, ""),
            key=f"{key}.{item.item}.text",
            height=68,
            max_chars=MAX_SENTENCE_CHARACTERS,
        )
        notice.show(message_place(item.item))
        if st.form_submit_button("Add it and score again", key=f"{key}.{item.item}.add"):
            return Addition(item_id=item.item, sentence=sentence or "")
    return None


def _show_change(change: Improvement, *, key: str) -> Choice | None:
    count = "one sentence" if change.changes == 1 else f"{change.changes} sentences"
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key=f"{key}.change"
    ):
        html.draw(
            Markup('<div class="coach"><p><b>You added {}.</b> {}</p></div>').format(
                count, describe_change(change)
            ),
            width="content",
        )
        if st.button(
            "Take the last one back", key=f"{key}.back{change.changes}", icon=":material/undo:"
        ):
            return Choice.UNDO
    return None
