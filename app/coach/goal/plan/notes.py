"""What belongs to the plan as a whole: repairs, what to do if it goes wrong, and what helps."""

from collections.abc import Collection

from markupsafe import Markup

from app.ui import html
from app.ui.html import join, multiline
from app.ui.text import capital
from core import formats
from core.plans.links import is_known_link
from core.plans.plan import Contingency, Plan, Resource


def show_repairs(plan: Plan) -> None:
    """Draw what was changed so that the plan keeps to dates and hours, folded."""
    if plan.repairs:
        rows = join(Markup("<li>{}</li>").format(multiline(repair.text)) for repair in plan.repairs)
        html.draw(
            Markup(
                '<details class="coach coach-fold"><summary>{} made so that the plan keeps to your '
                'dates and hours</summary><ul class="coach-list">{}</ul></details>'
            ).format(formats.pluralize(len(plan.repairs), "change"), rows)
        )


def show_fallbacks(plan: Plan, *, hosts: Collection[str]) -> None:
    """Draw the contingencies and the resources, folded; only addresses of `hosts` are links."""
    parts = []
    if plan.contingencies:
        rows = join(map(_contingency, plan.contingencies))
        parts.append(Markup('<ul class="coach-ifthen">{}</ul>').format(rows))
    if plan.resources:
        parts.append(
            Markup('<h3>What helps</h3><ul class="coach-list">{}</ul>').format(
                join(_resource(one, hosts) for one in plan.resources)
            )
        )
    if parts:
        html.draw(
            Markup(
                '<details class="coach coach-fold"><summary>If it does not go as planned, and what '
                "helps</summary>{}</details>"
            ).format(join(parts))
        )


def _contingency(contingency: Contingency) -> Markup:
    return Markup('<li><span class="coach-meta">{}</span>{}</li>').format(
        multiline(capital(contingency.trigger)), multiline(contingency.response)
    )


def _resource(resource: Resource, hosts: Collection[str]) -> Markup:
    title, kind = multiline(resource.title), resource.kind
    if resource.url is None:
        return Markup('<li>{} <span class="coach-meta">{}</span></li>').format(title, kind)
    if not is_known_link(resource.url, hosts):
        return Markup('<li>{} <span class="coach-meta">{}<br>{}</span></li>').format(
            title, kind, resource.url
        )
    return Markup(
        '<li><a href="{}" target="_blank" rel="noopener noreferrer">{}</a> '
        '<span class="coach-meta">{}</span></li>'
    ).format(resource.url, title, kind)
