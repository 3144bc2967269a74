"""The strip of weeks stays readable: no sign of a week covers its number."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import app
from app.coach.goal.plan import week_strip
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
