"""The page of a share link: words stay words, and a browser loads and runs nothing."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from app.api.shared_page.document import HEADERS, write_missing, write_plan
from core.plans.plan import Plan, Task
from core.progress.task_state import TaskState
from core.shares.shared_plan import to_shared_plan
from tests.factories.stored import FIRST_DAY, make_plan
from tests.fakes import NOW

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{title} {0} %s &amp; &#60;",
    "\u202e gnp.exe",
    "w" * 5_000,
    "اجرِ خمسة كيلومترات",
)


class Tags(HTMLParser):
    """The tags, attributes and texts of a document, as a browser reads them."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page_of(plan: Plan, title: str = "Spring", **states: TaskState) -> str:
    return write_plan(to_shared_plan(title, plan, states, today=FIRST_DAY, finished=False))


def with_text(text: str) -> Plan:
    """Return a plan that has a text in each place that others see."""
    plan = make_plan(weeks=1)
    week = plan.weeks[0]
    assert week.milestone is not None
    week = replace(
        week,
        focus=text,
        phase=text,
        tasks=(Task(id="t", title=text, minutes=5),),
        milestone=replace(week.milestone, title=text, metric=text, unit=text),
    )
    return replace(plan, weeks=(week,))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_a_plan_is_read_and_never_markup(text: str) -> None:
    plain, hostile = Tags(page_of(with_text("x"))), Tags(page_of(with_text(text), title=text))

    assert hostile.tags == plain.tags
    assert hostile.attributes == plain.attributes
    assert hostile.texts.count(text) == 6  # heading, phase, week, task, milestone twice


def test_the_policy_names_the_one_style_sheet_and_allows_nothing_else() -> None:
    (sheet,) = re.findall(r"<style>(.*?)</style>", page_of(make_plan()), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()

    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))

    assert policy == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert "url(" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize("document", [page_of(make_plan()), write_missing()])
def test_the_page_has_no_script_and_no_address_of_anything_else(document: str) -> None:
    page = Tags(document)

    assert {"script", "img", "link", "iframe", "a", "form"}.isdisjoint(page.tags)
    assert {"style", "src", "href", "onclick"}.isdisjoint(page.attributes)
    assert '<html lang="en">' in document
    assert '<meta name="robots" content="noindex, nofollow">' in document


def test_a_plan_says_what_is_done_and_which_week_it_is() -> None:
    document = page_of(make_plan(weeks=2), w1t1=TaskState(done_at=NOW))

    assert "1 of 4 tasks done" in document
    assert document.count("this week") == 1
    assert document.count("✓") == 1
    assert document.count("<h1") == 1
    assert [int(level) for level in re.findall(r"<h(\d)", document)] == [1, 2, 2, 3, 4, 4]


def test_a_plan_of_a_year_is_one_page_of_reasonable_size() -> None:
    plan = make_plan(weeks=52)

    assert plan.ends_on - plan.starts_on == timedelta(days=52 * 7 - 1)
    assert len(page_of(plan).encode()) < 100_000
