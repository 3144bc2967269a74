"""A run while it goes on, against a Gemini on loopback that takes its time."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.serving import Server, serving
from tests.stubs.gemini import GeminiStub

LATENCIES = {"preprocess": 1.0, "generate": 2.5, "evaluate": 2.0, "plan": 1.0}


@pytest.fixture(scope="module")
def gemini() -> Iterator[GeminiStub]:
    with GeminiStub(latencies=LATENCIES) as stub:
        yield stub


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, gemini: GeminiStub) -> Iterator[Server]:
    settings = {"GEMINI_API_KEY": "loopback-only", "GEMINI_BASE_URL": gemini.url}
    with serving(tmp_path_factory.mktemp("live"), settings=settings) as running:
        yield running


def test_a_reload_in_the_middle_of_a_run_loses_nothing_and_pays_nothing_twice(
    page: Page, server: Server, gemini: GeminiStub
) -> None:
    before = gemini.calls
    visit.open_goals(page, server)
    visit.write_goal(page)
    visit.submit(page)
    visit.wait_for_goal_page(page)
    expect(page.get_by_role("heading", name="What Rein understood")).to_be_visible()
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_hidden()

    page.reload()

    expect(page.get_by_role("heading", name="What Rein understood")).to_be_visible()
    visit.wait_for_result(page)
    assert gemini.calls == before + len(LATENCIES)


def test_a_closed_tab_loses_nothing(page: Page, server: Server) -> None:
    visit.open_goals(page, server)
    visit.write_goal(page, "Learn to play three songs on the guitar by June")
    visit.submit(page)
    goal_id = visit.wait_for_goal_page(page)
    context = page.context

    page.close()
    time.sleep(sum(LATENCIES.values()))
    later = context.new_page()
    later.goto(f"{server.url}/goal?id={goal_id}")

    visit.wait_for_result(later)
    assert visit.count(server, "goals") == visit.count(server, "runs")


def test_a_cancelled_run_stops_at_its_next_checkpoint_and_keeps_what_was_finished(
    page: Page, server: Server, gemini: GeminiStub
) -> None:
    visit.open_goals(page, server)
    visit.write_goal(page, "Write a short story of 3,000 words in 6 weeks")
    visit.submit(page)
    visit.wait_for_goal_page(page)
    expect(page.get_by_role("heading", name="What Rein understood")).to_be_visible()
    plans = gemini.count("plan")

    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_text("You cancelled this run.")).to_be_visible(timeout=visit.RUN_LIMIT_MS)
    expect(page.get_by_role("heading", name="What Rein understood")).to_be_visible()
    assert gemini.count("plan") == plans
