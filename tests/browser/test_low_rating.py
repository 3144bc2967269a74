"""On a phone, a low rating leads to the field that does not fit, and the plan is written again."""

from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.serving import Server

PHONE = {"width": 390, "height": 844}


def test_what_does_not_fit_is_corrected_and_planned_again(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    visit.open_goals(page, server)
    visit.write_goal(page, "Run 5 km without stopping in 10 weeks")
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    visit.settle(page)
    visit.rate(page, halves=3, comment="Too much next to my job.")
    visit.settle(page)

    expect(page.get_by_text("What does not fit?")).to_be_visible()
    assert visit.sideways(page) == 0
    page.get_by_role("button", name="The hours", exact=True).click()
    hours = page.get_by_label("Hours a week", exact=True)
    expect(hours).to_be_focused()
    expect(hours).to_be_in_viewport()
    assert visit.sideways(page) == 0

    visit.fill(page, "Hours a week", "1")
    expect(page.get_by_text("Understood: 1 h")).to_be_visible()
    page.get_by_role("button", name="Plan again with this").click()
    expect(page.get_by_text("Planned again.")).to_be_visible(timeout=visit.RUN_LIMIT_MS)
    expect(page.get_by_text("→ 1 h a week")).to_be_visible()
    visit.settle(page)
    assert visit.count(server, "plans") == 2
    assert visit.sideways(page) == 0
