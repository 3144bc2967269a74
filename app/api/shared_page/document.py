"""Write the page of a share link, and the one page for every link that does not work.

The page has no script and asks for nothing more: its style sheet is inside, named by its hash in
the policy of the page, so that a browser would not run or load anything that got into it.
"""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from app.api.shared_page.parts import facts, milestones, phase
from core.shares.shared_plan import SharedPlan

_CSS = Path(__file__).with_name("shared.css").read_text(encoding="utf-8")
_CSS_HASH = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_CSS_HASH}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}

_HEAD = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
    "<title>{title} · Rein</title><style>"
)
_BODY = Markup("</style></head><body>{body}</body></html>\n")
_PLAN = Markup(
    '<main><header><p class="kicker">A shared plan</p><h1 dir="auto">{title}</h1>{facts}</header>'
    "{milestones}<h2>Week by week</h2>{phases}</main>"
    "<footer><p>Shared to read with Rein. Its owner can end the link at any time. "
    "It prints on A4.</p></footer>"
)
_MISSING = Markup(
    '<main><header><p class="kicker">Rein</p><h1>There is no plan here</h1></header>'
    '<p class="facts">The link has ended, or its address is incomplete. '
    "Ask the person who gave it to you for a new one.</p></main>"
)


def write_plan(plan: SharedPlan) -> str:
    """Return the page of a plan."""
    body = _PLAN.format(
        title=plan.title,
        facts=facts(plan),
        milestones=milestones(plan.milestones),
        phases=Markup().join(map(phase, plan.phases)),
    )
    return _write(plan.title, body)


def write_missing() -> str:
    """Return the page for an unknown, a revoked or an expired link: the same for all of them."""
    return _write("There is no plan here", _MISSING)


def _write(title: str, body: Markup) -> str:
    # The sheet is a file of ours: escaping its quotes would change it and its hash.
    return f"{_HEAD.format(title=title)}{_CSS}{_BODY.format(body=body)}"
