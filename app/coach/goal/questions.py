"""Questions whose answers change the plan; each can be skipped, and names its assumption."""

from collections.abc import Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from app.ui import html, notice
from app.ui.html import join, multiline
from app.ui.text import plain
from core.goals.clarification import Answer, AnswerKind, Question

PLACE = "questions"

Answers = Mapping[str, str | None]
"""Answers by question id; None if it was skipped."""


def ask(questions: tuple[Question, ...], *, key: str) -> Answers | None:
    """Draw the questions. Return the answers on the run in which they are sent."""
    notice.show(PLACE)
    with st.form(f"{key}.form"):
        st.markdown(
            f"**{_opening(len(questions))}** Answer what you like; what you skip is assumed as "
            "written below each question. There is no hurry: your goal waits here."
        )
        for question in questions:
            _field(question, name=f"{key}.{question.id}")
        with st.container(horizontal=True):
            sent = st.form_submit_button("Go on", type="primary", key=f"{key}.send")
            skipped = st.form_submit_button(
                "Skip the questions", type="tertiary", key=f"{key}.skip"
            )
    if skipped:
        return {question.id: None for question in questions}
    if not sent:
        return None
    return {
        question.id: _text_of(st.session_state.get(f"{key}.{question.id}"))
        for question in questions
    }


def _opening(count: int) -> str:
    asked = "a question" if count == 1 else f"{count} questions"
    return f"The coach has {asked} for you before it goes on."


def _field(question: Question, *, name: str) -> None:
    label = plain(question.text) + (f" ({plain(question.unit)})" if question.unit else "")
    match question.kind:
        case AnswerKind.NUMBER:
            st.number_input(label, value=None, step=0.5, format="%g", key=name)
        case AnswerKind.DATE:
            st.date_input(label, value=None, format="YYYY-MM-DD", key=name)
        case AnswerKind.CHOICE:
            st.radio(label, question.options, index=None, format_func=plain, key=name)
        case AnswerKind.TEXT:
            st.text_input(label, key=name)
    html.draw(
        Markup('<p class="coach-meta">{} If you skip it: {}.</p>').format(
            question.why, question.assumption
        )
    )


def _text_of(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def show_answers(answers: tuple[Answer, ...]) -> None:
    """Draw the questions asked before the plan was written, with answers or assumptions."""
    if not answers:
        return
    rows = join(
        Markup("<li><b>{}</b> {}</li>").format(a.question.text, _answer(a)) for a in answers
    )
    html.draw(
        Markup(
            '<div class="coach"><h4>What we asked</h4><ul class="coach-list">{}</ul></div>'
        ).format(rows)
    )


def _answer(answer: Answer) -> Markup:
    if answer.text is None:
        return Markup('<span class="coach-meta">Skipped, so we took: {}.</span>').format(
            answer.question.assumption
        )
    return multiline(" ".join(part for part in (answer.text, answer.question.unit) if part))
