"""The few questions whose answers change the plan; each can be skipped, and says what is taken instead."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from app.widgets import notice
from app.widgets.text import markup, plain
from core.goals.clarification import Answer, AnswerKind, Question

PLACE = "questions"

Answers = Mapping[str, str | None]
"""What is said, by question id; None where it is skipped."""


def ask(questions: tuple[Question, ...], *, key: str) -> Answers | None:
    """Draw the questions. Returns what was said to all of them, once it is sent."""
    notice.show(PLACE)
    with st.form(f"{key}.form"):
        st.markdown(
            "**The coach has a question for you before it goes on.** Answer what you like; "
            "the rest is assumed as it says below. It waits as long as you like."
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
        question.id: _said(st.session_state.get(f"{key}.{question.id}")) for question in questions
    }


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
    st.html(
        f'<p class="coach-meta">{markup(question.why)} If you skip it: {markup(question.assumption)}.</p>'
    )


def _said(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def show_answers(answers: tuple[Answer, ...]) -> None:
    """Draw what was asked before the plan was written, and what was said or taken instead."""
    if not answers:
        return
    rows = "".join(f"<li><b>{markup(a.question.text)}</b> {_answer(a)}</li>" for a in answers)
    st.html(f'<div class="coach"><h4>What we asked</h4><ul class="coach-list">{rows}</ul></div>')


def _answer(answer: Answer) -> str:
    if answer.text is None:
        return f'<span class="coach-meta">Skipped, so we took: {markup(answer.question.assumption)}.</span>'
    return markup(" ".join(part for part in (answer.text, answer.question.unit) if part))
