"""Draw one rating beside what it is about: the goal, the resolution, the plan and the scores."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from app.review.shared.reply_text import resolution_html, weeks_html
from app.ui import html, page_text
from app.ui.html import EMPTY, join, multiline
from core import formats
from core.quality.rating import RATING_QUESTIONS
from core.quality.verdict import Evaluation, ItemVerdict
from core.usecases.ratings.get_rating import RatingDetail


def show_rating(found: RatingDetail, *, now: datetime) -> None:
    """Draw stars, comment and answers, with links to the trace and its prompt."""
    row = found.rating
    answers = " · ".join(
        f"{text} {'Yes' if answer else 'No'}"
        for name, text in RATING_QUESTIONS.items()
        if (answer := getattr(row, name)) is not None
    )
    comment = (
        Markup('<blockquote class="rein-quote">{}</blockquote>').format(multiline(row.comment))
        if row.comment
        else Markup('<p class="rein-note">No comment.</p>')
    )
    html.draw(
        Markup(
            '<p data-opened="{}"><span class="rein-stars" aria-hidden="true"'
            ' style="--given: {:g}%">★★★★★</span> '
            "<b>{:g} of 5 stars</b>, {}</p>{}"
            '<p class="rein-note">{}</p>'
            '<p class="rein-note">Prompt {}, model {}</p>'
        ).format(
            row.trace_id,
            row.stars * 20,
            row.stars,
            formats.moment(row.created_at, now=now),
            comment,
            answers or "None of the four questions was answered.",
            row.prompt_version or formats.UNKNOWN,
            row.model or formats.UNKNOWN,
        )
    )
    st.page_link(
        "review/trace/page.py",
        label="The trace, with its prompts",
        query_params={"id": row.trace_id},
    )


def show_goal(found: RatingDetail) -> None:
    """Draw the goal in the person's words, and what was made of it."""
    goal = found.goal
    if goal is None:
        page_text.note("The rated trace is of no goal.")
        return
    page_text.section("What they wanted")
    html.draw(Markup('<blockquote class="rein-quote">{}</blockquote>').format(multiline(goal.text)))
    if not found.is_of_this_plan:
        page_text.note(
            "The goal was planned again after this rating; the trace has what was rated."
        )
    if goal.resolution is not None:
        page_text.section("The resolution")
        html.draw(resolution_html(goal.resolution))
    if goal.plan is not None:
        page_text.section("The first weeks")
        html.draw(weeks_html(goal.plan))
    if goal.evaluation is not None:
        page_text.section("The scores")
        html.draw(_scores(goal.evaluation))
        if not goal.scores_are_current:
            page_text.note("The person changed the text after it was scored.")


def _scores(evaluation: Evaluation) -> Markup:
    """Return the score of each dimension with the questions that were answered with no."""
    return join(
        Markup("<p><b>{}</b> {}{}</p>{}").format(
            scored.dimension.value.capitalize(),
            formats.figure(scored.score),
            Markup(": {}").format(scored.reason) if scored.reason else EMPTY,
            Markup("<ul>{}</ul>").format(join(map(_no, missed)))
            if (missed := [item for item in scored.items if item.yes is False])
            else EMPTY,
        )
        for scored in evaluation.dimensions
    )


def _no(item: ItemVerdict) -> Markup:
    note = Markup(" <small>{}</small>").format(item.note) if item.note else EMPTY
    return Markup("<li>No: {}{}</li>").format(item.question, note)
