"""The views of the Evaluations page: questions that fail, judge and people, lowest first."""

import csv
import io
import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest

from app.review.evaluations.agreement import rows as agreement
from app.review.evaluations.choices import View
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.agreement.trust import RULE
from core.usecases.goals.submit import Submitted
from core.usecases.scores.get_judge_agreement import get_judge_agreement
from core.usecases.utc_days import last_days
from tests.app.conftest import Open, said_on

PAGE = "review/evaluations/page.py"


def tables(at: AppTest) -> dict[str, dict[str, Any]]:
    drawn = [json.loads(element.proto.json) for element in at.get("bidi_component")]
    return {table["caption"]: table for table in drawn}


def test_the_questions_that_fail_lead_to_examples_and_their_traces(
    with_sample: Rein, open_page: Open
) -> None:
    at = open_page(PAGE, sample="1", days="90", view=View.QUESTIONS)
    (questions,) = tables(at).values()
    first = questions["rows"][0]
    assert not at.exception
    assert "fails most" in said_on(at)
    least = [row[3]["text"].partition("–")[0] for row in questions["rows"]]
    answered = [int(share) for share in least if share]
    assert len(answered) > len(least) / 2
    assert answered == sorted(answered, reverse=True), "the surest failures come first"
    assert not any(least[len(answered) :]), "questions without an answer come last"

    at.selectbox(key="item").set_value(first[0]["to"].rpartition("item=")[2]).run()

    assert not at.exception
    found = tables(at)
    examples = found["Evaluations that answered the question with no, the newest first"]
    assert all(row[-1]["to"].startswith("trace?id=") for row in examples["rows"])
    assert {"By prompt version", "By model"} <= found.keys()


def test_the_judge_is_held_against_people_with_its_rule_and_its_pairs(
    with_sample: Rein, open_page: Open
) -> None:
    at = open_page(PAGE, sample="1", days="90", view=View.PEOPLE)

    said, found = said_on(at), tables(at)
    assert not at.exception
    assert RULE in said
    assert "Too early to tell" in said
    assert re.search(r"of \d+ (?:person|people)", said)
    levels = found["Pairs by score and stars"]
    counts = [cell for row in levels["rows"] for cell in row[1:] if cell["text"]]
    gaps = found["Pairs of score and value, the largest gap first"]["rows"]
    assert sum(int(cell["text"]) for cell in counts) == len(gaps)
    assert all(f"view={View.PEOPLE.value.replace(' ', '+')}" in cell["to"] for cell in counts)

    cell = counts[0]
    at = open_page(
        PAGE, sample="1", days="90", view=View.PEOPLE, cell=cell["to"].rpartition("cell=")[2]
    )

    chosen = tables(at)["Pairs of score and value, the largest gap first"]["rows"]
    assert len(chosen) == int(cell["text"])
    at.button(key="agreement.all").click().run()
    assert len(tables(at)["Pairs of score and value, the largest gap first"]["rows"]) == len(gaps)


def test_a_cell_that_does_not_exist_is_no_cell(with_sample: Rein, open_page: Open) -> None:
    at = open_page(PAGE, sample="1", days="90", view=View.PEOPLE, cell="9-<b>")

    assert not at.exception
    assert "furthest apart" in said_on(at)


def test_one_rated_result_is_shown_and_decides_nothing(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE, view=View.PEOPLE)

    said = said_on(at)
    assert not at.exception
    assert "1 of about 30 pairs so far." in said
    assert "Fewer than 3 pairs." in said
    assert f"trace?id={with_goal.trace_id}" in said


def test_without_completed_weeks_there_are_no_pairs_and_a_way_on(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE, view=View.PEOPLE)

    at.segmented_control(key="people").set_value("Tasks of week 1 done").run()

    assert not at.exception
    assert "No pairs in this window" in said_on(at)


def test_the_lowest_scores_come_first_with_what_failed(with_sample: Rein, open_page: Open) -> None:
    at = open_page(PAGE, sample="1", days="90", view=View.LOWEST)

    (lowest,) = tables(at).values()
    scores = [float(row[1]["text"]) for row in lowest["rows"]]
    assert not at.exception
    assert scores == sorted(scores)
    assert " no: " in lowest["rows"][0][2]["note"]
    assert all(row[-1]["to"].startswith("trace?id=") for row in lowest["rows"])


def test_files_have_what_is_shown_and_no_person(with_sample: Rein) -> None:
    found = get_judge_agreement(
        with_sample, viewer=LOCAL_VIEWER, days=last_days(with_sample, 90), sample=True
    )

    file = agreement.as_csv(found).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert [row["trace_id"] for row in rows] == [pair.trace_id for pair in found.pairs]
    assert all(pair.judged.person not in file for pair in found.pairs)
