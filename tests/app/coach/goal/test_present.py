"""Laws of what the coach's pages compute before anything is drawn."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.coach.goal import goal_document, present
from app.coach.goal.plan import week_strip
from app.coach.goal.present import author_of
from app.coach.goal.result.resolution_view import evidence_of
from app.coach.goal.run import takeover
from app.coach.goal.run.stage_lines import Pace, seconds_between, stage_lines
from app.coach.goals import present as cards
from app.coach.goals.actions import submission_key
from app.coach.shared.draft import Draft
from app.coach.shared.progress_bar import progress_bar
from app.ui.labels import STAGES
from core import formats
from core.goals.goal import Circumstances
from core.runs.goal_state import StageName
from core.store.runs.takeovers import Takeover
from core.store.runs.values import RunStatus, StageStatus
from tests.app.coach.samples import (
    STAGE_NAMES,
    START,
    make_card,
    make_evaluation,
    make_goal,
    make_plan,
    make_resolution,
    make_stage,
    make_view,
)
from tests.fakes import NOW

SPEAKING = "=cmd()|' /C calc'!A0 <script>alert(1)</script> # *bold* [link](javascript:x)"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (3.21, "3.2 s"), (12.4, "12 s"), (125, "2 min 5 s"), (3_700, "1 h 1 min")],
)
def test_a_duration_is_said_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert formats.seconds(seconds) == said


def test_a_span_names_both_years_only_where_they_differ() -> None:
    assert formats.date_range(date(2027, 1, 4), date(2027, 3, 28)) == "Mon 4 Jan – Sun 28 Mar 2027"
    assert (
        formats.date_range(date(2026, 12, 28), date(2027, 1, 3))
        == "Mon 28 Dec 2026 – Sun 3 Jan 2027"
    )


def test_hours_and_minutes_carry_no_idle_zeros() -> None:
    assert [
        formats.hours(3.0),
        formats.hours(2.5),
        formats.hours(3.75),
        formats.minutes(45),
        formats.minutes(90),
        formats.minutes(120),
    ] == [
        "3 h",
        "2.5 h",
        "3 h 45 min",
        "45 min",
        "1 h 30 min",
        "2 h",
    ]


def test_every_stage_of_the_pipeline_has_a_title_and_a_sentence() -> None:
    assert list(STAGES) == [stage.value for stage in StageName]


def test_a_stage_that_has_not_begun_waits_and_shows_no_time() -> None:
    lines = stage_lines(make_view(status=RunStatus.RUNNING, stages=()), now=NOW)

    assert [(line.pace, line.seconds) for line in lines] == [(Pace.WAITING, None)] * 4


def test_the_time_of_a_running_stage_grows_until_now() -> None:
    running = make_stage("preprocess", status=StageStatus.STARTED, finished_at=None)

    line = stage_lines(make_view(status=RunStatus.RUNNING, stages=(running,)), now=NOW)[0]

    assert (line.pace, line.seconds) == (Pace.RUNNING, 5.0)


def test_a_stage_left_open_by_a_run_that_ended_has_stopped() -> None:
    left = make_stage("generate", status=StageStatus.STARTED, finished_at=None)

    line = stage_lines(make_view(status=RunStatus.CANCELLED, stages=(left,)), now=NOW)[1]

    assert (line.pace, line.seconds) == (Pace.STOPPED, 0.0)


def test_a_failed_stage_waits_again_once_the_run_is_tried_again() -> None:
    failed = make_stage("plan", status=StageStatus.FAILED, error="No answer")

    over = stage_lines(make_view(status=RunStatus.FAILED, stages=(failed,)), now=NOW)[3]
    again = stage_lines(make_view(status=RunStatus.QUEUED, stages=(failed,)), now=NOW)[3]

    assert (over.pace, again.pace) == (Pace.FAILED, Pace.WAITING)


def test_a_stage_that_waits_for_its_worker_after_the_answers_does_not_count_the_persons_time() -> (
    None
):
    asked = make_stage("preprocess", status=StageStatus.STARTED, finished_at=None)

    line = stage_lines(make_view(status=RunStatus.QUEUED, stages=(asked,)), now=NOW)[0]

    assert (line.pace, line.seconds) == (Pace.WAITING, None)


def test_the_author_is_named_with_the_reason_for_not_being_the_first_choice() -> None:
    stages = (
        make_stage("generate"),
        make_stage(
            "plan", provider="offline", model="offline-coach", because="Gemini is out of quota."
        ),
    )
    view = make_view(stages=stages)

    assert author_of(view, "generate") == "gemini-3.8-flash"
    assert author_of(view, "plan") == "the offline coach because Gemini is out of quota"
    assert author_of(view, "evaluate") == ""


def test_phases_are_cut_where_the_name_changes() -> None:
    phases = week_strip.phases_of(make_plan())

    assert [(name, len(weeks)) for name, weeks in phases] == [
        ("Find your feet", 4),
        ("Build", 5),
        ("Sharpen", 3),
    ]


@pytest.mark.parametrize(
    ("today", "current", "opened"),
    [
        (START - timedelta(days=1), None, 1),
        (START, 1, 1),
        (START + timedelta(days=20), 3, 3),
        (START + timedelta(days=400), None, 12),
    ],
)
def test_the_week_of_today_is_open_else_the_nearest(
    today: date, current: int | None, opened: int
) -> None:
    plan = make_plan()

    assert (week_strip.current_week(plan, today), week_strip.week_to_open(plan, today)) == (
        current,
        opened,
    )


def test_only_a_yes_with_words_behind_it_is_evidence() -> None:
    evidence = evidence_of(make_evaluation())

    assert evidence["5 km"].startswith("Specificity: ")
    assert "three times a week" not in evidence  # the words of a no
    assert "" not in evidence
    assert evidence_of(None) == {}


def test_a_meter_never_runs_over() -> None:
    assert "width:100%" in progress_bar(1.7, "x")
    assert "width:0%" in progress_bar(-1, "x")


def make_draft(**changes: Any) -> Draft:
    values = {"id": "d", "text": "run", "circumstances": Circumstances()}
    return Draft(**(values | changes))


def test_the_same_words_of_one_draft_have_one_key_and_other_words_another() -> None:
    first = submission_key(make_draft())

    assert first == submission_key(make_draft())
    assert first != submission_key(make_draft(text="walk"))
    assert first != submission_key(make_draft(circumstances=Circumstances(hours_per_week=2)))
    assert first != submission_key(make_draft(id="e"))


def test_a_key_can_be_made_of_any_text() -> None:
    assert submission_key(make_draft(text="\ud800 \x00 🙂"))


def test_a_goal_without_a_resolution_is_titled_by_its_own_words() -> None:
    long = "word " * 100

    assert cards.title_of(make_card(title=None, text="run\n5 km")) == "run 5 km"
    assert len(cards.title_of(make_card(title=None, text=long))) <= cards.MAX_CHARACTERS
    assert len(present.title_of(make_view(resolution=None, text=long))) <= present.MAX_CHARACTERS


def test_the_document_tells_the_whole_story_with_ticks_and_dates() -> None:
    text = goal_document.as_markdown(make_view())

    assert text.startswith("# 5 km without stopping by 28 March\n")
    assert "### Week 1, from Mon 4 Jan 2027: Run 1 minutes" in text
    assert "- [x] Run and walk easy (26 min, Tue)" in text
    assert "- [ ] Run and walk easy (26 min, Thu)" in text
    assert "Milestone by Sun 31 Jan 2027" in text
    assert "- Clarity: 8.6 of 10" in text
    assert "- Checked by rules: 22 of 26 checks passed" in text


def test_a_document_of_an_unfinished_goal_leaves_out_what_is_missing() -> None:
    text = goal_document.as_markdown(
        make_view(clarified=None, resolution=None, evaluation=None, plan=None)
    )

    assert text == "# Goal\n\n> I want to run a 5K by the end of Q1\n"


def test_nobodys_words_are_markup_in_the_document() -> None:
    view = make_view(
        text=SPEAKING,
        clarified=make_goal(statement=SPEAKING, notes=(SPEAKING,)),
        resolution=make_resolution(title=SPEAKING, description=SPEAKING),
        plan=make_plan(weeks=1),
    )

    text = goal_document.as_markdown(view)

    assert re.search(r"(?<!\\)<", text) is None
    assert re.search(r"(?<!\\)\]\(", text) is None
    assert not any(line.startswith(("=", "@")) for line in text.splitlines())


def test_the_json_document_can_stand_in_a_page_and_says_the_same() -> None:
    text = goal_document.as_json(make_view(text=SPEAKING), None)

    assert "<" not in text
    assert json.loads(text)["goal"]["text"] == SPEAKING
    assert set(json.loads(text)["written_by"]) == set(STAGE_NAMES)


def test_between_unknown_moments_no_time_has_passed() -> None:
    assert seconds_between(None, datetime(2027, 1, 1, tzinfo=UTC)) == 0.0


TAKEN_OVER = Takeover(
    stage="generate", at=NOW, first_starts={"generate": NOW - timedelta(seconds=20)}, in_doubt=1
)


def test_a_run_whose_worker_stopped_says_so_until_and_after_another_takes_it_over() -> None:
    gone = make_view(status=RunStatus.RUNNING, lease_until=NOW - timedelta(seconds=1))
    held = make_view(status=RunStatus.RUNNING, lease_until=NOW + timedelta(seconds=10))

    assert "Another one takes it over by itself; nothing finished is lost." in takeover.describe(
        gone, now=NOW
    )
    assert takeover.describe(held, now=NOW) == ""
    for status in (RunStatus.RUNNING, RunStatus.DONE):
        said = takeover.describe(make_view(status=status, takeover=TAKEN_OVER), now=NOW)
        assert (
            "A worker stopped during “Writing your resolution”; another one took this over" in said
        )
        assert "Nothing finished is lost." in said
