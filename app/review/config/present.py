"""Prompts, rubric and targets as text and table rows."""

import difflib
import re
from itertools import pairwise
from typing import Literal

from app.ui.table import Cell, Column
from core.quality.rubric import RUBRIC, RUBRIC_VERSION, RubricItem
from core.quality.targets.figure_text import write_limit, write_window
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.targets.get_targets import TargetInForce

ITEM_COLUMNS = (
    Column(title="Dimension"),
    Column(title="Question", wide=True),
    Column(title="Asked of"),
    Column(title="Id", mono=True),
)
TARGET_COLUMNS = (
    Column(title="Target"),
    Column(title="Should be", right=True),
    Column(title="Over"),
    Column(title="Set by"),
)

DIFF_HEIGHT = 240
"""Pixels of what changes, so that the button below it stays in a small window."""
TEXT_HEIGHT = 560
_SHORT = 1_000

_ITEM = re.compile(r"\s*(?:[-*]|\d+\.|===) ")
_SLACK = 12
"""Lines of one text are not all wrapped at the same place."""


def sentence(*, may_change: bool) -> str:
    """Return what the page is, and who may change what."""
    what = "What every answer was made with: prompts, rubric, targets and routes."
    return what if may_change else f"{what} Admins can change the targets."


def reading_text(version: PromptVersion) -> str:
    """Return the whole text with each paragraph on one line, so that the page alone wraps it.

    A line goes on in the next one if the next one's first word had no room in it.
    """
    lines = whole_text(version).splitlines()
    room = sorted(map(len, lines))[9 * len(lines) // 10]  # some lines are longer than the rest
    joined = lines[:1]
    for before, line in pairwise(lines):
        word, *_ = line.split() or [""]
        had_room = len(before) + 1 + len(word) <= room - _SLACK
        left_list = _ITEM.match(joined[-1]) and not line.startswith(" ")
        if not word or not before.strip() or _ITEM.match(line) or had_room or left_list:
            joined.append(line)
        else:
            joined[-1] += f" {line.strip()}"
    return "\n".join(joined)


def height_of(text: str) -> int | Literal["content"]:
    """Return the height of a text: a long one is scrolled, so that its checks follow close by."""
    return TEXT_HEIGHT if len(text) > _SHORT else "content"


def whole_text(version: PromptVersion) -> str:
    """Return the whole text of a version, its two parts under headings."""
    text = version.text
    if text.settings:
        return f"=== settings ===\n{text.settings.strip()}\n"
    return f"=== system ===\n{text.system.strip()}\n\n=== user ===\n{text.user.strip()}\n"


def write_diff(before: PromptVersion, after: PromptVersion) -> str:
    """Return the lines that changed between two versions, with three around them."""
    name = after.text.name
    lines = difflib.unified_diff(
        whole_text(before).splitlines(),
        whole_text(after).splitlines(),
        f"{name}@v{before.text.version}",
        f"{name}@v{after.text.version}",
        lineterm="",
    )
    return "\n".join(lines) or "The two texts are the same."


def rubric_sentence() -> str:
    """Return what the rubric is."""
    n = len(RUBRIC)
    return (
        f"Version {RUBRIC_VERSION}: {n} yes-no questions, each answered with a quote. A judge and "
        "the rules of the offline coach answer the same ones."
    )


def item_cells(item: RubricItem) -> tuple[Cell, ...]:
    """Return a question as a table row."""
    return (
        Cell(text=item.dimension.capitalize()),
        Cell(text=item.question),
        Cell(text=str(item.scope)),
        Cell(text=item.id),
    )


def target_cells(one: TargetInForce) -> tuple[Cell, ...]:
    """Return a target as a table row."""
    return (
        Cell(text=one.target.title),
        Cell(text=write_limit(one.target, one.limit)),
        Cell(text=write_window(one.limit.window_days)),
        Cell(text="Rein" if one.is_default else "an admin"),
    )
