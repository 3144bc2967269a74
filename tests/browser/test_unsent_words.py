"""What is typed and not sent survives a look at another page and a reload; what was sent is gone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import visit
from tests.browser.serving import Server

WORDS = "Build a bench for the garden\nand “sand” it twice, 日本語 👍"
EDITED = f"{WORDS}, then oil it"
OFTEN_MS = 600
"""Longer than the page needs to look at its fields again."""


def goal_line(page: Page) -> Locator:
    return page.get_by_label("What do you want to reach?")


def comment_box(page: Page) -> Locator:
    return page.get_by_label("What should be different? (optional)")


def look_elsewhere(page: Page) -> None:
    """Open another page by its link and come back by the link of the goals."""
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", name="Overview", exact=True)).to_be_visible()
    page.get_by_role("link", name="Goals", exact=True).click()
    expect(page.get_by_role("heading", name="Goals", exact=True)).to_be_visible()
    visit.settle(page)


def reload(page: Page) -> None:
    page.reload()
    visit.settle(page)


@pytest.mark.parametrize("leave", [look_elsewhere, reload])
@pytest.mark.parametrize("blurred", [False, True])
def test_a_goal_that_was_not_sent_is_still_in_its_line(
    page: Page, server: Server, leave: object, *, blurred: bool
) -> None:
    assert callable(leave)
    visit.open_goals(page, server)
    page.wait_for_timeout(OFTEN_MS)
    goal_line(page).fill(WORDS)
    if blurred:
        goal_line(page).press("Tab")

    leave(page)
    expect(goal_line(page)).to_have_value(WORDS)
    goal_line(page).fill(EDITED)
    leave(page)

    expect(goal_line(page)).to_have_value(EDITED)


def test_restored_words_are_what_is_sent_and_are_then_forgotten(page: Page, server: Server) -> None:
    text = "Read 12 books by next June"
    visit.open_goals(page, server)
    page.wait_for_timeout(OFTEN_MS)
    goal_line(page).fill(text)
    reload(page)
    expect(goal_line(page)).to_have_value(text)

    visit.submit(page)
    visit.wait_for_goal_page(page)
    expect(page.get_by_text(text).first).to_be_visible()
    visit.wait_for_result(page)
    reload(page)
    page.get_by_role("link", name="Goals", exact=True).click()
    expect(page.get_by_role("heading", name="Goals", exact=True)).to_be_visible()
    page.wait_for_timeout(OFTEN_MS)

    expect(goal_line(page)).to_have_value("")


def test_words_that_were_deleted_do_not_come_back(page: Page, server: Server) -> None:
    visit.open_goals(page, server)
    page.wait_for_timeout(OFTEN_MS)
    goal_line(page).fill(WORDS)
    reload(page)
    expect(goal_line(page)).to_have_value(WORDS)

    goal_line(page).fill("")
    reload(page)
    page.wait_for_timeout(OFTEN_MS)

    expect(goal_line(page)).to_have_value("")


def test_an_example_replaces_unsent_words_and_is_kept_like_them(page: Page, server: Server) -> None:
    visit.open_goals(page, server)
    page.wait_for_timeout(OFTEN_MS)
    goal_line(page).fill(WORDS)
    page.get_by_role("button", name="Sleep before 23:00 on weekdays").click()
    expect(goal_line(page)).to_have_value("Sleep before 23:00 on weekdays")
    page.wait_for_timeout(OFTEN_MS)

    reload(page)

    expect(goal_line(page)).to_have_value("Sleep before 23:00 on weekdays")


def test_a_comment_that_was_not_sent_waits_at_its_own_goal_and_is_sent_as_restored(
    page: Page, server: Server
) -> None:
    visit.open_goals(page, server)
    visit.write_goal(page, "Swim 2 km by the end of May")
    visit.submit(page)
    first = visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    page.wait_for_timeout(OFTEN_MS)
    comment_box(page).fill("Too much in the first week")

    look_elsewhere(page)
    expect(goal_line(page)).to_have_value("")
    visit.write_goal(page, "Swim 3 km by the end of June")
    visit.submit(page)
    page.wait_for_url(lambda url: "/goal?" in url and first not in url)
    visit.wait_for_result(page)
    page.wait_for_timeout(OFTEN_MS)
    expect(comment_box(page)).to_have_value("")
    page.goto(f"{server.url}/goal?id={first}")
    visit.wait_for_result(page)
    expect(comment_box(page)).to_have_value("Too much in the first week")

    page.get_by_role("slider", name="Your rating, in stars").press("ArrowRight")
    page.get_by_role("button", name="Send rating").click()

    expect(page.get_by_text("Thank you. You gave")).to_be_visible()
    expect(page.locator("blockquote", has_text="Too much in the first week")).to_be_visible()
