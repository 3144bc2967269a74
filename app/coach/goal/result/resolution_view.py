"""The resolution written for a goal; passages that the scores quote are underlined."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from app.ui import html
from app.ui.html import highlighted, join
from app.ui.text import capital
from core.quality.rubric import item_by_id
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Resolution
from core.resolutions.sections import Entry, Section, sections_of

Quotes = Mapping[str, str]


def show_resolution(resolution: Resolution, evaluation: Evaluation | None) -> None:
    """Draw the resolution; passages that the scores quote are underlined."""
    quotes = evidence_of(evaluation)
    sections = sections_of(resolution)
    html.draw(
        Markup(
            '<div class="coach coach-resolution">'
            '<p class="coach-lead">{}</p>'
            '<p class="coach-smartline">{}</p>'
            "<h3>Why this should work</h3><p>{}</p>"
            "{}{}"
            '<details class="coach-fold"><summary>How to do it, and if you get stuck</summary>'
            "{}{}</details></div>"
        ).format(
            highlighted(resolution.description, quotes),
            highlighted(resolution.smart_statement, quotes),
            highlighted(resolution.rationale, quotes),
            _section(sections.metrics, _metrics, quotes),
            _section(sections.timeline, _timeline, quotes),
            _section(sections.strategies, _strategies, quotes),
            _section(sections.challenges, _challenges, quotes),
        )
    )


def _section(
    section: Section, draw: Callable[[tuple[Entry, ...], Quotes], Markup], quotes: Quotes
) -> Markup:
    return Markup("<h3>{}</h3>{}").format(section.title, draw(section.entries, quotes))


def evidence_of(evaluation: Evaluation | None) -> dict[str, str]:
    """Return the quoted passages, each with the question it answers."""
    if evaluation is None:
        return {}
    return {
        item.evidence: f"{_dimension_of(item.item)}: {item.question}"
        for dimension in evaluation.dimensions
        for item in dimension.items
        if item.yes and item.evidence.strip()
    }


def _dimension_of(item_id: str) -> str:
    item = item_by_id(item_id)
    return "Evidence" if item is None else capital(item.dimension.value)


def _metrics(entries: tuple[Entry, ...], quotes: Quotes) -> Markup:
    rows = join(
        Markup('<div><dt>{}</dt><dd><b>{}</b><span class="coach-meta">{}</span></dd></div>').format(
            highlighted(entry.name, quotes),
            highlighted(entry.target, quotes),
            highlighted(entry.text, quotes),
        )
        for entry in entries
    )
    return Markup('<dl class="coach-metrics">{}</dl>').format(rows)


def _timeline(entries: tuple[Entry, ...], quotes: Quotes) -> Markup:
    rows = join(
        Markup(
            '<li class="coach-phase-{}"><span class="coach-meta">{}</span>'
            "<b>{}</b><span>{}</span></li>"
        ).format(
            n % 5,
            entry.weeks,
            highlighted(entry.name, quotes),
            highlighted(entry.text, quotes),
        )
        for n, entry in enumerate(entries)
    )
    return Markup('<ol class="coach-timeline">{}</ol>').format(rows)


def _strategies(entries: tuple[Entry, ...], quotes: Quotes) -> Markup:
    rows = join(
        Markup("<li><b>{}.</b> {}</li>").format(
            highlighted(entry.name, quotes), highlighted(entry.text, quotes)
        )
        for entry in entries
    )
    return Markup('<ul class="coach-list">{}</ul>').format(rows)


def _challenges(entries: tuple[Entry, ...], quotes: Quotes) -> Markup:
    rows = join(
        Markup('<li><span class="coach-meta">{}</span>{}</li>').format(
            highlighted(capital(entry.name), quotes), highlighted(entry.text, quotes)
        )
        for entry in entries
    )
    return Markup('<ul class="coach-ifthen">{}</ul>').format(rows)
