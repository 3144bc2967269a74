"""Ask for a verdict: 0 to 10, pass or fail by dimension and question, a note; all by keyboard."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from app.review.queue import present
from app.review.queue.draft import Draft
from app.ui import page_text
from core.quality.rubric import DIMENSIONS, Dimension
from core.usecases.labels.get_queue import MAX_NOTE_CHARACTERS, MAX_OVERALL

SCORE_KEYS = (*"0123456789", "X")
"""The key of each score, 0 to 10."""
PASS_KEYS = ("Q", "W", "E", "T")
FAIL_KEYS = ("A", "S", "D", "G")
"""The keys of the four dimensions: pass above fail on most keyboards. R and C are Streamlit's."""


def ask_verdict(draft: Draft, *, each_question: bool) -> None:
    """Draw the questions of the rubric."""
    page_text.section("Your verdict")
    page_text.note(present.ANCHORS)
    with st.container(horizontal=True, gap="small", key="queue_scores"):
        for score in range(MAX_OVERALL + 1):
            _key_button(
                str(score),
                key=f"queue.score.{score}",
                shortcut=SCORE_KEYS[score],
                chosen=draft.overall == score,
                on_click=partial(draft.set_overall, score),
            )
    for place, dimension in enumerate(DIMENSIONS):
        _ask_dimension(draft, dimension, place, each_question=each_question)
    st.text_area(
        "Note",
        value=draft.before.note if draft.before else "",
        key=draft.note_key,
        max_chars=MAX_NOTE_CHARACTERS,
        height=80,
    )


def show_questions() -> None:
    """Draw what each dimension asks, for a labeller who passes or fails it as a whole."""
    with st.expander("What each part asks"):
        for dimension in DIMENSIONS:
            asked = "\n".join(question for _, question in present.questions_of(dimension))
            page_text.note(f"{dimension.capitalize()}:\n{asked}")


def _ask_dimension(draft: Draft, dimension: Dimension, place: int, *, each_question: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{dimension.capitalize()}**", width="stretch")
        for word, passed, keys in (("Pass", True, PASS_KEYS), ("Fail", False, FAIL_KEYS)):
            _key_button(
                word,
                key=f"queue.{dimension}.{word}",
                shortcut=keys[place],
                chosen=draft.answers.get(dimension) is passed,
                on_click=partial(draft.set_answer, dimension.value, passed),
            )
    for name, question in present.questions_of(dimension) if each_question else ():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(question, width="stretch")
            for word, passed in (("Yes", True), ("No", False)):
                _key_button(
                    word,
                    key=f"queue.{name}.{word}",
                    chosen=draft.answers.get(name) is passed,
                    on_click=partial(draft.set_answer, name, passed),
                )


def _key_button(
    label: str,
    *,
    key: str,
    chosen: bool,
    on_click: Callable[[], None],
    shortcut: str | None = None,
) -> None:
    kind: Literal["primary", "secondary"] = "primary" if chosen else "secondary"
    st.button(label, key=key, type=kind, shortcut=shortcut, on_click=on_click)
