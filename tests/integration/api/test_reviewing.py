"""Ratings, traces and figures over HTTP."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.accounts.user import LOCAL_USER_ID
from core.bootstrap import Rein
from core.ids import new_id
from core.store.ratings.read import rating_history
from tests.factories.many_ratings import (
    COMPLAINT,
    HIGH,
    LOW,
    contrasting_comments,
    write_comments,
)
from tests.factories.stored import add_evaluation, add_goal, add_trace, make_evaluation
from tests.fakes import FrozenClock
from tests.integration.api.conftest import Caller

FULL = {
    "rating": 3.5,
    "usefulness": True,
    "clarity": False,
    "motivation": None,
    "comment": "Too\u0000 tight.",
}


@pytest.mark.parametrize("path", ["/api/v1/feedback", "/api/feedback"])
def test_a_rating_is_stored_whole(owner: Caller, rein: Rein, path: str) -> None:
    trace_id = owner.finish_goal()["trace_id"]

    answer = owner.post(path, FULL | {"trace_id": trace_id})

    assert answer.status_code == 201
    assert answer.json() == FULL | {
        "trace_id": trace_id,
        "personalization": None,
        "comment": "Too tight.",
    }
    (stored,) = rating_history(rein.database, trace_id=trace_id, user_id=LOCAL_USER_ID)
    assert (stored.stars, stored.usefulness, stored.clarity, stored.motivation) == (
        3.5,
        True,
        False,
        None,
    )


def test_records_are_a_file_for_reviewers_in_each_format(owner: Caller) -> None:
    trace_id = owner.finish_goal()["trace_id"]
    owner.post("/api/v1/feedback", FULL | {"trace_id": trace_id, "comment": "=1+1"})

    table = owner.get("/api/v1/records/ratings")
    lines = owner.get("/api/v1/records/ratings", format="jsonl", since="2020-01-01")
    traces = owner.get("/api/v1/records/traces", format="parquet")

    assert table.headers["content-type"].startswith("text/csv")
    assert "'=1+1" in table.text
    assert [json.loads(line)["comment"] for line in lines.text.splitlines()] == ["=1+1"]
    assert traces.content.startswith(b"PAR1")
    assert owner.get("/api/v1/records/ratings", until="2020-01-01").text.count("\n") == 1
    assert owner.get("/api/v1/records/ratings", until="0").status_code == 422
    assert owner.get("/api/v1/records/goals").status_code == 422


def test_a_second_rating_replaces_the_first(owner: Caller) -> None:
    trace_id = owner.finish_goal()["trace_id"]

    for stars in (2, 4.5):
        owner.post("/api/v1/feedback", {"trace_id": trace_id, "rating": stars})

    summary = owner.get("/api/v1/feedback/summary").json()
    assert (summary["n"], summary["mean"]) == (1, 4.5)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rating": 0}, "rating"),
        ({"rating": 5.5}, "rating"),
        ({"rating": 3.3}, "rating"),
        ({"rating": True}, "rating"),
        ({"rating": "5"}, "rating"),
        ({"rating": None}, "rating"),
        ({"clarity": 1}, "clarity"),
        ({"comment": "x" * 4_001}, "comment"),
        ({"trace_id": "abc"}, "trace_id"),
        ({"stars": 3}, "stars"),
    ],
)
def test_an_invalid_rating_names_the_field(
    owner: Caller, change: dict[str, Any], field: str
) -> None:
    answer = owner.post("/api/v1/feedback", {"trace_id": new_id(), "rating": 4} | change)

    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json()["errors"]] == [field]


def test_a_rating_of_an_unknown_trace_is_not_found(owner: Caller) -> None:
    assert owner.post("/api/v1/feedback", {"trace_id": new_id(), "rating": 4}).status_code == 404


def test_a_summary_counts_the_days_that_were_asked_for(owner: Caller, clock: FrozenClock) -> None:
    for stars in (5, 2):
        owner.post(
            "/api/v1/feedback",
            {"trace_id": owner.finish_goal()["trace_id"], "rating": stars, "clarity": True},
        )
        clock.advance(timedelta(days=10))

    month = owner.get("/api/v1/feedback/summary", days=30).json()
    week = owner.get("/api/v1/feedback/summary", days=11).json()

    assert (month["n"], month["mean"]) == (2, 3.5)
    assert month["dimensions"]["clarity"] == {"yes": 2, "n": 2, "share": 1.0}
    assert month["dimensions"]["usefulness"] == {"yes": 0, "n": 0, "share": None}
    assert {stars: n for stars, n in month["histogram"].items() if n} == {"2.0": 1, "5.0": 1}
    assert [(day["n"], day["mean"]) for day in month["trend"]] == [(1, 5.0), (1, 2.0)]
    assert (week["n"], week["mean"]) == (1, 2.0)


def test_without_ratings_the_mean_is_null_and_not_zero(owner: Caller) -> None:
    summary = owner.get("/api/v1/feedback/summary").json()

    assert (summary["n"], summary["mean"], summary["variance"], summary["trend"]) == (
        0,
        None,
        None,
        [],
    )


def test_the_trend_has_each_dimension_of_each_day(owner: Caller) -> None:
    finished = owner.finish_goal()

    trend = owner.get("/api/v1/evaluations/trend", days=7).json()

    scores = {point["dimension"]: point["mean"] for point in trend["points"]}
    assert list(scores) == ["overall", "clarity", "specificity", "measurability", "actionability"]
    assert scores == {name: pytest.approx(finished["evaluation"][name]) for name in scores}
    assert {totals["n"] for totals in trend["totals"]} == {1}


def test_a_trend_can_be_grouped_by_model(owner: Caller) -> None:
    written_by = owner.finish_goal()["written_by"]["generate"]

    trend = owner.get("/api/v1/evaluations/trend", by="model").json()

    assert {totals["group"] for totals in trend["totals"]} == {written_by}


def test_one_rated_result_is_a_pair_without_a_verdict(owner: Caller) -> None:
    finished = owner.finish_goal()
    owner.post("/api/v1/feedback", {"trace_id": finished["trace_id"], "rating": 2})

    found = owner.get("/api/v1/evaluations/agreement").json()

    assert (found["n"], found["people"], found["verdict"]) == (1, 1, "not enough pairs yet")
    assert (found["spearman"]["value"], found["spearman"]["reason"]) == (
        None,
        "Fewer than 3 pairs.",
    )
    assert found["gaps"][0]["trace_id"] == finished["trace_id"]
    assert found["gaps"][0]["overall"] == pytest.approx(finished["evaluation"]["overall"])
    assert owner.get("/api/v1/evaluations/agreement", source="completion").json()["n"] == 0
    pairs = owner.get("/api/v1/evaluations/pairs").json()
    (pair,) = pairs["pairs"]
    same = ("trace_id", "goal_id", "overall", "value", "gap")
    assert {name: pair[name] for name in same} == found["gaps"][0]
    assert pair["dimensions"] == {
        name: pytest.approx(finished["evaluation"][name]) for name in pair["dimensions"]
    }
    assert (pairs["n"], pairs["judge"]) == (1, found["judge"])
    assert not {"person", "user_id"} & set(pair)


def test_the_questions_are_listed_by_how_often_they_fail(owner: Caller) -> None:
    finished = owner.finish_goal()["evaluation"]

    found = owner.get("/api/v1/evaluations/items", by="model").json()["items"]

    answers = [one["yes"] for items in finished["items"].values() for one in items]
    assert sum(one["no"] for one in found) == answers.count(False)
    assert sum(one["asked"] for one in found) == len(answers)
    least = [one["low"] or 0 for one in found]
    assert least == sorted(least, reverse=True)


def test_a_trace_has_its_spans_in_order(owner: Caller) -> None:
    trace_id = owner.finish_goal()["trace_id"]

    trace = owner.get(f"/api/v1/traces/{trace_id}").json()

    assert (trace["id"], trace["trace_id"], trace["status"]) == (trace_id, trace_id, "ok")
    assert trace["spans"][0]["name"] == "goal_generation_pipeline"
    assert {"preprocessing_stage", "llm_call_generation"} <= {
        span["name"] for span in trace["spans"]
    }
    roots = [span for span in trace["spans"] if span["parent_id"] is None]
    assert len(roots) == 1


def test_pages_of_traces_have_no_gap_and_no_repeat(owner: Caller, clock: FrozenClock) -> None:
    made = []
    for _ in range(3):
        made.append(owner.finish_goal()["trace_id"])
        clock.advance(timedelta(minutes=1))

    seen, cursor = [], None
    for _ in range(3):
        page = owner.get("/api/v1/traces", limit=1, **({"cursor": cursor} if cursor else {})).json()
        seen += [trace["trace_id"] for trace in page["traces"]]
        cursor = page["next_cursor"]

    assert seen == made[::-1]
    assert cursor is None


def test_each_filter_narrows_the_list(owner: Caller) -> None:
    finished = owner.finish_goal("Learn to swim 500 m by June")
    overall = finished["evaluation"]["overall"]
    writer = finished["written_by"]["generate"]

    def count(**parameters: Any) -> int:
        answer = owner.get("/api/v1/traces", **parameters)
        assert answer.status_code == 200, answer.text
        return len(answer.json()["traces"])

    assert [count(status="ok"), count(status="error")] == [1, 0]
    assert [count(search="swim jun"), count(search="sail")] == [1, 0]
    assert [count(min_score=overall), count(max_score=max(0, overall - 0.5))] == [1, 0]
    assert [count(name="goal_generation_pipeline"), count(name="chat")] == [1, 0]
    assert [count(model=writer), count(model="x")] == [1, 0]
    assert [count(since="2027-01-04T00:00:00Z"), count(since="2027-01-04T12:00:00+01:00")] == [1, 0]
    assert [count(until="9999-12-31T23:59:59Z"), count(until="0001-01-01T00:00:00+14:00")] == [1, 0]
    assert [count(sample=False), count(sample=True)] == [1, 0]


@pytest.mark.parametrize("since", ["0.5", "1800000000", "yesterday", "2027-01-04T09:00:00"])
def test_a_time_without_its_zone_is_refused(owner: Caller, since: str) -> None:
    assert owner.get("/api/v1/traces", since=since).status_code == 422


def test_an_unknown_cursor_is_not_found(owner: Caller) -> None:
    assert owner.get("/api/v1/traces", cursor="bm9uc2Vuc2U").status_code == 404


@pytest.mark.parametrize("score", [7.1, 3.3, 9.9])
def test_equal_scores_have_no_variance_and_their_own_mean(
    owner: Caller, rein: Rein, score: float
) -> None:
    evaluation = make_evaluation()
    equal = replace(
        evaluation,
        dimensions=tuple(replace(one, score=score) for one in evaluation.dimensions),
    )
    with rein.database.begin() as work:
        goal = add_goal(work)
        for _ in range(8):
            add_evaluation(work, add_trace(work, goal), goal, evaluation=equal)

    trend = owner.get("/api/v1/evaluations/trend", days=7).json()

    assert len(trend["totals"]) == 5
    for one in (*trend["totals"], *trend["points"]):
        assert (one["n"], one["mean"], one.get("variance", 0.0)) == (8, score, 0.0)


def test_outcomes_count_a_plan_when_its_figures_are_final(
    reviewer: Caller, owner: Caller, clock: FrozenClock
) -> None:
    goal = owner.finish_goal()
    for task in goal["plan"]["weeks"][0]["tasks"]:
        owner.post(f"/api/v1/tasks/{task['id']}/done", {})
    tasks = len(goal["plan"]["weeks"][0]["tasks"])
    assert reviewer.get("/api/v1/outcomes").json()["week_1_done"]["of"] == 0

    clock.advance(timedelta(days=16))

    found = reviewer.get("/api/v1/outcomes").json()
    assert (found["week_1_done"]["yes"], found["week_1_done"]["of"]) == (tasks, tasks)
    assert found["returned_in_week_2"] | {"low": None, "high": None} == {
        "share": 0.0,
        "low": None,
        "high": None,
        "yes": 0,
        "of": 1,
        "plans": 1,
    }
    assert (found["plans"], found["tasks_done"]) == (1, tasks)
    assert reviewer.get("/api/v1/outcomes", model="another").json()["plans"] == 0
    assert reviewer.get("/api/v1/outcomes", language="klingon").status_code == 422


CUT = ("traces", "feedback/summary", "evaluations/trend", "outcomes")


def test_figures_are_cut_by_the_same_filters_everywhere(owner: Caller) -> None:
    trace_id = owner.finish_goal()["trace_id"]
    owner.post("/api/v1/feedback", {"trace_id": trace_id, "rating": 4})

    def counted(**filters: str) -> list[int]:
        traces, ratings, scores, outcomes = (
            owner.get(f"/api/v1/{path}", **filters).json() for path in CUT
        )
        scored = sum(total["n"] for total in scores["totals"] if total["dimension"] == "overall")
        return [len(traces["traces"]), ratings["n"], scored, outcomes["plans"]]

    theirs = {"kind": "training", "language": "english", "tier": "basic", "offline": "true"}
    others = {"kind": "skill", "language": "other", "tier": "premium", "offline": "false"}
    assert counted(**theirs) == [1, 1, 1, 0]
    for name, other in (others | {"model": "m", "prompt_version": "v"}).items():
        assert counted(**{name: other}) == [0] * 4, name


def test_a_filter_value_that_cannot_exist_is_refused(owner: Caller) -> None:
    for path in CUT:
        assert owner.get(f"/api/v1/{path}", tier="gold").status_code == 422, path


def test_a_summary_has_the_themes_of_comments(owner: Caller, rein: Rein) -> None:
    with rein.database.begin() as work:
        write_comments(work, contrasting_comments(rein.clock.now()))

    themes = owner.get("/api/v1/feedback/summary").json()["themes"]

    complaint = next(theme for theme in themes if theme["is_complaint"])
    assert (complaint["n"], complaint["of"], complaint["share"]) == (LOW, LOW + HIGH, 0.375)
    assert (complaint["mean_stars"], complaint["is_certain"]) == (2.0, True)
    assert complaint["quotes"] == [COMPLAINT]
    assert (complaint["share_before"], complaint["share_after"]) == (None, 0.375)

    listed = owner.get("/api/v1/feedback/themes").json()
    (same,) = [theme for theme in listed["themes"] if theme["label"] == complaint["label"]]
    assert len(set(same.pop("trace_ids"))) == LOW
    assert same == complaint
    assert (listed["low"], listed["high"], listed["newest_only"]) == (LOW, HIGH, False)
