"""The review room before anybody has used Rein: a sample to look at, and out again."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import visit
from tests.browser.conftest import Noticed
from tests.browser.serving import Server

STEP_MS = 60_000
"""Patience with one step of the loading; a busy machine takes minutes for all of them."""


def wait_while_it_advances(page: Page, *, until: Locator) -> None:
    """Return when something is visible; fail once the page has not changed for a step's time."""
    main = page.get_by_test_id("stMain")
    while not until.is_visible():
        page.wait_for_function(
            "([main, before]) => main.innerText !== before",
            arg=[main.element_handle(), main.inner_text()],
            timeout=STEP_MS,
        )


def test_the_sample_fills_the_review_pages_and_goes_away_in_one_click(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/feedback")

    page.get_by_role("button", name="Load the sample").click()
    wait_while_it_advances(page, until=page.get_by_role("button", name="Remove the sample"))
    for name in ("overview", "evaluations", "traces"):
        page.goto(f"{server.url}/{name}?sample=1")
        expect(page.get_by_role("button", name="Remove the sample")).to_be_visible()
        visit.settle(page)

    page.get_by_role("button", name="Remove the sample").click()
    expect(page.get_by_role("button", name="Remove the sample")).to_be_hidden()
    assert visit.count(server, "goals") == 0


def test_a_page_that_does_not_exist_says_so_and_leads_to_one_that_does(
    page: Page, server: Server, noticed: Noticed
) -> None:
    page.goto(f"{server.url}/no-such-page")

    expect(page.get_by_text("There is no page “no-such-page”")).to_be_visible()
    page.get_by_role("link", name="Open Today").click()
    expect(page.get_by_role("heading", name="Page not found")).to_have_count(0)
    expect(page.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible()
    noticed.errors.clear()  # Streamlit may log the missing page as an error


def test_an_address_with_an_unknown_goal_says_so_and_offers_the_way_back(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/goal?id=01960000-0000-7000-8000-000000000000")

    expect(page.get_by_text("We cannot find this goal.")).to_be_visible()
    expect(page.get_by_text("Go to your goals")).to_be_visible()
