"""The page of evaluation runs: before the first one, while it is worked, and with what it shows."""

import html
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.experiments.pairwise import Order, Preference, Side
from core.ids import new_id
from core.store.evaluation_runs.pairs import PairStore
from core.store.evaluation_runs.read import list_cases
from core.store.evaluation_runs.tables import evaluation_runs
from core.store.evaluation_runs.values import CaseStatus, EndedCase, NewPair
from core.usecases.datasets.save_traces import Saved, Target, save_traces
from core.usecases.evaluation_runs.list_evaluation_runs import list_evaluation_runs
from core.usecases.evaluation_runs.plan_evaluation_run import Asked
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from tests.app.conftest import Open, said_on
from tests.factories.rated_goals import add_rated_goal

PAGE = "review/evaluation_runs/page.py"


def seen(at: AppTest) -> str:
    bars = [element.proto.text for element in at.get("progress")]
    return html.unescape("\n".join([said_on(at), *bars])).replace("\\", "")


def tables(at: AppTest) -> dict[str, dict[str, Any]]:
    found = [json.loads(element.proto.json) for element in at.get("bidi_component")]
    return {table["caption"]: table for table in found}


@pytest.fixture
def saved(served_rein: Rein) -> Saved:
    with served_rein.database.begin() as work:
        ids = [
            add_rated_goal(work, text=text).trace_id for text in ("Learn Spanish", "Run <b> 5 km")
        ]
    target = Target(name="cases")
    return save_traces(served_rein, viewer=LOCAL_VIEWER, target=target, trace_ids=ids)


def start(rein: Rein, saved: Saved) -> str:
    asked = Asked(variants=["defaults@v4"], note="Are careful weeks better?")
    return start_evaluation_run(
        rein, viewer=LOCAL_VIEWER, version=saved.version, asked=asked, queue_only=True
    )


def test_two_variants_are_chosen_forecast_and_started(
    served_rein: Rein, saved: Saved, open_page: Open
) -> None:
    at = open_page(PAGE)
    assert not at.exception
    assert "No evaluation run yet" in seen(at)
    assert "2 items for each of 2 variants" in seen(at)
    at.selectbox(key="evaluation_runs.start.version.0").select("defaults@v2").run()
    assert "Two of the variants are the same" in seen(at)
    at.selectbox(key="evaluation_runs.start.version.1").select("defaults@v3").run()
    at.number_input(key="evaluation_runs.start.variants").set_value(3).run()
    at.selectbox(key="evaluation_runs.start.version.2").select("defaults@v4").run()
    assert "2 items for each of 3 variants" in seen(at)
    at.number_input(key="evaluation_runs.start.variants").set_value(2).run()
    at.button(key="evaluation_runs.start.go").click().run()

    (listed,) = list_evaluation_runs(served_rein, viewer=LOCAL_VIEWER)
    assert [one.label for one in listed.run.variants] == [
        "defaults@v2,model=offline",
        "defaults@v3,model=offline",
    ]
    assert "0 of 4 cases ended" in seen(at)
    at.button(key="evaluation_runs.cancel").click().run()
    assert not at.exception
    assert not at.get("progress")
    assert "No item was scored for both" in seen(at)


def test_a_finished_run_shows_differences_in_pairs_and_both_texts(
    served_rein: Rein, saved: Saved, open_page: Open
) -> None:
    run_id = start(served_rein, saved)
    work_evaluation_run(served_rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    item = _any_item(served_rein, run_id)
    at = open_page(PAGE, run=run_id, case=item)

    assert not at.exception
    assert "2 pairs" in seen(at)
    assert "What was asked: Are careful weeks better?" in seen(at)
    table = tables(at)["Means and differences"]
    assert [one["title"] for one in table["columns"]][1:3] == [
        "live versions",
        "Coach settings v4",
    ]
    figures = table["rows"]
    assert [row[0]["text"] for row in figures][:2] == ["Overall", "Clarity"]
    assert figures[0][5]["text"] == "2"
    (chart,) = at.get("plotly_chart")
    assert "Overall (n = 2)" in chart.proto.spec
    assert seen(at).count("overall ") >= 2, "both sides are drawn"
    assert "<b> 5 km" in seen(at) or "Spanish" in seen(at)
    assert "Shares of yes" in seen(at)
    assert "Score against score" in seen(at)
    assert "no text was compared" in seen(at)


def test_compared_texts_show_wins_and_what_the_order_decided(
    served_rein: Rein, saved: Saved, open_page: Open
) -> None:
    run_id = start(served_rein, saved)
    work_evaluation_run(served_rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    item = _any_item(served_rein, run_id)
    add_pairs(served_rein, run_id, item)
    at = open_page(PAGE, run=run_id, case=item)

    assert not at.exception
    assert "Text against text" in seen(at)
    assert "wins 100 % of 1 pair with a winner (95 % interval 21–100 %" in seen(at)
    assert "In 1 of 2 pairs (50 %, 95 % interval 9–91 %) the order decided" in seen(at)
    (counts,) = tables(at)["Text against text"]["rows"]
    assert [cell["text"] for cell in counts] == ["1", "0", "0", "1", "2"]
    verdicts = [
        row[1]["text"] for row in tables(at)["Compared pairs: losses first, then wins"]["rows"]
    ]
    assert verdicts == ["Coach settings v4 is better", "The order decided"]
    assert "in the first place: Coach settings v4 is better. <b>It names a day" in seen(at)


def add_pairs(rein: Rein, run_id: str, item: str) -> None:
    """Let a judge have preferred the variant for one item, and the first text for the others."""
    with rein.database.begin() as work:
        items = {case.item_id for case in list_cases(work.connection, run_id)}
        pairs = [
            NewPair(item_id=one, variant=1, run_id=new_id(), trace_id=new_id()) for one in items
        ]
        store = PairStore(work.connection)
        store.add(run_id, pairs)
        for pair in pairs:
            for order in Order:
                won = pair.item_id == item or order is Order.VARIANT_FIRST
                side = Side.VARIANT if won else Side.BASELINE
                store.save(pair.run_id, order, Preference(side=side, reason="<b>It names a day."))
            now = rein.clock.now()
            done = CaseStatus.DONE
            store.end(
                EndedCase(run_id=pair.run_id, status=done, error=None, duration_us=None, at=now)
            )
        work.connection.execute(evaluation_runs.update().values(pairwise=True))


def _any_item(rein: Rein, run_id: str) -> str:
    with rein.database.read() as connection:
        return list_cases(connection, run_id)[0].item_id
