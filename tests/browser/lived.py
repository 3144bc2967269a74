"""A server on a day that never changes, with goals that a person has lived with for weeks."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.serving import Server, serving
from tests.factories.lived_goals import LivedGoals, write_lived_goals

WEDNESDAY = datetime(2027, 3, 3, 9, 0, tzinfo=UTC)
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
_DAY = Path(__file__).parents[1] / "stubs" / "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """The server, and the goals it serves."""

    server: Server
    goals: LivedGoals

    def page(self, name: str) -> str:
        """Return the address of a page, or of a goal by its state."""
        if name == "coached":
            return f"{self.server.url}/shared-with-you?goal={self.goals.coached}"
        return self.goal(name) if hasattr(self.goals, name) else f"{self.server.url}/{name}"

    def goal(self, name: str) -> str:
        return f"{self.server.url}/goal?id={getattr(self.goals, name)}"


@contextmanager
def serving_lived_goals(folder: Path, before: Path) -> Iterator[tuple[Lived, Path]]:
    """Serve a data folder of lived goals; `before` gets a copy of its database before the first visit."""
    goals = write_lived_goals(folder, now=WEDNESDAY)
    copy = Path(shutil.copy(folder / "rein.db", before))
    settings = {
        "PYTHONPATH": os.pathsep.join([str(_DAY), *filter(None, sys.path)]),
        "REIN_TEST_BEGINS": WEDNESDAY.isoformat(),
    }
    with serving(folder, settings=settings) as server:
        yield Lived(server=server, goals=goals), copy


def open_page(page: Page, address: str) -> None:
    """Open a page and wait until it is drawn and shown."""
    page.goto(address)
    expect(page.locator("html")).not_to_have_class(re.compile("rein-drawing"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visit.settle(page)


def length(page: Page) -> int:
    """Return the height of the whole page in pixels."""
    return int(page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight"))
