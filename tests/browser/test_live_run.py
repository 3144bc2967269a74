"""A run while it goes on, against a Gemini on loopback that takes its time."""

import json
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit
from tests.browser.conftest import Noticed
from tests.browser.serving import Server, serving
from tests.stubs.answers import sensible
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked, Reply

LATENCIES = {"preprocess": 1.0, "generate": 2.5, "evaluate": 2.0, "plan": 1.0}


HOSTILE = (
    "<img src=x onerror=hit=1>",
    "<script>hit=1</script>",
    "[go](javascript:hit=1)",
    "![pixel](https://evil.example/p.png)",
    "<a href=//evil.example>away</a>",
    "[in](https://who.int@evil.example/)",
    "</details><svg onload=hit=1>",
    "<iframe src=//evil.example>",
    "W" * 400,
)
"""What a model writes that was made to attack; one stands in each text of its replies."""
CLOSED = frozenset({"id", "evidence", "kind", "ref", "day", "goal_type", "domain"})
"""Fields of a draft that hold no free text."""


def answered(asked: Asked) -> Reply:
    """Answer as a model that was made to attack, if the goal is about an attack."""
    if "attack" not in asked.user:
        return Reply()
    numbers = count()
    draft = json.loads(sensible(asked.purpose, asked.user))
    return Reply(text=json.dumps(attacked(draft, numbers)), latency_s=0.1)


def attacked(node: Any, numbers: Iterator[int], name: str = "") -> Any:
    if isinstance(node, dict):
        return {key: attacked(value, numbers, key) for key, value in node.items()}
    if isinstance(node, list):
        return [attacked(value, numbers, name) for value in node]
    if isinstance(node, str) and name not in CLOSED:
        return f"{node} {HOSTILE[next(numbers) % len(HOSTILE)]}"
    return node


@pytest.fixture(scope="module")
def gemini() -> Iterator[GeminiStub]:
    with GeminiStub(answered, latencies=LATENCIES) as stub:
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


OPEN_ALL = """() => document.querySelectorAll("details:not([open]) > summary").forEach(one => one.click())"""
LIVE = """() => [
    ...[...document.querySelectorAll("a[href]")].map(one => one.href),
    ...[...document.querySelectorAll("img, iframe, embed, object")].map(one => one.src || one.data),
    ...[...document.querySelectorAll("script")].map(one => one.textContent),
    ...[...document.querySelectorAll("*")].flatMap(one => [...one.attributes])
        .filter(one => one.name.startsWith("on")).map(one => one.value),
].filter(one => /evil|javascript:|hit=1/.test(one))"""
"""What a page would open, load or execute of an attack."""
BEYOND = """(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    let furthest = 0;
    while (words.nextNode()) {
        if (!/W{50}/.test(words.currentNode.data) || words.currentNode.parentElement.closest("pre")) continue;
        range.selectNodeContents(words.currentNode);
        furthest = Math.max(furthest, range.getBoundingClientRect().right - innerWidth);
    }
    return furthest;
})()"""
"""By how many pixels an endless word reaches beyond the window; a block of code scrolls by itself."""


def test_what_a_model_writes_is_text_in_every_field(
    page: Page, server: Server, gemini: GeminiStub, noticed: Noticed
) -> None:
    visit.open_goals(page, server)
    visit.write_goal(page, "Run 5 km by June, an attack")
    visit.submit(page)
    goal_id = visit.wait_for_goal_page(page)
    visit.wait_for_result(page)
    assert gemini.calls, "a model wrote it"
    trace_id = visit.find(server, "select id from traces where goal_id = ?", goal_id)

    seen = ""
    for path in (f"goal?id={goal_id}", "today", "goals", f"trace?id={trace_id}", "traces"):
        page.goto(f"{server.url}/{path}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        for _ in range(2):  # what was open may hold more
            visit.settle(page)
            page.evaluate(OPEN_ALL)
        visit.settle(page)
        assert page.evaluate(LIVE) == []
        assert page.evaluate("window.hit") is None
        assert page.evaluate(BEYOND) == 0, "a word without an end is broken"
        seen += page.locator("body").inner_text()

    assert [one for one in HOSTILE if one not in seen] == []
    assert noticed.elsewhere == []
