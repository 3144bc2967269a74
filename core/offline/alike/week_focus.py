"""The focus of a week: the sentence of its phase that fits what the week asks for."""

import re
from collections.abc import Sequence

from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import Step
from core.offline.writing.templates import fill_template

_ASKS_LESS = re.compile(r"^[A-Z][a-z]+ less\b")
"""A taper: "Run less, keep the rhythm"."""


def week_focus(
    guide: PhaseGuide, values: dict[str, str], steps: Sequence[Step], number: int, turn: int
) -> str:
    """Return the focus of a week in a phase's turn; a week that asks for more names no taper."""
    step = steps[number - 1]
    before = steps[number - 2] if number > 1 else step
    grows = step.load is not None and before.load is not None and step.load >= before.load
    fitting = [f for f in guide.focus if not _ASKS_LESS.match(f)] if grows else []
    sentences = fitting or guide.focus
    focus = fill_template(sentences[turn % len(sentences)], values)
    if step.lighter:
        focus = f"A lighter week on purpose. {focus}"
    return f"{step.note}. {focus}" if step.note else focus
