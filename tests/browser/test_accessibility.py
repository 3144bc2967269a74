"""Every coach page for everybody: no finding of axe, names that can be read aloud, no jumps, short enough."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import visit
from tests.browser.lived import DESK, PHONE, Lived, length, open_page
from tests.browser.serving import Server

NAMES = Path(__file__).parent / "control_names"
AXE = Axe()
MOST_ROUNDS = 12
"""How deep folds lie in folds, and more: each round opens all that can be seen."""
_OPEN_SEEN_FOLDS = """() => {
    const closed = document.querySelectorAll('[data-testid="stExpander"] > details:not([open]) > summary');
    const seen = [...closed].filter(one => one.checkVisibility({visibilityProperty: true}));
    seen.forEach(one => one.click());
    return seen.length;
}"""
_OPEN_PLAIN_FOLDS = """() => document.querySelectorAll("details").forEach(one => {
    if (!one.querySelector(":scope > summary.row")) one.open = true;
})"""
EVERY_RULE: dict[str, Any] = {"resultTypes": ["violations"]}
"""With what passes, thousands of elements, a report takes several times as long."""
CONTRAST = EVERY_RULE | {"runOnly": ["color-contrast", "link-in-text-block"]}
SCHEMES = (("light", (DESK, PHONE)), ("dark", (PHONE, DESK)))
GOALS = ("new", "waiting", "lived", "missed", "finished", "archived", "failed")
PAGES = ("", "goals", "shared-with-you", "coached", "you")
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
def visitor_page(browser: Browser) -> Iterator[Page]:
    """One page for all looks, so that the client is loaded once."""
    context = browser.new_context(viewport=DESK, timezone_id="UTC", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    context.add_init_script(_SHIFTS)
    yield context.new_page()
    context.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen of a page that was opened twice: on a desk in the light, on a phone in the dark."""

    findings: tuple[str, ...]
    """What axe finds, light and dark, each at both widths."""
    shifts: tuple[float, float]
    """How far the page jumped while it was drawn, at a desk and on a phone."""


@pytest.fixture(scope="module")
def look(visitor_page: Page, lived: Lived) -> Callable[[str], Look]:
    """Looks once at each page of the lived goals."""

    @cache
    def at(name: str) -> Look:
        return look_at(visitor_page, lived.page(name))

    return at


def look_at(page: Page, address: str, *, opened: bool = False) -> Look:
    """Open a page in both schemes, and hold it to axe at two widths."""
    findings: list[str] = []
    shifts = []
    for scheme, sizes in SCHEMES:
        page.set_viewport_size(sizes[0])  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)
        open_page(page, address)
        page.wait_for_timeout(400)
        shifts.append(page.evaluate("window.shift"))
        if opened:
            open_sections(page)
        for size in sizes:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            options = EVERY_RULE if scheme == "light" else CONTRAST
            for one in AXE.run(page, options=options).response["violations"]:
                findings += [
                    f"{size['width']} {scheme} {one['id']}: {node['html'][:200]}"
                    for node in one["nodes"]
                ]
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    return Look(findings=tuple(findings), shifts=(shifts[0], shifts[1]))


def open_sections(page: Page) -> None:
    """Open every fold of a page and those inside them, but for the steps of the trace.

    Folds beside each other are opened at once, and plain folds need no round trip.
    """
    for _ in range(MOST_ROUNDS):
        if not page.evaluate(_OPEN_SEEN_FOLDS):
            page.evaluate(_OPEN_PLAIN_FOLDS)
            return
        page.wait_for_timeout(200)  # until then a run that was asked for may not have begun
        visit.settle(page)
    raise AssertionError("Some folds stay closed.")


@pytest.mark.parametrize("name", GOALS)
def test_axe_finds_nothing_on_a_goal_in_any_state(look: Callable[[str], Look], name: str) -> None:
    assert look(name).findings == ()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_other_page_of_a_person(
    look: Callable[[str], Look], name: str
) -> None:
    assert look(name).findings == ()


def test_axe_finds_nothing_before_the_first_goal(visitor_page: Page, server: Server) -> None:
    assert look_at(visitor_page, f"{server.url}/goals").findings == ()


def test_axe_finds_nothing_with_every_section_open(visitor_page: Page, lived: Lived) -> None:
    assert look_at(visitor_page, lived.goal("lived"), opened=True).findings == ()


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


@pytest.mark.parametrize("device", [0, 1], ids=["desk", "phone"])
@pytest.mark.parametrize("name", [*PAGES, *GOALS])
def test_a_page_does_not_jump_while_it_is_drawn(
    look: Callable[[str], Look], name: str, device: int
) -> None:
    assert look(name).shifts[device] <= LARGEST_SHIFT


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

    assert visitor_page.locator(".coach-paper li:visible").count() == 169
    assert visitor_page.get_by_role("button").count() == 0
    assert visitor_page.get_by_role("navigation").count() == 0
    visitor_page.emulate_media(media="screen")
