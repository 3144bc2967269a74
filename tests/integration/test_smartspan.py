"""Real words of real people, beside this checkout where they are present: none of them may break a run."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import InvalidInput
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.goals.read import find_goal
from core.store.runs.values import RunStatus
from core.store.traces.read import find_trace
from core.usecases.goals.goal_json import to_json
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.run_and_wait import run_and_wait
from tests.conftest import SomeOf

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
GOALS = FOLDER / "goals_smartspan.jsonl"
BAD_INPUTS = FOLDER / "bad_inputs.jsonl"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout; it is not ours to ship.")
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def work(rein: Rein, text: str, *, insist: bool = False) -> dict[str, Any]:
    """Do what `rein goal --json` does with a text, and return what it prints."""
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text,
        circumstances=Circumstances(),
        key=new_id(),
        insist=insist,
    )
    run_and_wait(rein, submitted.run_id)
    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id)
    detail = find_trace(rein.database, submitted.trace_id)
    assert view is not None
    assert view.status is RunStatus.DONE, f"{text!r}: {view.error}"
    found: dict[str, Any] = json.loads(
        json.dumps(to_json(view, detail.row if detail is not None else None))
    )
    return found


def test_every_goal_people_wrote_with_their_health_coach_becomes_a_scored_plan(
    rein: Rein, some_of: SomeOf
) -> None:
    texts = some_of([goal["text"] for note in lines(GOALS) for goal in note["goals"]], 6)

    results = [work(rein, text, insist=True) for text in texts]

    assert len(results) > 20
    for text, result in zip(texts, results, strict=True):
        assert result["plan"]["weeks"], text
        assert result["evaluation"]["overall"] is not None, text
        assert (
            len({week["starts_on"] for week in result["plan"]["weeks"]})
            == result["plan"]["total_weeks"]
        ), text


def test_a_text_made_to_break_things_is_no_goal(rein: Rein) -> None:
    refusals: list[InvalidInput] = []
    planned: list[str] = []
    for entry in lines(BAD_INPUTS):
        try:
            submit_goal(
                rein,
                viewer=LOCAL_VIEWER,
                text=entry["text"],
                circumstances=Circumstances(),
                key=new_id(),
            )
            planned.append(entry["text"])
        except InvalidInput as refusal:
            refusals.append(refusal)

    assert {refusal.field for refusal in refusals} == {"text"}
    assert all(refusal.message for refusal in refusals)
    # What people write is data: a text with enough letters is planned like any other, and only the
    # gate's own doubt declines it. None of them changes anything (the test below).
    assert len(planned) <= 0.15 * len(list(lines(BAD_INPUTS))), planned


def test_a_text_made_to_break_things_breaks_nothing_when_somebody_insists(
    rein: Rein, some_of: SomeOf
) -> None:
    planned = 0
    entries = some_of(list(lines(BAD_INPUTS)), 12)
    for entry in entries:
        try:
            result = work(rein, entry["text"], insist=True)
        except InvalidInput:
            continue
        planned += 1
        assert result["plan"]["weeks"], entry["id"]

    assert planned > 0.4 * len(entries)
