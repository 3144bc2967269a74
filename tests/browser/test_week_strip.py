"""The strip of weeks stays readable, and each of its weeks opens by tap and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import app
from app.coach.goal.plan import week_strip
from tests.browser.lived import PHONE, Lived, open_page
from tests.factories.stored import FIRST_DAY, make_plan

CSS = Path(app.__file__).parent / "coach" / "shared" / "coach.css"
COVERED = """() => [...document.querySelectorAll(".coach-strip li")].filter(cell => {
  const number = cell.querySelector("span:last-child").getBoundingClientRect();
  const signs = [...cell.querySelectorAll(".coach-dot, .coach-flag")];
  return number.bottom > cell.getBoundingClientRect().bottom
    || signs.some(sign => sign.getBoundingClientRect().bottom > number.top);
}).map(cell => cell.textContent)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_ring_and_no_flag_covers_the_number_of_its_week(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(week_strip.html, "draw", lambda markup: drawn.append(str(markup)))
    week_strip.show(make_plan(weeks=30), done=frozenset(), today=FIRST_DAY)
    page = browser.new_page(viewport={"width": width, "height": 300})
    page.set_content(
        f"<style>body {{ font: 16px/1.6 sans-serif }} {CSS.read_text()}</style>{drawn[0]}"
    )

    assert page.locator(".coach-strip .coach-dot").count() > 0
    assert page.evaluate(COVERED) == []
    page.close()


def test_a_week_opens_by_tap_and_by_keyboard(browser: Browser, lived: Lived) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    open_page(page, lived.goal("lived"))

    page.locator('.coach-strip a[data-week="20"]').click()
    expect(_week(page, 20).get_by_role("checkbox").first).to_be_visible()
    expect(_week(page, 20)).to_be_in_viewport()

    now = page.locator('.coach-strip a[tabindex="0"]')
    assert now.get_attribute("data-week") == "7"
    now.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(_week(page, 8).get_by_role("checkbox").first).to_be_visible()
    page.close()


def _week(page: Page, number: int) -> Locator:
    return page.locator(f'[class*="st-key-goal-plan-week{number}"]').first
