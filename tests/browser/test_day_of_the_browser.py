"""A plan made in a browser far from the server's zone starts on the browser's own day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from tests.browser import visit
from tests.browser.conftest import Noticed
from tests.browser.serving import Server


def test_a_plan_starts_on_the_day_of_the_browser(
    browser: Browser, server: Server, noticed: Noticed
) -> None:
    # One of the two has another day than UTC at any hour.
    ahead = datetime.now(UTC).hour >= 11
    zone = "Pacific/Kiritimati" if ahead else "Pacific/Pago_Pago"
    today = datetime.now(ZoneInfo(zone))
    assert today.date() != datetime.now(UTC).date()
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    noticed.watch(page)

    visit.open_goals(page, server)
    visit.write_goal(page, "Write one page every evening for 8 weeks")
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)

    first_day = f"{today:%a} {today.day} {today:%b}"
    expect(page.get_by_text(first_day).first).to_be_visible()
    context.close()
