"""The conversation with the coach on a phone: ask, accept, undo, rate, and what is remembered."""

from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.serving import Server

PHONE = {"width": 390, "height": 844}
ANSWER_LIMIT_MS = 60_000
"""The first question loads the readers of the conversation, which takes seconds of a busy processor."""


def ask(page: Page, text: str) -> None:
    box = page.get_by_placeholder("Ask about today, a task, or what gets in the way")
    box.fill(text)
    box.press("Enter")


def test_a_conversation_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    visit.open_goals(page, server)
    visit.write_goal(page, "Run 5 km without stopping in 10 weeks")
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    visit.settle(page)
    page.get_by_text("Ask your coach").click()

    ask(page, "Please skip all of this week, my mother is in hospital")
    coach = page.get_by_label("Chat message from Coach")
    expect(coach).to_contain_text("That comes first; the plan can wait", timeout=ANSWER_LIMIT_MS)
    proposal = coach.get_by_text("Proposed: Skip the")
    expect(proposal).to_be_visible()
    assert visit.count(server, "task_skips") == 0

    page.get_by_role("button", name="Accept", exact=True).click()
    undo = coach.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert visit.count(server, "task_skips") > 0
    visit.settle(page)
    undo.click()
    expect(coach).to_contain_text("Undone; your plan is as it was")
    assert visit.count(server, "task_skips") == 0
    visit.settle(page)

    page.get_by_role("button", name="Rate this answer").click()
    helped = page.get_by_role("radiogroup", name="Did it help?")
    helped.get_by_text("Yes").click()
    expect(page.get_by_role("button", name="Rated")).to_be_visible()
    page.keyboard.press("Escape")
    assert visit.count(server, "chat_ratings") == 1

    ask(page, "Tuesdays are out for me")
    expect(coach.last).to_contain_text(
        "I remember: “Tuesdays are out for me”", timeout=ANSWER_LIMIT_MS
    )
    visit.settle(page)
    page.get_by_role("button", name="What I remember (1)").click()
    visit.fill(page, "Line 1", "Wednesdays are out for me")
    visit.settle(page)
    expect(page.get_by_label("Line 1", exact=True)).to_have_value("Wednesdays are out for me")
    page.get_by_role("button", name="Delete line 1").click()
    expect(page.get_by_role("button", name="What I remember (0)")).to_be_visible()
    visit.settle(page)
    assert visit.count(server, "chat_memories") == 0
    assert visit.sideways(page) == 0
