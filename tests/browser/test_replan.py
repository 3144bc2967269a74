"""On a phone: a bad week and its way on, a pause, and edits of the plan."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from core import formats
from core.clock import SystemClock
from core.ops.cli import rein as command_line
from tests.browser import visit
from tests.browser.serving import Server, put_back

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, kw_only=True)
class Past:
    """A server with a goal that was planned fifteen days ago and not worked on since."""

    server: Server
    goal_id: str


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database with that goal, and its id."""
    data_dir = tmp_path_factory.mktemp("replanned")
    with pytest.MonkeyPatch.context() as then:
        then.setattr(SystemClock, "now", lambda _: datetime.now(UTC) - timedelta(days=15))
        then.setenv("REIN_DATA_DIR", str(data_dir))
        then.setenv("REIN_ENV_FILE", os.devnull)
        made = CliRunner().invoke(command_line, ("goal", "Run 10 km in 20 weeks", "--json"))
    assert made.exit_code == 0, made.stderr
    return data_dir / "rein.db", json.loads(made.stdout)["goal"]["id"]


@pytest.fixture
def past(any_server: Callable[[], Server], planned: tuple[Path, str]) -> Past:
    file, goal_id = planned
    running = any_server()
    put_back(running, file)
    return Past(server=running, goal_id=goal_id)


@pytest.fixture
def phone(browser: Browser, past: Past) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{past.server.url}/goal?id={past.goal_id}")
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_visible()
    visit.settle(page)
    yield page
    context.close()


def opened(page: Page, fold: str) -> None:
    """Open a fold and wait for all that is in it; a click while it is drawn can be lost."""
    page.get_by_text(fold, exact=True).click()
    whole = page.get_by_test_id("stExpander").filter(has=page.get_by_text(fold, exact=True))
    inside = whole.last.get_by_test_id("stExpanderDetails")
    expect(inside.get_by_test_id("stElementContainer").first).to_be_visible()
    visit.settle(page)


def test_after_a_bad_week_a_way_on_is_chosen_and_undone(phone: Page) -> None:
    expect(phone.get_by_text("Three ways forward")).to_be_visible()
    way = phone.get_by_role("button", name="Choose: Same plan, later")
    expect(way).to_be_visible()
    assert visit.sideways(phone) == 0

    way.click()
    expect(phone.get_by_text("Your plan is changed.")).to_be_in_viewport()
    expect(phone.get_by_role("button", name="Undo", exact=True)).to_be_in_viewport()
    visit.settle(phone)
    opened(phone, "Change the plan")
    expect(phone.get_by_text(re.compile("Same plan, later: .*weeks later")).first).to_be_visible()
    undo = phone.get_by_role("button", name="Undo this change")
    visit.press(undo, shows=phone.get_by_text("Undone: the plan is as it was."))
    expect(phone.get_by_text("Three ways forward")).to_be_visible()


def test_a_title_is_edited(phone: Page) -> None:
    opened(phone, "Edit the plan")
    choose(phone, "The title")
    visit.fill(phone, "Title", "Run with my sister")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("heading", name="Run with my sister")).to_be_visible()
    visit.settle(phone)
    assert visit.sideways(phone) == 0


def test_the_end_is_moved_a_week_later(phone: Page) -> None:
    opened(phone, "Edit the plan")
    choose(phone, "The end date")
    later = shown_date(phone, "Last day") + timedelta(days=7)
    write_date(phone, "Last day", later)
    phone.get_by_role("button", name="Move the end").click()

    expect(phone.get_by_text("The end has moved.")).to_be_visible()
    expect(phone.get_by_text(f"– {formats.day(later, year=True)}").first).to_be_visible()
    visit.settle(phone)
    assert visit.sideways(phone) == 0


def test_a_pause_is_taken_and_ended(phone: Page) -> None:
    opened(phone, "Take a break")
    phone.get_by_role("button", name="Pause", exact=True).click()
    expect(phone.get_by_text("Paused. The dates after these days have moved.")).to_be_visible()
    expect(phone.get_by_text("Nothing is due in these days.")).to_be_visible()
    visit.settle(phone)
    assert visit.sideways(phone) == 0

    phone.get_by_role("button", name="Go on now").click()
    expect(phone.get_by_text("Welcome back. The plan goes on.")).to_be_visible()
    expect(phone.get_by_text("Nothing is due in these days.")).to_have_count(0)


def choose(page: Page, what: str) -> None:
    """Choose what to edit."""
    page.get_by_role("combobox", name=re.compile("What do you want to change?")).click()
    page.get_by_role("option", name=what, exact=True).click()
    visit.settle(page)


def part_of_date(page: Page, label: str, part: str) -> Locator:
    """Return the year, the month or the day of a date field."""
    return page.get_by_role("spinbutton", name=f"{part}, {label}", exact=True)


def shown_date(page: Page, label: str) -> date:
    year, month, day = (
        int(part_of_date(page, label, part).get_attribute("aria-valuenow") or "")
        for part in ("year", "month", "day")
    )
    return date(year, month, day)


def write_date(page: Page, label: str, wanted: date) -> None:
    """Type a date as with the keyboard, part by part."""
    for part, digits in (
        ("year", f"{wanted:%Y}"),
        ("month", f"{wanted:%m}"),
        ("day", f"{wanted:%d}"),
    ):
        field = part_of_date(page, label, part)
        field.press_sequentially(digits)
        expect(field).to_have_attribute("aria-valuenow", str(int(digits)))
