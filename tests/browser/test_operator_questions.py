"""Ten questions of an operator, each answered in at most four clicks from Overview."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import visit
from tests.browser.serving import Server, serving
from tests.factories.small_sample import write_small_sample

MOST_CLICKS = 4


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two fifths of the sample in."""
    folder = tmp_path_factory.mktemp("asked")
    write_small_sample(folder, goals=44, circumstances=2)
    with serving(folder) as running:
        yield running


@dataclass(slots=True)
class Operator:
    """Clicks through the pages and counts; a search is typed and counts as one."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        target.first.click()
        self.clicks += 1
        visit.settle(self.page)

    def open(self, name: str) -> None:
        self.click(self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name))
        expect(self.page.get_by_role("heading", name=name, exact=True)).to_be_visible()

    def tile(self, name: str) -> Locator:
        return self.page.locator("a.rein-figure", has_text=name)

    def lead(self) -> Locator:
        return self.page.locator(".rein-lede").first


def is_quality_up_and_is_that_certain(one: Operator) -> None:
    expect(one.tile("Quality")).to_contain_text(re.compile(r"[+−]\d.*\s\[.*\], n\s\d+"))
    expect(one.lead()).to_contain_text("against the 30 days before")


def which_version_is_worst(one: Operator) -> None:
    row = one.page.locator(".rein-table tr", has_text="generate@v2")
    one.click(row.locator("a[href^='evaluations']"))
    expect(one.page.get_by_text("Filters (")).to_be_visible()
    expect(one.page).to_have_url(re.compile("prompt=generate"))
    kinds = one.page.locator(".rein-table", has=one.page.get_by_text("Overall by group"))
    expect(kinds.locator("tbody tr").first.locator("a[href*='kind=']")).to_be_visible()


def what_do_low_raters_complain_of(one: Operator) -> None:
    one.open("Feedback")
    one.click(one.page.get_by_text("90", exact=True))
    themes = one.page.locator(".rein-table", has_text="too tight").or_(
        one.page.locator(".rein-table", has_text="anybody")
    )
    expect(themes.first).to_be_visible()


def which_question_fails_most(one: Operator) -> None:
    one.open("Evaluations")
    one.click(one.page.get_by_text("Questions that fail"))
    expect(one.page.locator(".rein-table tbody tr").first).to_contain_text("%")


def which_goals_failed_and_why(one: Operator) -> None:
    one.click(one.tile("Error rate"))
    expect(one.page.get_by_text("Failed").first).to_be_visible()
    one.click(one.page.locator(".rein-table a[href^='trace?id=']"))
    expect(one.page.get_by_text("It failed")).to_be_visible()


def which_traces_cost_most(one: Operator) -> None:
    one.click(one.tile("Cost per goal"))
    expect(one.lead()).to_contain_text("most expensive first", ignore_case=True)


def is_the_judge_trustworthy(one: Operator) -> None:
    one.open("Evaluations")
    one.click(one.page.get_by_text("Judge and people"))
    expect(one.page.get_by_text("rank correlation").first).to_be_visible()


def find_a_trace_by_a_phrase_of_the_reply(one: Operator) -> None:
    one.open("Traces")
    one.page.get_by_label("Search").fill("thirty minutes before")
    one.page.keyboard.press("Enter")
    one.clicks += 1
    expect(one.lead()).to_contain_text("match")
    expect(one.page).to_have_url(re.compile("q=thirty"))


def what_changed_between_two_versions(one: Operator) -> None:
    one.open("Config")
    one.click(one.page.get_by_label("Compare with"))
    one.click(one.page.get_by_role("option", name="generate@v1"))
    expect(one.page.get_by_test_id("stCode").first).to_contain_text("@@")


def who_was_told_about_a_fix(one: Operator) -> None:
    one.open("Ratings")
    one.click(one.page.get_by_text("What raters were answered"))
    notes = one.page.locator(".rein-table", has_text="Since version").locator("tbody tr")
    expect(notes.first).to_contain_text("takes over sooner")
    expect(notes.first.locator("td").nth(2)).to_have_text(re.compile(r"\d+"))


QUESTIONS: tuple[Callable[[Operator], None], ...] = (
    is_quality_up_and_is_that_certain,
    which_version_is_worst,
    what_do_low_raters_complain_of,
    which_question_fails_most,
    which_goals_failed_and_why,
    which_traces_cost_most,
    is_the_judge_trustworthy,
    find_a_trace_by_a_phrase_of_the_reply,
    what_changed_between_two_versions,
    who_was_told_about_a_fix,
)


def test_ten_questions_are_answered_in_four_clicks_each(page: Page, reviewed: Server) -> None:
    clicks = {}
    for ask in QUESTIONS:
        page.goto(f"{reviewed.url}/overview?sample=1")
        expect(page.locator("a.rein-figure").first).to_be_visible()
        visit.settle(page)
        one = Operator(page)
        ask(one)
        clicks[ask.__name__.replace("_", " ")] = one.clicks
    print("\n".join(f"{count} {question}?" for question, count in clicks.items()))  # noqa: T201
    assert max(clicks.values()) <= MOST_CLICKS
