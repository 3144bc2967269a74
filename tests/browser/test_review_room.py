"""From a figure to its records: a point of a chart, its evaluations, a trace, a span."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from app.ui.table import TALLEST
from tests.browser import visit
from tests.browser.lived import length
from tests.browser.serving import Server, put_back
from tests.factories.small_sample import write_small_sample

SAMPLE_GOALS = 40
PHONE_LENGTH = 3_500
"""Pixels of the Overview on a phone."""


@pytest.fixture(scope="module")
def reviewed(any_server: Callable[[], Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with a fifth of the sample in."""
    folder = tmp_path_factory.mktemp("reviewed")
    assert write_small_sample(folder, goals=SAMPLE_GOALS, circumstances=1) == SAMPLE_GOALS
    running = any_server()
    put_back(running, folder / "rein.db")
    return running


def click_when_it_listens(page: Page, point: Locator) -> None:
    """Click a point once its chart shows its label: before, it is drawn but does not listen."""
    label = page.locator(".hoverlayer .hovertext").first
    for _ in range(60):
        box = point.bounding_box()
        assert box is not None
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(at[0] + 40, at[1] + 40)
        page.mouse.move(*at, steps=3)
        page.wait_for_timeout(500)
        if label.is_visible():
            page.mouse.click(*at)
            return
    raise AssertionError("The chart never showed the label of its point.")


def test_a_point_leads_to_its_records_and_they_lead_to_a_trace_without_a_reload(
    page: Page, reviewed: Server
) -> None:
    page.goto(f"{reviewed.url}/evaluations?sample=1")
    point = page.locator(".js-plotly-plot .scatterlayer .trace .points path").first
    point.scroll_into_view_if_needed()
    visit.settle(page)

    click_when_it_listens(page, point)
    page.wait_for_url(re.compile(r"day=20\d\d-\d\d-\d\d"))
    page.evaluate("window.never_reloaded = true")
    page.locator(".rein-table a[href^='trace?id=']").first.click()

    expect(page.get_by_role("heading", name="Trace", exact=True)).to_be_visible()
    assert page.evaluate("window.never_reloaded === true")
    page.locator(".rein-fall summary", has_text="llm_call_generation").click()
    expect(page.locator(".rein-fall details[open] pre").first).to_be_visible()


def test_a_span_opens_by_keyboard(page: Page, reviewed: Server) -> None:
    page.goto(f"{reviewed.url}/traces?sample=1")
    expect(page.locator(".rein-table a").first).to_be_visible()
    visit.settle(page)  # a table that is drawn again takes the focus away
    page.locator(".rein-table a").first.focus()
    page.keyboard.press("Enter")
    page.locator(".rein-fall summary").first.focus()

    page.keyboard.press("Enter")

    expect(page.locator(".rein-fall details[open]")).to_have_count(1)


def test_a_first_view_comes_compressed_and_in_our_own_font(
    browser: Browser, reviewed: Server
) -> None:
    bundles: list[Response] = []
    page = browser.new_page()  # it has loaded nothing before
    page.on(
        "response",
        lambda answer: (
            bundles.append(answer) if re.search(r"/static/js/.*\.js$", answer.url) else None
        ),
    )

    page.goto(f"{reviewed.url}/overview?sample=1")
    visit.settle(page)

    assert bundles
    assert [
        bundle.url for bundle in bundles if bundle.headers.get("content-encoding") != "gzip"
    ] == []
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter'))")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(
        "Inter"
    )
    page.close()


def test_filters_stand_in_the_address_and_hold_when_it_is_shared(
    page: Page, reviewed: Server
) -> None:
    page.goto(f"{reviewed.url}/traces?sample=1")
    page.get_by_label("Search").fill("spanish")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=spanish"))
    counted = page.locator(".rein-lede")
    expect(counted).not_to_contain_text(f"{SAMPLE_GOALS} traces")
    said = counted.inner_text()

    page.goto(page.url)

    expect(page.locator(".rein-lede")).to_have_text(said)


def test_on_a_phone_sections_are_folded_and_a_long_table_has_a_button_for_more(
    page: Page, reviewed: Server
) -> None:
    page.goto(f"{reviewed.url}/overview?sample=1&days=90")
    board = page.get_by_text("The stars of each row are compared")
    expect(board).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(board).to_be_hidden()
    assert length(page) <= PHONE_LENGTH
    page.get_by_role("heading", name="Prompt versions and models").click()
    expect(board).to_be_visible()

    page.goto(f"{reviewed.url}/evaluations?sample=1&days=90&view=Lowest+first")
    table, more = (
        page.locator(".rein-table"),
        page.get_by_role("button", name=re.compile("more of")),
    )
    rows = table.locator("tbody tr")
    expect(more).to_be_visible()
    box, shown = table.bounding_box(), rows.count()

    more.click()

    assert box is not None
    assert box["height"] <= TALLEST
    assert rows.count() > shown
    expect(rows.nth(shown).locator("a").first).to_be_focused()
