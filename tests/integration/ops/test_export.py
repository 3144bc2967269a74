"""`rein export`: everything a person wrote and was given, in files that are safe to open."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.goals.goal import Circumstances
from core.ids import new_id
from core.progress.check_in import Report
from core.progress.task_state import SkipReason
from core.quality.rating import Rating
from core.usecases.calendar.feeds import add_feed
from core.usecases.check_ins.check_in import check_in
from core.usecases.goals.archive import archive_goal
from core.usecases.goals.export_goals import as_cell, as_csv, export_goals
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_today import get_today
from core.usecases.plans.skip_task import skip_task
from core.usecases.ratings.rate import rate
from core.usecases.runs.execute import execute_run
from core.usecases.shares.share_links import add_share
from tests.integration.ops.conftest import Run

SOMEBODY = User(id=new_id(), name="Somebody", role=Role.USER)


def finish(rein: Rein, text: str, user: User = LOCAL_USER) -> Submitted:
    submitted = submit_goal(
        rein, viewer=Viewer(user=user), text=text, circumstances=Circumstances(), key=new_id()
    )
    execute_run(rein, submitted.run_id)
    return submitted


def opened(file: Path) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, str]]]]:
    with zipfile.ZipFile(file) as archive:
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
            for name in ("goals", "tasks", "ratings")
        }
        return json.loads(archive.read("goals.json")), tables


def test_every_goal_is_there_with_its_plan_its_scores_and_its_rating(
    rein: Rein, tmp_path: Path
) -> None:
    first, second = (
        finish(rein, "Run 5 km by the end of March"),
        finish(rein, "Read 12 books this year"),
    )
    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=second.goal_id)
    rate(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=first.trace_id,
        rating=Rating(stars=4.5, comment="Good.", clarity=True),
    )

    count = export_goals(rein, viewer=LOCAL_VIEWER, file=tmp_path / "mine.zip")

    goals, tables = opened(tmp_path / "mine.zip")
    assert count == 2
    assert {goal["goal"]["id"]: goal["archived"] for goal in goals} == {
        first.goal_id: False,
        second.goal_id: True,
    }
    assert all(
        goal["plan"]["weeks"] and goal["evaluation"]["overall"] and goal["resolution"]
        for goal in goals
    )
    assert [row["goal_id"] for row in tables["goals"]] == [first.goal_id, second.goal_id]
    tasks = sum(len(week["tasks"]) for goal in goals for week in goal["plan"]["weeks"])
    assert len(tables["tasks"]) == tasks
    (rating,) = tables["ratings"]
    assert (rating["stars"], rating["clarity"], rating["usefulness"], rating["comment"]) == (
        "4.5",
        "True",
        "",
        "Good.",
    )


def test_what_a_person_did_with_a_plan_is_there_too(rein: Rein, tmp_path: Path) -> None:
    goal_id = finish(rein, "Run 5 km by the end of March").goal_id
    day = get_today(rein, viewer=LOCAL_VIEWER)
    ticked, skipped = [one.task.id for one in (*day.tasks, *day.later)][:2]
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=ticked, done=True)
    skip_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=skipped, reason=SkipReason.TIRED)
    report = Report(effort=3, value=1.5, note="Went well")
    check_in(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=report, key="once")

    export_goals(rein, viewer=LOCAL_VIEWER, file=tmp_path / "mine.zip")

    ((goal,), _tables) = opened(tmp_path / "mine.zip")
    assert goal["task_states"][ticked]["done_at"] is not None
    assert goal["task_states"][skipped]["skipped"] == "tired"
    assert [one["value"] for one in goal["measurements"]] == [1.5]
    assert [one["note"] for one in goal["check_ins"]] == ["Went well"]
    assert goal["conversation"] == goal["remembered"] == []


def test_links_and_feeds_are_there_as_facts_without_their_secrets(
    rein: Rein, tmp_path: Path
) -> None:
    goal_id = finish(rein, "Run 5 km by the end of March").goal_id
    share = add_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, days=30)
    feeds = [add_feed(rein, viewer=LOCAL_VIEWER, goal_id=scope) for scope in (goal_id, None)]

    export_goals(rein, viewer=LOCAL_VIEWER, file=tmp_path / "mine.zip")

    ((goal,), _tables) = opened(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        of_all = json.loads(archive.read("calendar.json"))
        whole = "".join(archive.read(name).decode() for name in archive.namelist())
    assert goal["share_link"]["expires_at"] == share.link.expires_at.isoformat()
    assert goal["calendar_feed"]["since"] == of_all["since"] == feeds[0].feed.created_at.isoformat()
    for path in (share.path, *(feed.path for feed in feeds)):
        secret = path.rsplit("/", 1)[-1].removesuffix(".ics")
        assert secret not in whole
    assert share.link.digest not in whole


def test_nobody_takes_away_the_goals_of_somebody_else(rein: Rein, tmp_path: Path) -> None:
    finish(rein, "Swim 500 m by June", SOMEBODY)

    assert export_goals(rein, viewer=LOCAL_VIEWER, file=tmp_path / "mine.zip") == 0

    assert opened(tmp_path / "mine.zip")[0] == []


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"])
def test_a_cell_that_a_spreadsheet_would_run_is_shown_instead(start: str) -> None:
    assert as_cell(start) == f"'{start}"


@pytest.mark.parametrize("value", ["run -5 km", "", None, -5, 4.5, True])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert as_cell(value) is value


def test_separators_quotes_and_line_ends_stay_inside_their_cell() -> None:
    text = 'a,b;"c"\nd'

    (row,) = csv.DictReader(
        io.StringIO(as_csv(("text",), [{"text": text}]).removeprefix("\ufeff"), newline="")
    )

    assert row["text"] == text


def test_a_file_that_cannot_be_written_leaves_nothing_behind(rein: Rein, tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match="cannot be written"):
        export_goals(rein, viewer=LOCAL_VIEWER, file=tmp_path / "missing" / "mine.zip")


def test_the_command_says_how_many_and_the_file_is_private(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.zip"

    result = run("export", "--out", str(file))

    assert result.exit_code == 0
    assert "0 goals" in result.stdout
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_a_table_is_written_in_each_format_and_counted(
    run: Run, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / f"traces.{format_}"

    result = run(
        "export", "traces", "--format", format_, "--since", "2027-01-01", "--out", str(file)
    )

    assert (result.exit_code, result.stdout) == (0, f"{file} holds 0 records of traces.\n")
    assert file.stat().st_size > 0 or format_ == "jsonl"


def test_options_of_a_table_are_refused_for_the_goals_of_a_person(run: Run, tmp_path: Path) -> None:
    result = run("export", "--format", "jsonl", "--out", str(tmp_path / "mine.zip"))

    assert result.exit_code == 2
    assert "TABLE" in result.output
