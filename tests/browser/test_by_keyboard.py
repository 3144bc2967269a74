"""A day with Rein without a mouse: tick, undo, skip, open the goal, check in; focus is never lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import visit
from tests.browser.lived import DESK, Lived, open_page

MOST_TABS = 80
_FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one.matches("body, main")) return "";
    return `${one.getAttribute("aria-label") ?? ""} ${one.labels?.[0]?.textContent ?? one.textContent}`.trim();
}"""


@pytest.fixture
def keys(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport=DESK,  # type: ignore[arg-type]
        timezone_id="UTC",
        bypass_csp=True,  # waiting for a function evaluates its text in the page
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def focused(page: Page) -> str:
    return str(page.evaluate(_FOCUSED))


def tab_to(page: Page, name: str, *, back: bool = False) -> str:
    """Press Tab until a control with that in its name has the focus; return the whole name."""
    met = [focused(page)]
    for _ in range(MOST_TABS):
        if name in met[-1]:
            return met[-1]
        page.keyboard.press("Shift+Tab" if back else "Tab")
        met.append(focused(page))
    raise AssertionError(f"No {name!r} within {MOST_TABS} Tabs: {met}")


def press(page: Page, key: str, *, told: str) -> None:
    """Press a key, and wait for what the page answers and for focus to be somewhere on it."""
    page.keyboard.press(key)
    expect(page.get_by_text(told).first).to_be_visible()
    visit.settle(page)
    page.wait_for_function("document.activeElement && document.activeElement !== document.body")


def test_a_day_is_lived_with_the_keyboard_alone(keys: Page, lived: Lived) -> None:
    open_page(keys, f"{lived.server.url}/")
    box = keys.get_by_role("checkbox").first
    task = str(box.get_attribute("aria-label"))

    tab_to(keys, task)
    press(keys, "Space", told="Done:")
    tab_to(keys, "Undo", back=True)
    press(keys, "Enter", told="Not done yet:")
    expect(keys.get_by_role("checkbox", name=task)).not_to_be_checked()

    keys.get_by_role("checkbox", name=task).focus()
    assert task in tab_to(keys, "Move or skip")
    keys.keyboard.press("Enter")
    tab_to(keys, "No time")
    press(keys, "Space", told="Skipped:")

    keys.get_by_role("heading", level=1).focus()
    tab_to(keys, "Learn to play the guitar")
    keys.keyboard.press("Enter")
    keys.wait_for_url("**/goal?id=*")
    expect(keys.get_by_role("heading", name="This week")).to_be_visible()
    visit.settle(keys)

    tab_to(keys, "very easy")
    keys.keyboard.press("ArrowRight")
    keys.keyboard.press("Space")
    tab_to(keys, "A note or question")
    keys.keyboard.type("The evenings are too short")
    tab_to(keys, "Check in")
    press(keys, "Enter", told="Your coach on")


def test_the_place_on_a_page_is_kept_on_the_way_back(keys: Page, lived: Lived) -> None:
    open_page(keys, lived.goal("lived"))
    keys.mouse.move(700, 500)
    keys.mouse.wheel(0, 900)
    keys.wait_for_timeout(300)
    before = scrolled(keys)
    assert before > 300

    keys.reload()
    keys.wait_for_function(
        f"document.querySelector('[data-testid=\"stMain\"]')?.scrollTop >= {before - 5}"
    )

    keys.get_by_role("navigation").get_by_role("link", name="Goals").click()
    expect(keys.get_by_role("heading", name="Goals", exact=True)).to_be_visible()
    visit.settle(keys)
    keys.wait_for_function("document.querySelector('[data-testid=\"stMain\"]')?.scrollTop === 0")
    keys.go_back()
    keys.wait_for_function(
        f"document.querySelector('[data-testid=\"stMain\"]')?.scrollTop >= {before - 5}"
    )


def scrolled(page: Page) -> float:
    return float(page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTop"))
