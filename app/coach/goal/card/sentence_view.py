"""The sentence of the card as HTML: what is unsure and what is assumed can be seen."""

from markupsafe import Markup

from app.ui.html import EMPTY, join
from core.goals.reading import Reading, Source
from core.goals.sentence import Piece, sentence


def sentence_html(reading: Reading) -> Markup:
    """Return the sentence, with a line that explains its marks if it has any."""
    pieces = sentence(reading)
    body = join(_piece(piece, reading) for piece in pieces)
    shown = {mark for piece in pieces if (mark := _mark(piece, reading))}
    notes = [
        text
        for mark, text in (
            ("assumed", "dotted: our guess, because you did not say"),
            ("unsure", "with ?: we are not sure we read this right"),
        )
        if mark in shown
    ]
    legend = EMPTY
    if notes:
        legend = Markup('<p class="coach-meta">{}.</p>').format("; ".join(notes).capitalize())
    return Markup(
        '<div class="coach coach-understood"><p class="coach-lead">{}</p>{}</div>'
    ).format(body, legend)


def _piece(piece: Piece, reading: Reading) -> Markup:
    if piece.slot is None:
        return Markup("{}").format(piece.text)
    mark = _mark(piece, reading)
    if mark == "assumed":
        return Markup('<span class="coach-assumed">{}</span>').format(piece.text)
    if mark == "unsure":
        return Markup(
            '<span class="coach-unsure">{}<span aria-label="not sure"> ?</span></span>'
        ).format(piece.text)
    return Markup("<b>{}</b>").format(piece.text)


def _mark(piece: Piece, reading: Reading) -> str:
    """Return whether a piece is "assumed", "unsure" or neither."""
    slot = reading.get(piece.slot) if piece.slot is not None else None
    if slot is None:
        return ""
    if slot.source is Source.ASSUMED:
        return "assumed"
    return "" if slot.sure else "unsure"
