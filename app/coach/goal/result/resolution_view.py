"""The resolution written for a goal; passages that the scores quote are underlined."""

from collections.abc import Mapping

from markupsafe import Markup

from app.ui import html
from app.ui.html import highlighted, join
from app.ui.text import capital
from core.quality.rubric import item_by_id
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Challenge, Resolution


def show_resolution(resolution: Resolution, evaluation: Evaluation | None) -> None:
    """Draw the resolution; passages that the scores quote are underlined."""
    quotes = evidence_of(evaluation)
    html.draw(
        Markup(
            '<div class="coach coach-resolution">'
            '<p class="coach-lead">{}</p>'
            '<p class="coach-smartline">{}</p>'
            "<h3>Why this should work</h3><p>{}</p>"
            "<h3>How you will know</h3>{}"
            "<h3>The way there</h3>{}"
            '<details class="coach-fold"><summary>How to do it, and if you get stuck</summary>'
            "<h3>How to do it</h3>{}"
            "<h3>If you get stuck</h3>{}</details></div>"
        ).format(
            highlighted(resolution.description, quotes),
            highlighted(resolution.smart_statement, quotes),
            highlighted(resolution.rationale, quotes),
            _metrics(resolution, quotes),
            _timeline(resolution, quotes),
            _strategies(resolution, quotes),
            _challenges(resolution.challenges, quotes),
        )
    )


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


def _metrics(resolution: Resolution, quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup('<div><dt>{}</dt><dd><b>{}</b><span class="coach-meta">{}</span></dd></div>').format(
            highlighted(m.name, quotes), highlighted(m.target, quotes), highlighted(m.how, quotes)
        )
        for m in resolution.metrics
    )
    return Markup('<dl class="coach-metrics">{}</dl>').format(rows)


def _timeline(resolution: Resolution, quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup(
            '<li class="coach-phase-{}"><span class="coach-meta">{}</span>'
            "<b>{}</b><span>{}</span></li>"
        ).format(
            n % 5,
            _weeks(p.first_week, p.last_week),
            highlighted(p.name, quotes),
            highlighted(p.aim, quotes),
        )
        for n, p in enumerate(resolution.timeline)
    )
    return Markup('<ol class="coach-timeline">{}</ol>').format(rows)


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first}–{last}"


def _strategies(resolution: Resolution, quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup("<li><b>{}.</b> {}</li>").format(
            highlighted(s.name, quotes), highlighted(s.description, quotes)
        )
        for s in resolution.strategies
    )
    return Markup('<ul class="coach-list">{}</ul>').format(rows)


def _challenges(challenges: tuple[Challenge, ...], quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup('<li><span class="coach-meta">{}</span>{}</li>').format(
            highlighted(capital(c.obstacle), quotes), highlighted(c.if_then, quotes)
        )
        for c in challenges
    )
    return Markup('<ul class="coach-ifthen">{}</ul>').format(rows)
