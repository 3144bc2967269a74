"""Draw what two variants wrote for one item; what both wrote alike is drawn once, folded."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from app.review.shared import version_names
from app.review.shared.reply_text import resolution_html, weeks_html
from app.ui import html, page_text
from core import formats
from core.usecases.evaluation_runs.get_case import CaseTexts, Written


def show_texts(texts: CaseTexts, sides: tuple[int, int], *, notes: tuple[str, ...]) -> None:
    """Draw what two variants wrote for one item, side by side, below what a judge found."""
    page_text.section("Side by side")
    page_text.lead(texts.title)
    for note in notes:
        page_text.note(note)
    shown = [one for one in texts.sides if one.case.variant in sides]
    same = shared_parts(shown)
    for column, one in zip(st.columns(len(shown)), shown, strict=True):
        with column:
            _show_side(one, without=same)
    if same:
        page_text.note(same_sentence(shown, same))
        with st.expander("What both wrote alike", key="evaluation_runs.same"):
            _draw_parts(shown[0], without=parts_of(shown[0]).keys() - same.keys())


def shared_parts(sides: Sequence[Written]) -> dict[str, str]:
    """Return the parts that all sides wrote word for word alike, with their names in a sentence."""
    if len(sides) < 2:
        return {}
    parts = [parts_of(one) for one in sides]
    names = {"resolution": "the resolution", "plan": "the first weeks"}
    return {
        name: words
        for name, words in names.items()
        if parts[0][name] and all(each[name] == parts[0][name] for each in parts[1:])
    }


def same_sentence(sides: Sequence[Written], same: Mapping[str, str]) -> str:
    """Return what both wrote alike, and what follows if that is all they wrote."""
    words = f"The same in both: {' and '.join(same.values())}"
    if len(same) == sum(bool(drawn) for drawn in parts_of(sides[0]).values()):
        return f"{words}. Where their scores differ, the judge does, not the text."
    return f"{words}."


def parts_of(one: Written) -> dict[str, Markup]:
    """Return what a variant wrote, as it is drawn; "" where it wrote nothing."""
    return {
        "resolution": resolution_html(one.resolution) if one.resolution else Markup(),
        "plan": weeks_html(one.plan) if one.plan else Markup(),
    }


def _draw_parts(one: Written, *, without: Collection[str]) -> None:
    for name, drawn in parts_of(one).items():
        if drawn and name not in without:
            html.draw(drawn)


def _show_side(one: Written, *, without: Collection[str]) -> None:
    score = one.case.scores.get("overall")
    page_text.note(f"{version_names.variant(one.label)}, overall {formats.figure(score, 2)} of 10")
    if one.case.error:
        page_text.note(one.case.error)
    _draw_parts(one, without=without)
    if one.resolution is None and one.plan is None:
        page_text.note("Nothing was written.")
