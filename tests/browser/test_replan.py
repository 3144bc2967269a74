"""On a phone: a bad week, its way on and the way back, and another title."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from core.clock import SystemClock
from core.ops.cli import rein as command_line
from tests.browser import visit
from tests.browser.serving import Server, serving

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, kw_only=True)
class Past:
    """A server with a goal that was planned fifteen days ago and not worked on since."""

    server: Server
    goal_id: str


@pytest.fixture
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    data_dir = tmp_path_factory.mktemp("replanned")
    with pytest.MonkeyPatch.context() as then:
        then.setattr(SystemClock, "now", lambda _: datetime.now(UTC) - timedelta(days=15))
        then.setenv("REIN_DATA_DIR", str(data_dir))
        then.setenv("REIN_ENV_FILE", os.devnull)
        made = CliRunner().invoke(command_line, ("goal", "Run 10 km in 20 weeks", "--json"))
    assert made.exit_code == 0, made.stderr
    goal = json.loads(made.stdout)
    with serving(data_dir) as server:
        yield Past(
            server=server,
            goal_id=goal["goal"]["id"],
        )


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
    page.get_by_text(fold, exact=True).click()
    visit.settle(page)


def test_after_a_bad_week_a_way_on_is_chosen_and_undone(phone: Page) -> None:
    expect(phone.get_by_text("Three ways forward")).to_be_visible()
    way = phone.get_by_role("button", name="Choose: Same plan, later")
    expect(way).to_be_visible()
    assert visit.sideways(phone) == 0

    way.click()
    expect(phone.get_by_text("Your plan is changed. You can undo it below.")).to_be_visible()
    visit.settle(phone)
    opened(phone, "Change the plan")
    expect(phone.get_by_text(re.compile("Same plan, later: .*weeks later")).first).to_be_visible()
    phone.get_by_role("button", name="Undo this change").click()

    expect(phone.get_by_text("Undone: the plan is as it was.")).to_be_visible()
    expect(phone.get_by_text("Three ways forward")).to_be_visible()


def test_a_title_is_edited(phone: Page) -> None:
    opened(phone, "Edit the plan")
    choose(phone, "The title")
    visit.fill(phone, "Title", "Run with my sister")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("heading", name="Run with my sister")).to_be_visible()
    visit.settle(phone)
    assert visit.sideways(phone) == 0


def choose(page: Page, what: str) -> None:
    """Choose what to edit."""
    page.get_by_role("combobox", name=re.compile("What do you want to change?")).click()
    page.get_by_role("option", name=what, exact=True).click()
    visit.settle(page)
