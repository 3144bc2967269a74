"""What a visitor does on the pages, in the words of the journeys."""

import re
import sqlite3
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Server

GOAL = "I want to run a 5K by the end of Q1"
RUN_LIMIT_MS = 45_000
LOST_MS = 10_000
BEGINS_MS = 200


def settle(page: Page) -> None:
    """Wait until the page has been drawn, nothing runs any more, and no part is faded as out of date.

    What a click before this began may begin a moment later, so it has to hold for a moment.
    """
    drawn = '[data-testid="stApp"][data-test-script-state="notRunning"]'
    for pause_ms in (BEGINS_MS, 0):
        page.wait_for_selector(f'{drawn}:not(:has([data-stale="true"]))')
        page.wait_for_timeout(pause_ms)


def press(button: Locator, *, shows: Locator) -> None:
    """Press a button until what it shows is there: a press on what is being drawn anew is lost."""
    settle(button.page)
    button.click()
    try:
        expect(shows).to_be_visible(timeout=LOST_MS)
    except AssertionError:
        if button.is_visible():
            button.click()
        expect(shows).to_be_visible()


def open_goals(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/goals")
    expect(page.get_by_role("heading", name="Goals", exact=True)).to_be_visible()
    settle(page)


def write_goal(page: Page, text: str = GOAL) -> None:
    box = page.get_by_label("What do you want to reach?")
    box.fill(text)
    box.press("Tab")  # Streamlit takes a text over when the field is left


def choose_questions(page: Page, *, wanted: bool) -> None:
    """Choose whether the coach asks first; otherwise it assumes, and the run begins at once."""
    if (
        page.get_by_role("checkbox", name="Show me what you understood first").is_checked()
        is not wanted
    ):
        page.get_by_text("Show me what you understood first").click()


def submit(page: Page, *, questions: bool = False) -> None:
    """Send the goal that was written."""
    choose_questions(page, wanted=questions)
    page.get_by_role("button", name="Make my plan").click()


def wait_for_goal_page(page: Page) -> str:
    """Return the id in the address once the goal has a page of its own."""
    page.wait_for_url(re.compile(r"/goal\?.*id="))
    found = re.search(r"[?&]id=([0-9a-f-]{36})", page.url)
    assert found is not None
    return found.group(1)


def fill(page: Page, label: str, text: str) -> None:
    """Write into a field and leave it, which is when Streamlit takes a text over."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Tab")


def wait_for_result(page: Page) -> None:
    """Return once the plan is there and can be rated."""
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_visible(
        timeout=RUN_LIMIT_MS
    )
    expect(page.get_by_role("heading", name="Your rating", exact=True)).to_be_visible(
        timeout=RUN_LIMIT_MS
    )


def rate(page: Page, *, halves: int, comment: str) -> None:
    """Give stars with the arrow keys, as without a mouse, and send them with a comment."""
    stars = page.get_by_role("slider", name="Your rating, in stars")
    for _ in range(halves):
        stars.press("ArrowRight")
    expect(stars).to_have_attribute("aria-valuetext", f"{halves / 2:g} of 5 stars")
    page.get_by_label("What should be different? (optional)").fill(comment)
    page.get_by_label("What should be different? (optional)").press("Tab")
    page.get_by_role("button", name="Send rating").click()
    expect(page.get_by_text("Thank you. You gave")).to_be_visible()


def count(server: Server, table: str) -> int:
    """Return how many rows a table of the server's database has."""
    return int(find(server, f"select count(*) from {table}"))  # noqa: S608 - names of ours


def find(server: Server, query: str, *values: str) -> Any:
    """Return the first value of a query to the server's database."""
    connection = sqlite3.connect(f"file:{server.data_dir / 'rein.db'}?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchone()[0]
    finally:
        connection.close()


def sideways(page: Page) -> int:
    """Return by how many pixels the page can be scrolled sideways by accident."""
    return int(
        page.evaluate(
            """() => {
                const areas = [document.scrollingElement, ...document.querySelectorAll('[data-testid="stMain"]')];
                return Math.max(0, ...areas.map(area => area.scrollWidth - area.clientWidth));
            }"""
        )
    )
