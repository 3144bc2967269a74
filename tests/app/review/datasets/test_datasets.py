"""The pages of datasets and labels: empty, full, and every step of a labeller."""

import html
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.datasets.list_datasets import list_datasets
from core.usecases.datasets.save_traces import Saved, Target, save_traces
from core.usecases.goals.submit import Submitted
from core.usecases.labels.list_labels import list_labels
from tests.app.conftest import Open, said_on
from tests.factories.rated_goals import RatedGoal, add_rated_goal

DATASETS, QUEUE = "review/datasets/page.py", "review/queue/page.py"


def seen(at: AppTest) -> str:
    """Return everything the page says, messages and progress included."""
    messages = [element.value for element in (*at.success, *at.error)]
    bars = [element.proto.text for element in at.get("progress")]
    return html.unescape("\n".join([said_on(at), *messages, *bars])).replace("\\", "")


def tables(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.json) for element in at.get("bidi_component")]


@pytest.fixture
def goals(served_rein: Rein) -> list[RatedGoal]:
    with served_rein.database.begin() as work:
        return [add_rated_goal(work, text=f"Read {n} books <b>", stars=1.0) for n in range(2)]


@pytest.fixture
def saved(served_rein: Rein, goals: list[RatedGoal]) -> Saved:
    ids = [goal.trace_id for goal in goals]
    return save_traces(
        served_rein, viewer=LOCAL_VIEWER, target=Target(name="low stars"), trace_ids=ids
    )


@pytest.mark.parametrize("page", [DATASETS, QUEUE])
def test_without_a_dataset_a_page_says_how_to_get_one(
    with_goal: Submitted, open_page: Open, page: str
) -> None:
    at = open_page(page)

    assert not at.exception
    how = {DATASETS: "Save a filtered list", QUEUE: "Save some replies as a dataset"}
    assert how[page] in seen(at)


def test_a_dataset_shows_its_versions_items_and_what_people_had_removed(
    served_rein: Rein, goals: list[RatedGoal], saved: Saved, open_page: Open
) -> None:
    with served_rein.database.begin() as work:
        work.goals.delete(goals[0].goal_id)

    at = open_page(DATASETS)

    assert not at.exception
    assert "1 item removed at the person's request" in seen(at)
    items, versions = tables(at)[-2:]
    assert versions["rows"][0][1]["text"] == "1 (1 removed)"
    assert [row[0]["text"] for row in items["rows"]] == ["Read 1 books <b>"]
    assert items["rows"][0][0]["to"].startswith("queue?item=")
    assert saved.version.content_hash[:12] in seen(at)
    for words in ("0 of 1 item labelled", "1 of 1", "not begun", "Agreement"):
        assert words in seen(at)
    assert at.button(key="datasets.label").proto.type == "primary"


def test_a_file_is_checked_before_anything_is_stored(
    with_goal: Submitted, served_rein: Rein, open_page: Open
) -> None:
    at = open_page(DATASETS)
    content = b'{"input": {"text": "Run 5 km"}}\nno json\n'

    at.file_uploader[0].upload("goals.jsonl", content, "application/x-ndjson").run()
    assert "1 line cannot be read" in seen(at)
    assert "Line 2: It is not valid JSON" in seen(at)
    assert list_datasets(served_rein, viewer=LOCAL_VIEWER) == ()
    at.text_input(key="datasets.import.name").set_value("by hand").run()
    at.button(key="datasets.import.store").click().run()

    assert not at.exception
    assert "Saved as version 1 of “by hand”: 1 item" in seen(at)


def test_a_filtered_list_is_saved_after_its_number_was_shown(
    with_goal: Submitted, served_rein: Rein, open_page: Open
) -> None:
    at = open_page("review/traces/page.py")
    at.session_state["traces.dataset.open"] = True
    at.run()
    assert at.button(key="traces.dataset.save").label == "Save 1 trace"

    at.text_input(key="traces.dataset.name").set_value("all").run()
    at.button(key="traces.dataset.save").click().run()

    assert not at.exception
    assert "Saved as version 1 of “all”: 1 item" in seen(at)
    (dataset,) = list_datasets(served_rein, viewer=LOCAL_VIEWER)
    assert dataset.versions[0].note == "All traces"


def test_a_labeller_answers_blind_sees_the_scores_after_and_can_undo(
    served_rein: Rein, saved: Saved, open_page: Open
) -> None:
    at = open_page(QUEUE, dataset="low stars")
    before = seen(at)
    assert "0 of 2 labelled by you" in before
    assert "gemini-4-argon" not in before
    assert "1 stars" not in before

    at.button(key="queue.score.6").click().run()
    at.button(key="queue.clarity.Pass").click().run()
    at.button(key="queue.save").click().run()

    after = seen(at)
    assert not at.exception
    assert "You: 6 of 10, 1 of 1 parts pass" in after
    assert "gemini-4-argon: overall" in after
    assert "1 of 2 labelled by you" in after
    (label,) = list_labels(served_rein, viewer=LOCAL_VIEWER).rows
    assert (label.verdict.overall, label.blind) == (6, True)
    assert label.came_by.value != "chosen"
    at.button(key="notice.page.undo").click().run()
    assert "0 of 2 labelled by you" in seen(at)
    assert list_labels(served_rein, viewer=LOCAL_VIEWER).rows == ()


def test_an_empty_verdict_is_not_stored(served_rein: Rein, saved: Saved, open_page: Open) -> None:
    at = open_page(QUEUE)

    at.button(key="queue.save").click().run()

    assert "This label says nothing yet" in seen(at)
    assert list_labels(served_rein, viewer=LOCAL_VIEWER).rows == ()


def test_a_skipped_item_makes_way_and_all_labelled_says_so(
    served_rein: Rein, saved: Saved, open_page: Open
) -> None:
    at = open_page(QUEUE)
    at.button(key="queue.skip").click().run()
    assert "1 skipped" in seen(at)

    for _ in range(2):
        at.button(key="queue.score.7").click().run()
        at.button(key="queue.save").click().run()

    assert "You have labelled all items" in seen(at)


def test_every_answer_has_a_key_of_its_own(saved: Saved, open_page: Open) -> None:
    at = open_page(QUEUE)

    keys = [button.proto.shortcut for button in at.button if button.proto.shortcut]

    assert len(keys) == len(set(keys)) == 11 + 8 + 2
    assert not {"c", "r"} & set(keys)  # Streamlit's own
