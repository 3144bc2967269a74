"""Overview and Evaluations are headed by what models judged, and say what was scored by rule."""

import json

import pytest

from core.bootstrap import Rein
from core.llm.providers.offline import OfflineModel
from core.tracing.span_record import SpanStatus
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on
from tests.factories.stored import (
    add_evaluation,
    add_trace,
    close_trace,
    make_evaluation,
    make_span,
)

OVERVIEW, EVALUATIONS = "review/overview/page.py", "review/evaluations/page.py"


@pytest.fixture
def outage(served_rein: Rein, with_goal: Submitted) -> Rein:
    """One goal scored by rule beside two that a model judged, and two more of the rules."""
    with served_rein.database.begin() as work:
        for judge, yes in (
            ("gemini-4-argon", 2),
            ("gemini-4-argon", 2),
            (OfflineModel.name, 4),
            (OfflineModel.name, 4),
        ):
            add_evaluation(
                work, add_trace(work), evaluation=make_evaluation(yes=yes), judge_model=judge
            )
    return served_rein


def test_the_tile_is_made_of_what_models_judged_and_says_what_is_kept_apart(
    outage: Rein,
    open_page: Open,
) -> None:
    at = open_page(OVERVIEW)

    said = said_on(at)
    assert not at.exception
    judged = make_evaluation(yes=2).overall
    assert f'"name": "Quality score", "value": "{judged:.1f}"' in said.replace(
        '":"', '": "'
    ).replace('","', '", "')
    assert "n = 2 evaluations; 95 % interval" in said
    assert "3 more scored by rule: " in said
    assert ", counted separately" in said


@pytest.mark.parametrize("page", [OVERVIEW, EVALUATIONS])
def test_where_rules_scored_everything_the_page_says_so(
    with_goal: Submitted,
    open_page: Open,
    page: str,
) -> None:
    said = said_on(open_page(page))

    assert "scored by rule" in said.lower()
    assert "counted separately" not in said


def test_the_evaluations_are_headed_and_drawn_by_what_models_judged(
    outage: Rein,
    open_page: Open,
) -> None:
    at = open_page(EVALUATIONS)

    said = said_on(at)
    assert not at.exception
    assert f"Quality score {make_evaluation(yes=2).overall:.1f} [" in said
    assert "from 2 evaluations" in said
    assert "3 more scored by rule: " in said
    at.selectbox(key="day").select_index(0).run()
    assert rows_on(at) == 2


def test_scorers_can_be_compared_from_the_address(outage: Rein, open_page: Open) -> None:
    at = open_page(EVALUATIONS, compare="Scored by")

    assert not at.exception
    (groups,) = [json.loads(element.proto.json)["rows"] for element in at.get("bidi_component")]
    assert {(row[0]["text"], row[3]["text"]) for row in groups} == {
        ("gemini-4-argon", "2"),
        ("offline-coach", "3"),
    }
    at.selectbox(key="day").select_index(0).run()
    assert rows_on(at) == 5


def rows_on(at) -> int:  # noqa: ANN001 - the page
    return len(json.loads(at.get("bidi_component")[-1].proto.json)["rows"])


def test_the_offline_coach_says_of_each_version_how_often_it_wrote_instead_of_a_model(
    served_rein: Rein, open_page: Open
) -> None:
    with served_rein.database.begin() as work:
        for version, failed in (
            ("", True),
            ("", True),
            ("defaults@v3", False),
            ("defaults@v3", True),
        ):
            trace_id = add_trace(work)
            status = SpanStatus.ERROR if failed else SpanStatus.OK
            work.traces.add_spans((make_span(trace_id, "00000000000000ab", status=status),))
            close_trace(work, trace_id, writer_model=OfflineModel.name, prompt_version=version)

    said = said_on(open_page(OVERVIEW))
    assert '"2 after a model failed, 0 from the start"' in said
    assert '"defaults@v3: 1 after a model failed, 1 from the start"' in said
