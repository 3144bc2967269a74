"""A check-in on a phone: chips, one tap to send, the answer, and the end of the goal."""

from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.serving import Server

PHONE = {"width": 390, "height": 844}


def test_a_check_in_on_a_phone_is_answered_once_and_the_goal_finished(
    page: Page, server: Server
) -> None:
    page.set_viewport_size(PHONE)
    visit.open_goals(page, server)
    visit.write_goal(page, "Run 5 km without stopping in 10 weeks")
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    visit.settle(page)

    page.get_by_text("Check-in: two minutes to look back").click()
    page.get_by_text("4 hard").click()
    page.get_by_text("2 low").click()
    words = page.get_by_label("Something else (optional)")
    words.fill("aliens took my bicycle")
    page.get_by_role("button", name="Check in", exact=True).dblclick()

    answer = page.get_by_role("status").filter(has_text="Your coach on")
    expect(answer).to_contain_text("I do not know a proven answer to “aliens took my bicycle”")
    expect(answer).to_contain_text("It was hard, and your energy was low")
    visit.settle(page)
    assert visit.count(server, "check_ins") == 1
    assert visit.sideways(page) == 0

    page.get_by_role("button", name="Finish this goal").click()
    page.get_by_text("As planned: 5 km").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Finish this goal").click()
    expect(page.get_by_text("This goal is finished; your result is here.")).to_be_visible()
    page.get_by_role("button", name="A step further").click()
    expect(page.get_by_label("What do you want to reach?")).to_have_value(
        "Run 6 km without stopping"
    )
