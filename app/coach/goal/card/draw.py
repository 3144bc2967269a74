"""Draw the card: the sentence, what does not work out, the questions, and every other field."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from app.coach.goal.card import field_text, fields, planned
from app.coach.goal.card.focus import first_field
from app.coach.goal.card.labels import LABELS
from app.coach.goal.card.sentence_view import sentence_html
from app.ui import html, notice
from app.ui.text import plain
from core.goals.clarification import AnswerKind, Question
from core.goals.reading import SlotName
from core.usecases.goals.get_card import CARD, PaceCheck, Preview

PLACE = "card"
CONFIRM = "Looks right, write my plan"
PLAN_AGAIN = "Plan again with this"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the person confirmed, with the slots they changed."""

    answers: Mapping[str, str | None]


def ask(questions: tuple[Question, ...], preview: Preview, *, key: str) -> Sent | None:
    """Draw the card before the plan is written. Return it once it is confirmed."""
    html.draw(sentence_html(preview.reading))
    _pace(preview.pace, key=key)
    asked = tuple(question for question in questions if question.id != CARD.id)
    if not preview.stored.english:
        st.caption(
            "The offline coach reads English only, so please fill in what you can in English. "
            "Your own words stay as you wrote them."
        )
    if asked:
        st.subheader(_opening(len(asked)), anchor=False)
    for question in asked:
        fields.ask(question, preview, key=key)
    if asked and asked[0].kind is not AnswerKind.CHOICE:
        first_field(f"{key}.{asked[0].id}", key=f"{key}.focus")
    names = {question.id for question in asked}
    label = "Change anything else" if asked else "Change something"
    with st.expander(label, expanded=False, key=f"{key}.more"):
        _grid([slot for slot in LABELS if slot.value not in names], preview, key=key)
    return _send(CONFIRM, preview, key=key, chosen=_chosen(asked, key=key))


def correct(preview: Preview, *, key: str) -> Sent | None:
    """Draw every field of a planned goal. Return the corrections once they are sent."""
    html.draw(sentence_html(preview.reading))
    _pace(preview.pace, key=key)
    _grid(list(LABELS), preview, key=key)
    if slot := planned.slot_to_begin_at(key):
        first_field(f"{key}.{slot}", key=f"{key}.focus", scroll=True)
    sent = _send(PLAN_AGAIN, preview, key=key, chosen={})
    st.button(
        "Leave it as it was",
        key=f"{key}.close",
        type="tertiary",
        on_click=planned.set_open,
        args=(key, False),
    )
    return sent


def _opening(count: int) -> str:
    return "One quick question" if count == 1 else f"{count} quick questions"


def _chosen(asked: tuple[Question, ...], *, key: str) -> dict[str, str | None]:
    return {
        question.id: st.session_state.get(f"{key}.{question.id}")
        for question in asked
        if question.kind is AnswerKind.CHOICE
    }


def _grid(slots: list[SlotName], preview: Preview, *, key: str) -> None:
    grid = st.grid(columns=2, min_column_width=280, gap="medium", key=f"{key}.grid")
    for slot in slots:
        if not field_text.can_set(slot, preview):
            continue
        with grid, st.container():
            fields.draw(slot, preview, key=key)


def _pace(pace: PaceCheck | None, *, key: str) -> None:
    """Draw what does not work out, and a button for each way to change that."""
    if pace is None:
        return
    html.draw(Markup('<div class="coach"><p class="coach-note">{}</p></div>').format(pace.text))
    with st.container(horizontal=True, gap="small", key=f"{key}.ways"):
        for n, way in enumerate(pace.ways):
            st.button(
                plain(way.text),
                key=f"{key}.way{n}",
                on_click=field_text.put,
                args=(key, way.slot.value, way.value),
            )


def _send(
    label: str, preview: Preview, *, key: str, chosen: Mapping[str, str | None]
) -> Sent | None:
    notice.show(PLACE)
    if not st.button(label, type="primary", key=f"{key}.send"):
        return None
    if preview.errors:
        st.warning("One field could not be read. Change it or empty it, then go on.")
        return None
    return Sent(answers={**chosen, **field_text.written(preview.stored, key=key)})
