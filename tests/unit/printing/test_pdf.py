"""The printed plan: all of it can be read and copied, and no text of it is carried out."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typst

from core.plans.plan import Contingency, Plan, Resource, Task
from core.printing import pdf
from core.printing.pdf import write_pdf
from core.printing.sheet import UNTITLED, PrintedGoal, to_sheet
from core.progress.task_state import SkipReason, TaskState
from core.resolutions.resolution import Resolution
from tests.factories.stored import make_plan, make_resolution
from tests.fakes import NOW
from tests.pdf_text import Pdf, plain

PRINTED_ON = date(2027, 1, 5)
HOSTILE = {
    "code": '#let x = 1; #panic("no") #read("/etc/passwd")',
    "markup": "[ ] *bold* _it_ $x^2$ = Heading \\ @cite <label> // rest /* - + ~ ` ' \"",
    "json": '"}]}, {"title": "\\u0041',
    "bidi": "\u202egnp.exe",
    "greek": "Τρέξε πέντε χιλιόμετρα",
    "cyrillic": "Пробежать пять километров",
    "hebrew": "לרוץ חמישה",
    "controls": "a\x07b",
}
BEYOND_THE_FONTS = (
    "五キロを走る",
    "اجرِ خمسة",
    "पाँच किलोमीटर दौड़ें",
    "👩\u200d👩\u200d👧",
    "\U000e0041\ufffe",
)


def goal(plan: Plan, *, resolution: Resolution | None = None, **states: TaskState) -> PrintedGoal:
    return PrintedGoal(plan=plan, states=states, resolution=resolution, printed_on=PRINTED_ON)


def with_text(text: str) -> PrintedGoal:
    """Return a goal that has a text in each place that is printed."""
    plan = make_plan(weeks=1)
    week = plan.weeks[0]
    assert week.milestone is not None
    week = replace(
        week,
        focus=text,
        phase=text,
        if_then=text,
        tasks=(Task(id="t", title=text, minutes=5),),
        milestone=replace(week.milestone, title=text, metric=text),
    )
    plan = replace(
        plan,
        weeks=(week,),
        contingencies=(Contingency(trigger=text, response=text),),
        resources=(Resource(title=text, kind=text),),
    )
    return goal(plan, resolution=make_resolution(title=text, smart_statement=text))


def test_the_sheet_has_the_numbers_the_milestones_and_each_week() -> None:
    plan = make_plan(weeks=2)
    first, last = plan.weeks[0], plan.weeks[-1]

    text = plain(Pdf(write_pdf(goal(plan, resolution=make_resolution()))).text())

    assert last.milestone is not None
    for printed in (
        "Five kilometres by spring",
        "By 28 March I run 5 km.",
        "at most 3.5 h a week",
        "0 of 4 done",
        f"Milestone by {last.milestone.due_on:%a} {last.milestone.due_on.day} Jan: {last.milestone.title}",
        last.milestone.measure,
        "Week 1 Mon 4 Jan – Sun 10 Jan",
        first.focus.rstrip("🏃 "),
        first.if_then,
        *(task.title for task in first.tasks),
        *(one.response for one in plan.contingencies),
        *(one.title for one in plan.resources),
        "Check-in: look back for two minutes",
        "Printed Tue 5 Jan 2027",
    ):
        assert plain(printed) in text, printed


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_is_printed_and_never_carried_out(name: str) -> None:
    hostile = HOSTILE[name]
    expected = plain(hostile.replace("\u202e", "").replace("\x07", ""))
    if name == "hebrew":  # glyphs stand from left to right
        expected = plain(hostile)[::-1]

    text = plain(Pdf(write_pdf(with_text(hostile))).text())

    places = 12 if name != "hebrew" else 1
    assert text.replace("לרוץחמישה", expected).count(expected) >= places


@pytest.mark.parametrize("text", BEYOND_THE_FONTS)
def test_a_script_that_no_font_has_breaks_nothing(text: str) -> None:
    content = write_pdf(with_text(text))
    read = Pdf(content).text()

    assert b"/StructTreeRoot" in content
    assert "Week by week" in read
    assert "5 min" in read


def test_a_word_of_thousands_of_characters_stays_on_the_page() -> None:
    word = "w" * 5_000

    content = Pdf(write_pdf(with_text(word)))

    assert content.text().count("w") >= 12 * len(word)
    assert plain("Page 3 of") in plain(content.text())


def test_the_file_is_tagged_has_a_language_and_its_fonts_inside() -> None:
    content = write_pdf(with_text("Run"))

    assert content.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in content
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/Lang\s*\(en", content)
    fonts = len(re.findall(rb"/Type\s*/FontDescriptor", content))
    assert fonts == len(re.findall(rb"/FontFile\d?\s", content)) > 0
    assert all(re.search(rb"/MediaBox\s*\[0 0 595\.\d+ 841\.\d+\]", p) for p in Pdf(content).pages)


def test_a_task_says_what_became_of_it() -> None:
    sheet = to_sheet(
        goal(
            make_plan(weeks=1),
            w1t1=TaskState(done_at=NOW),
            w1t2=TaskState(skipped=SkipReason.ILL),
        )
    )

    (week,) = sheet["phases"][0]["weeks"]
    assert [task["done"] for task in week["tasks"]] == [True, False]
    assert week["tasks"][0]["when"].endswith("· done")
    assert week["tasks"][1]["when"].endswith("· skipped")
    assert {"name": "Tasks", "value": "1 of 2 done"} in sheet["numbers"]
    assert sheet["title"] == UNTITLED


def test_a_plan_of_a_year_is_printed_on_all_its_pages() -> None:
    content = Pdf(write_pdf(goal(make_plan(weeks=52))))

    assert len(content.pages) > 5
    assert plain("Week 52") in plain(content.text())
    assert plain(f"Page {len(content.pages)} of {len(content.pages)}") in plain(content.text())


def test_the_layout_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    folder = pdf._LAYOUT.parent

    assert [path.name for path in folder.iterdir()] == ["plan.typ"]
    for path in (str(outside), "/etc/passwd", "../sheet.py"):
        with pytest.raises(typst.TypstError):
            typst.compile(f'#read("{path}")'.encode(), root=folder)
