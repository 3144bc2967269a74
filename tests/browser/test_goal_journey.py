"""From a goal in a person's own words to a rating that the team sees."""

from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.serving import Server


def test_a_goal_becomes_a_scored_plan_that_is_rated_and_seen_by_the_team(
    page: Page, server: Server
) -> None:
    visit.open_goals(page, server)

    visit.write_goal(page)
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    visit.rate(page, halves=9, comment="The first week fits my evenings.")

    page.goto(f"{server.url}/feedback")
    expect(page.get_by_text("The first week fits my evenings.").first).to_be_visible()


def test_a_double_click_starts_one_run(page: Page, server: Server) -> None:
    visit.open_goals(page, server)
    before = visit.count(server, "runs")

    visit.write_goal(page, "Read 12 books this year")
    visit.choose_questions(page, wanted=False)
    page.get_by_role("button", name="Make my plan").dblclick()
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)

    assert visit.count(server, "runs") == before + 1
    assert visit.count(server, "goals") == visit.count(server, "runs")


def test_a_result_has_an_address_that_can_be_shared_and_opened_again(
    page: Page, server: Server
) -> None:
    visit.open_goals(page, server)
    visit.write_goal(page, "Save 600 euros by December")
    visit.submit(page)
    goal_id = visit.wait_for_goal_page(page)
    visit.wait_for_result(page)

    elsewhere = page.context.new_page()
    elsewhere.goto(f"{server.url}/goal?id={goal_id}")

    visit.wait_for_result(elsewhere)


def test_a_goal_can_be_written_and_sent_without_a_mouse(page: Page, server: Server) -> None:
    visit.open_goals(page, server)
    visit.choose_questions(page, wanted=False)

    box = page.get_by_label("What do you want to reach?")
    box.focus()
    page.keyboard.type("Sleep before 23:00 on weekdays")
    page.keyboard.press("Control+Enter")

    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)


def test_a_script_in_a_goal_is_shown_as_text_and_never_run(page: Page, server: Server) -> None:
    visit.open_goals(page, server)

    visit.write_goal(
        page, 'Run 5 km <img src=x onerror="window.hit=1"><script>window.hit=1</script> by March'
    )
    visit.submit(page)
    visit.wait_for_goal_page(page)
    visit.wait_for_result(page)

    assert page.evaluate("window.hit") is None
    expect(page.get_by_text("<script>").first).to_be_visible()


def test_what_rein_understood_is_corrected_before_the_plan_and_again_after_it(
    page: Page, server: Server
) -> None:
    visit.open_goals(page, server)
    goals = visit.count(server, "goals")
    visit.write_goal(page, "Read 12 books by June")
    visit.submit(page, questions=True)
    visit.wait_for_goal_page(page)

    expect(page.get_by_role("heading", name="What Rein understood")).to_be_visible(
        timeout=visit.RUN_LIMIT_MS
    )
    visit.fill(page, "How many hours a week can you give it?", "as much as I can")
    expect(page.get_by_text("We could not find a number of hours")).to_be_visible()
    visit.fill(page, "How many hours a week can you give it?", "2 or 3")
    expect(page.get_by_text("Understood: 2 to 3 hours a week, planned with 2")).to_be_visible()
    page.get_by_role("button", name="Looks right, write my plan").click()
    visit.wait_for_result(page)
    expect(page.get_by_text("at most 2 h a week")).to_be_visible()
    box = page.get_by_role("checkbox").first
    box.check(force=True)
    expect(box).to_be_checked()

    page.get_by_role("button", name="Correct this").click()
    visit.fill(page, "What gets in the way", "my phone")
    page.get_by_role("button", name="Plan again with this").click()
    expect(page.get_by_text("Planned again.")).to_be_visible(timeout=visit.RUN_LIMIT_MS)

    expect(page.get_by_role("checkbox").first).to_be_checked()
    assert visit.count(server, "goals") == goals + 1
    assert visit.count(server, "plans") >= 2


def test_nothing_to_plan_is_said_beside_the_field_and_starts_nothing(
    page: Page, server: Server
) -> None:
    visit.open_goals(page, server)
    before = visit.count(server, "runs")

    visit.write_goal(page, "  … ")
    visit.submit(page)

    expect(page.get_by_text("There is no goal in this yet.")).to_be_visible()
    assert visit.count(server, "runs") == before
