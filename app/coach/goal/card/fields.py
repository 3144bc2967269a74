"""The fields of the card: free text that is read, echoed or refused at once."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from app.coach.goal.card.field_text import put, stored_text, written
from app.coach.goal.card.labels import EXAMPLES, LABELS
from app.ui import html
from app.ui.text import plain
from core.errors import InvalidInput
from core.goals.clarification import AnswerKind, Question
from core.goals.reading import SlotName, Source
from core.usecases.goals.get_card import Preview


def ask(question: Question, preview: Preview, *, key: str) -> None:
    """Draw a question with its field, chips to begin with, and what is assumed if it is skipped."""
    if question.id == SlotName.PLAN:
        _choices(plain(question.text), question.options, key=f"{key}.{question.id}")
    elif question.kind is AnswerKind.CHOICE:
        st.radio(
            plain(question.text),
            question.options,
            index=None,
            format_func=plain,
            key=f"{key}.{question.id}",
        )
    else:
        draw(SlotName(question.id), preview, key=key, label=question.text)
        _chips(question, key=key)
    html.draw(
        Markup('<p class="coach-meta">{} If you skip this: {}.</p>').format(
            question.why, question.assumption.rstrip(".")
        )
    )


def _choices(label: str, options: tuple[str, ...], *, key: str, chosen: str = "") -> None:
    """Draw choices as chips, of which one can be taken."""
    if key not in st.session_state and chosen in options:
        st.session_state[key] = chosen
    elif st.session_state.get(key) not in options:
        st.session_state[key] = None  # another aim has other choices
    st.pills(label, options, format_func=plain, key=key)


def _chips(question: Question, *, key: str) -> None:
    if not question.options:
        return
    with st.container(horizontal=True, gap="small", key=f"{key}.{question.id}.chips"):
        for n, option in enumerate(question.options):
            st.button(
                plain(option),
                key=f"{key}.{question.id}.chip{n}",
                on_click=put,
                args=(key, question.id, option),
            )


def draw(slot: SlotName, preview: Preview, *, key: str, label: str = "") -> None:
    """Draw the field of a slot, and under it what was read or why it cannot be."""
    name, found = f"{key}.{slot}", preview.reading.get(slot)
    if slot is SlotName.PLAN and found is not None:
        _choices(LABELS[slot], found.choices, key=name, chosen=stored_text(preview.stored, slot))
        return
    if name not in st.session_state:
        st.session_state[name] = stored_text(preview.stored, slot)
    st.text_input(plain(label or LABELS[slot]), key=name, placeholder=_placeholder(slot, preview))
    _echo(slot, preview, written(preview.stored, key=key))


def _placeholder(slot: SlotName, preview: Preview) -> str:
    found = preview.stored.get(slot)
    if found is not None and found.source is Source.ASSUMED and preview.stored.english:
        return f"We assume: {found.text}"
    return f"For example: {EXAMPLES[slot]}"


def _echo(slot: SlotName, preview: Preview, changed: Mapping[str, str]) -> None:
    if slot.value not in changed:
        return
    error = preview.errors.get(slot.value)
    if error is not None:
        html.draw(_refused(error))
    else:
        text = Markup('<p class="coach-meta coach-echo" role="status">Understood: {}</p>')
        html.draw(text.format(preview.reading.text(slot)))


def _refused(error: InvalidInput) -> Markup:
    return Markup('<p class="coach-refused" role="alert">{} {}</p>').format(
        error.message, error.advice
    )
