"""Every coach page for everybody: no finding of axe, names that can be read aloud, no jumps, short enough."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import visit
from tests.browser.lived import DESK, PHONE, Lived, length, open_page, serving_lived_goals
from tests.browser.serving import Server

NAMES = Path(__file__).parent / "control_names"
AXE = Axe()
MOST_FOLDS = 60
_OPEN_PLAIN_FOLDS = """() => document.querySelectorAll("details").forEach(one => {
    if (!one.querySelector(":scope > summary.row")) one.open = true;
})"""
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"]}
GOALS = ("new", "waiting", "lived", "missed", "finished", "archived", "failed")
LARGEST_SHIFT = 0.1
"""What web.dev calls good."""
_SHIFTS = """
    window.shift = 0;
    new PerformanceObserver(list => {
      for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
    }).observe({type: "layout-shift", buffered: true});
"""
_CONTROLS = """() => {
    const text = one => {
        const copy = one.cloneNode(true);
        copy.querySelectorAll('[data-testid="stIconMaterial"], [aria-hidden="true"]').forEach(icon => icon.remove());
        return copy.textContent;
    };
    return [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(one => one.matches('a[href], button, input, textarea, select, summary, [role="slider"]'))
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest('[hidden]'))
    .map(one => {
        const label = one.labels?.[0] ? text(one.labels[0]) : "";
        const name = one.getAttribute('aria-label') || label || text(one);
        const group = one.closest('[role="radiogroup"]')?.getAttribute('aria-label');
        const role = one.getAttribute('role') || (one.type === 'checkbox' || one.type === 'radio' ? one.type
            : {A: 'link', SUMMARY: 'fold'}[one.tagName] ?? one.tagName.toLowerCase());
        return `${role} ${group ? group + ' > ' : ''}${name.replace(/\\s+/g, ' ').trim()}`;
    });
}"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    with serving_lived_goals(tmp_path_factory.mktemp("lived")) as served:
        yield served


@pytest.fixture(scope="module")
def visitor_page(browser: Browser) -> Iterator[Page]:
    """One page for all looks, so that the client is loaded once."""
    context = browser.new_context(viewport=DESK, timezone_id="UTC", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    context.add_init_script(_SHIFTS)
    yield context.new_page()
    context.close()


def find_all(page: Page, address: str, *, opened: bool = False) -> list[str]:
    """Return what axe finds on a page, light and dark, at two widths."""
    found = []
    for scheme in ("light", "dark"):
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)
        open_page(page, address)
        if opened:
            open_sections(page)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            options: dict[str, Any] | None = None if scheme == "light" else CONTRAST
            for one in AXE.run(page, options=options).response["violations"]:
                found += [
                    f"{size['width']} {scheme} {one['id']}: {node['html'][:200]}"
                    for node in one["nodes"]
                ]
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    return found


def open_sections(page: Page) -> None:
    """Open every fold of a page and those inside them, but for the steps of the trace.

    Plain folds need no round trip.
    """
    closed = page.locator('[data-testid="stExpander"] > details:not([open]) > summary:visible')
    for _ in range(MOST_FOLDS):
        if not closed.count():
            page.evaluate(_OPEN_PLAIN_FOLDS)
            return
        closed.first.click()
        visit.settle(page)
    raise AssertionError("Some folds stay closed.")


@pytest.mark.parametrize("name", GOALS)
def test_axe_finds_nothing_on_a_goal_in_any_state(
    visitor_page: Page, lived: Lived, name: str
) -> None:
    assert find_all(visitor_page, lived.goal(name)) == []


@pytest.mark.parametrize("name", ["", "goals"])
def test_axe_finds_nothing_on_today_and_on_goals(
    visitor_page: Page, lived: Lived, name: str
) -> None:
    assert find_all(visitor_page, f"{lived.server.url}/{name}") == []


def test_axe_finds_nothing_before_the_first_goal(visitor_page: Page, server: Server) -> None:
    assert find_all(visitor_page, f"{server.url}/goals") == []


def test_axe_finds_nothing_with_every_section_open(visitor_page: Page, lived: Lived) -> None:
    assert find_all(visitor_page, lived.goal("lived"), opened=True) == []


@pytest.mark.parametrize("name", ["today", "lived", "missed", "new"])
def test_the_names_of_all_controls_are_those_that_were_read_by_a_person(
    visitor_page: Page, lived: Lived, name: str
) -> None:
    open_page(visitor_page, f"{lived.server.url}/" if name == "today" else lived.goal(name))
    visitor_page.wait_for_timeout(300)

    names = "\n".join(visitor_page.evaluate(_CONTROLS)) + "\n"

    assert not re.search(r"\*\*|~~|:\w+\[|\\|_available|material", names)
    stored = NAMES / f"{name}.txt"
    if not stored.exists():
        stored.parent.mkdir(exist_ok=True)
        stored.write_text(names, encoding="utf-8")
        pytest.fail(f"{stored} is new: read it, and run this again.")
    assert names == stored.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["", "goals", *GOALS])
def test_a_page_does_not_jump_while_it_is_drawn(
    visitor_page: Page, lived: Lived, name: str, size: dict[str, int]
) -> None:
    visitor_page.set_viewport_size(size)  # type: ignore[arg-type]
    address = lived.goal(name) if name in GOALS else f"{lived.server.url}/{name}"
    open_page(visitor_page, address)
    visitor_page.wait_for_timeout(400)

    assert visitor_page.evaluate("window.shift") <= LARGEST_SHIFT


def test_a_plan_of_36_weeks_is_short_in_its_seventh_week(visitor_page: Page, lived: Lived) -> None:
    visitor_page.set_viewport_size(DESK)  # type: ignore[arg-type]
    open_page(visitor_page, lived.goal("lived"))
    assert length(visitor_page) <= 3 * DESK["height"]

    visitor_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_page(visitor_page, lived.goal("lived"))
    assert length(visitor_page) <= 6 * PHONE["height"]


def test_the_first_task_of_today_is_above_the_fold_of_a_phone_and_one_tap_away(
    visitor_page: Page, lived: Lived
) -> None:
    visitor_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_page(visitor_page, f"{lived.server.url}/")
    first = visitor_page.locator('[data-testid="stCheckbox"]').first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]

    first.locator("label").click()

    expect(
        visitor_page.get_by_role("alert")
        .or_(visitor_page.get_by_role("status"))
        .filter(has_text="Done:")
    ).to_be_visible()


def test_a_printed_goal_has_every_task_of_its_plan_and_no_button(
    visitor_page: Page, lived: Lived
) -> None:
    visitor_page.set_viewport_size(DESK)  # type: ignore[arg-type]
    open_page(visitor_page, lived.goal("lived"))
    visitor_page.emulate_media(media="print")

    assert visitor_page.locator(".coach-paper li:visible").count() == 201
    assert visitor_page.get_by_role("button").count() == 0
    assert visitor_page.get_by_role("navigation").count() == 0
    visitor_page.emulate_media(media="screen")
