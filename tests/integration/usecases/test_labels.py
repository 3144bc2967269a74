"""Labels: several people, edits with history, blind or not, by lot or not; reviewers alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.datasets import queue
from core.datasets.agreement import OVERALL
from core.datasets.label import CameBy, Verdict
from core.datasets.split import Split
from core.errors import NotAllowed, NotFound
from core.ids import new_id
from core.quality.agreement import corrected_mean as corrected
from core.store.datasets.values import VersionRecord
from core.usecases.datasets.delete_dataset import delete_dataset
from core.usecases.datasets.export_lines import export_lines
from core.usecases.datasets.import_lines import check_lines, import_lines
from core.usecases.datasets.list_datasets import (
    get_dataset,
    get_dataset_named,
    get_item,
    list_datasets,
    list_items,
)
from core.usecases.datasets.save_traces import Saved, Target, save_traces
from core.usecases.goals.archive import delete_goal
from core.usecases.labels import get_label_report as get_label_report_module
from core.usecases.labels.get_label_report import get_label_report
from core.usecases.labels.get_queue import get_queue
from core.usecases.labels.list_labels import (
    get_agreement,
    list_label_changes,
    list_labels,
    list_labels_of_trace,
    list_labels_of_version,
)
from core.usecases.labels.save_label import (
    label_item,
    label_trace,
    skip_item,
    undo_skip,
    withdraw,
)
from core.usecases.scores.get_judge_agreement import get_judge_agreement
from core.usecases.utc_days import last_days
from tests.factories.rated_goals import RatedGoal, add_rated_goal
from tests.fakes import FrozenClock

TARGET = Target(name="to label")


def reviewer(name: str) -> Viewer:
    return Viewer(user=User(id=new_id(), name=name, role=Role.REVIEWER))


def saved_goals(rein: Rein, count: int = 2) -> tuple[list[RatedGoal], Saved]:
    with rein.database.begin() as work:
        goals = [add_rated_goal(work, text=f"Read {n} books") for n in range(count)]
    ids = [goal.trace_id for goal in goals]
    return goals, save_traces(rein, viewer=LOCAL_VIEWER, target=TARGET, trace_ids=ids)


def next_id(rein: Rein, version: VersionRecord, viewer: Viewer = LOCAL_VIEWER) -> str:
    queued = get_queue(rein, viewer=viewer, version=version).next
    assert queued is not None
    return queued.row.id


def test_a_queue_goes_through_all_items_once_and_counts_them(rein: Rein) -> None:
    _, saved = saved_goals(rein, 3)
    seen = []

    while (shown := get_queue(rein, viewer=LOCAL_VIEWER, version=saved.version)).next is not None:
        seen.append(shown.next.row.id)
        label_item(
            rein,
            viewer=LOCAL_VIEWER,
            item_id=shown.next.row.id,
            verdict=Verdict(overall=6),
            from_queue=True,
            blind=True,
        )

    assert len(set(seen)) == len(seen) == 3
    assert (shown.progress.mine, shown.progress.total, shown.progress.by_two) == (3, 3, 0)
    labels = list_labels_of_version(rein, viewer=LOCAL_VIEWER, version=saved.version)
    assert {label.blind for label in labels} == {True}
    assert CameBy.CHOSEN not in {label.came_by for label in labels}


def test_a_second_labeller_is_counted_and_agreement_is_of_pairs(rein: Rein) -> None:
    _, saved = saved_goals(rein)
    first, second = reviewer("Ada"), reviewer("Grace")
    item_id = next_id(rein, saved.version)
    for person, overall in ((first, 8), (second, 9)):
        verdict = Verdict(overall=overall, answers={"clarity": person is first})
        label_item(rein, viewer=person, item_id=item_id, verdict=verdict)

    progress = get_queue(rein, viewer=first, version=saved.version).progress
    agreement = get_agreement(rein, viewer=first, version=saved.version)

    assert (progress.mine, progress.labelled, progress.by_two) == (1, 1, 1)
    assert [(one.question, one.same, one.pairs) for one in agreement] == [
        (OVERALL, 1, 1),
        ("clarity", 0, 1),
    ]
    assert [label.labeller for label in list_labels(rein, viewer=first).rows] == ["Grace", "Ada"]


def test_an_edit_keeps_history_and_how_the_item_came(rein: Rein, clock: FrozenClock) -> None:
    _, saved = saved_goals(rein)
    item_id = next_id(rein, saved.version)
    subject = label_item(
        rein,
        viewer=LOCAL_VIEWER,
        item_id=item_id,
        verdict=Verdict(overall=3),
        from_queue=True,
        blind=True,
    )
    clock.advance(timedelta(minutes=1))

    label_item(rein, viewer=LOCAL_VIEWER, item_id=item_id, verdict=Verdict(overall=5, note="No."))
    withdraw(rein, viewer=LOCAL_VIEWER, subject=subject)
    changes = list_label_changes(rein, viewer=LOCAL_VIEWER, subject=subject)

    assert [(one.verdict.overall, one.withdrawn) for one in changes] == [
        (3, False),
        (5, False),
        (5, True),
    ]
    assert list_labels_of_version(rein, viewer=LOCAL_VIEWER, version=saved.version) == ()
    with pytest.raises(NotFound):
        withdraw(rein, viewer=LOCAL_VIEWER, subject=subject)
    label_item(rein, viewer=LOCAL_VIEWER, item_id=item_id, verdict=Verdict(overall=6))
    (label,) = list_labels_of_version(rein, viewer=LOCAL_VIEWER, version=saved.version)
    assert (label.verdict.overall, label.came_by, label.blind) == (6, CameBy.CHOSEN, False)


def test_an_edit_after_the_scores_were_seen_is_no_longer_blind(rein: Rein) -> None:
    _, saved = saved_goals(rein)
    item_id = next_id(rein, saved.version)
    for overall, by_queue in ((3, True), (4, False)):
        label_item(
            rein,
            viewer=LOCAL_VIEWER,
            item_id=item_id,
            verdict=Verdict(overall=overall),
            from_queue=by_queue,
            blind=by_queue,
        )

    (label,) = list_labels_of_version(rein, viewer=LOCAL_VIEWER, version=saved.version)

    assert (label.verdict.overall, label.blind) == (4, False)
    assert label.came_by is not CameBy.CHOSEN


def test_a_skipped_item_comes_last_and_undo_brings_it_back(rein: Rein) -> None:
    _, saved = saved_goals(rein)
    first = next_id(rein, saved.version)

    skip_item(rein, viewer=LOCAL_VIEWER, item_id=first)
    skipped = next_id(rein, saved.version)
    undo_skip(rein, viewer=LOCAL_VIEWER, item_id=first)

    assert skipped != first
    assert next_id(rein, saved.version) == first


def test_a_label_of_a_trace_counts_in_every_dataset_that_has_it(rein: Rein) -> None:
    (goal, _), saved = saved_goals(rein)

    label_trace(rein, viewer=LOCAL_VIEWER, trace_id=goal.trace_id, verdict=Verdict(overall=2))

    progress = get_queue(rein, viewer=LOCAL_VIEWER, version=saved.version).progress
    assert progress.mine == 1
    (label,) = list_labels_of_trace(rein, viewer=LOCAL_VIEWER, trace_id=goal.trace_id)
    assert (label.verdict.overall, label.came_by) == (2, CameBy.CHOSEN)


def test_an_item_that_was_labelled_can_be_opened_with_its_label(rein: Rein) -> None:
    _, saved = saved_goals(rein)
    item_id = next_id(rein, saved.version)
    label_item(rein, viewer=LOCAL_VIEWER, item_id=item_id, verdict=Verdict(overall=2))

    shown = get_queue(rein, viewer=LOCAL_VIEWER, version=saved.version, item_id=item_id)

    assert shown.next is not None
    assert shown.mine is not None
    assert (shown.next.row.id, shown.mine.verdict.overall) == (item_id, 2)
    assert shown.came_by is CameBy.CHOSEN


def test_deleting_a_goal_removes_what_was_said_of_it(rein: Rein) -> None:
    owner = User(id=new_id(), name="Ada", role=Role.USER)
    with rein.database.begin() as work:
        goal = add_rated_goal(work, text="Mine", user=owner)
    label_trace(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=goal.trace_id,
        verdict=Verdict(overall=2, note="Names a street."),
    )

    delete_goal(rein, viewer=Viewer(user=owner), goal_id=goal.goal_id)

    assert list_labels(rein, viewer=LOCAL_VIEWER).rows == ()


@pytest.mark.parametrize("name", ["", "no id", "00000000-0000-7000-8000-00000000abcd"])
def test_what_is_not_there_cannot_be_labelled(rein: Rein, name: str) -> None:
    verdict = Verdict(overall=5)

    with pytest.raises(NotFound):
        label_item(rein, viewer=LOCAL_VIEWER, item_id=name, verdict=verdict)
    with pytest.raises(NotFound):
        label_trace(rein, viewer=LOCAL_VIEWER, trace_id=name, verdict=verdict)
    with pytest.raises(NotFound):
        skip_item(rein, viewer=LOCAL_VIEWER, item_id=name)


def test_labels_by_lot_allow_a_mean_that_the_judge_corrects(
    rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "LOT_SHARE", 1.0)
    monkeypatch.setattr(get_label_report_module, "corrected_mean", with_few_labels)
    _, saved = saved_goals(rein, 4)
    for overall in (4, 6, 5):
        item_id = next_id(rein, saved.version)
        verdict = Verdict(overall=overall)
        label_item(
            rein, viewer=LOCAL_VIEWER, item_id=item_id, verdict=verdict, from_queue=True, blind=True
        )
        label_item(rein, viewer=reviewer("Ada"), item_id=item_id, verdict=verdict)

    report = get_label_report(rein, viewer=LOCAL_VIEWER, version=saved.version)

    assert report.by_lot == 3
    assert sorted(report.labels.values()) == [2, 2, 2]
    assert report.alpha.value == pytest.approx(1.0)
    assert report.mean is not None
    assert (report.mean.labels, report.mean.others, report.mean.plain) == (3, 1, 5.0)


def with_few_labels(*args: object, **named: object) -> object:
    """Compute a corrected mean of fewer labels than a person may see one of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corrected, "MIN_LABELS", 3)
        return corrected.corrected_mean(*args, **named)  # type: ignore[arg-type]


def test_a_blind_label_is_compared_with_the_judge_and_no_other(rein: Rein) -> None:
    goals, saved = saved_goals(rein, 2)
    for blind in (True, False):
        item_id = next_id(rein, saved.version)
        label_item(
            rein,
            viewer=LOCAL_VIEWER,
            item_id=item_id,
            verdict=Verdict(overall=3),
            from_queue=True,
            blind=blind,
        )

    found = get_judge_agreement(rein, viewer=LOCAL_VIEWER, days=last_days(rein, 7), source="labels")

    assert [pair.judged.value for pair in found.pairs] == [3.0]
    assert found.pairs[0].trace_id in {goal.trace_id for goal in goals}
    assert found.corrected is None


def test_every_door_to_datasets_and_labels_refuses_a_person_who_only_coaches(rein: Rein) -> None:
    (goal, _), saved = saved_goals(rein)
    person = Viewer(user=User(id=goal.user_id, name="Ada", role=Role.USER))
    version, item_id, verdict = saved.version, next_id(rein, saved.version), Verdict(overall=5)
    trace_id, dataset_id = goal.trace_id, saved.dataset.id
    doors: dict[str, Callable[[Viewer], object]] = {
        "list": lambda v: list_datasets(rein, viewer=v),
        "get": lambda v: get_dataset(rein, viewer=v, dataset_id=dataset_id),
        "named": lambda v: get_dataset_named(rein, viewer=v, name=TARGET.name),
        "items": lambda v: list_items(rein, viewer=v, version=version, split=Split.TRAIN),
        "item": lambda v: get_item(rein, viewer=v, item_id=item_id),
        "save": lambda v: save_traces(rein, viewer=v, target=TARGET, trace_ids=[trace_id]),
        "check": lambda v: check_lines(viewer=v, content=b""),
        "import": lambda v: import_lines(
            rein, viewer=v, target=TARGET, content=b'{"input": {"text": "Run"}}'
        ),
        "export": lambda v: list(export_lines(rein, viewer=v, version=version)),
        "queue": lambda v: get_queue(rein, viewer=v, version=version),
        "label": lambda v: label_item(rein, viewer=v, item_id=item_id, verdict=verdict),
        "label trace": lambda v: label_trace(rein, viewer=v, trace_id=trace_id, verdict=verdict),
        "skip": lambda v: skip_item(rein, viewer=v, item_id=item_id),
        "undo": lambda v: undo_skip(rein, viewer=v, item_id=item_id),
        "labels": lambda v: list_labels(rein, viewer=v),
        "labels of version": lambda v: list_labels_of_version(rein, viewer=v, version=version),
        "labels of trace": lambda v: list_labels_of_trace(rein, viewer=v, trace_id=trace_id),
        "history": lambda v: list_label_changes(rein, viewer=v, subject="a"),
        "report": lambda v: get_label_report(rein, viewer=v, version=version),
        "agreement": lambda v: get_agreement(rein, viewer=v, version=version),
        "withdraw": lambda v: withdraw(rein, viewer=v, subject="a"),
        "delete": lambda v: delete_dataset(rein, viewer=v, dataset_id=dataset_id),
    }

    for door in doors.values():
        with pytest.raises(NotAllowed):
            door(person)

    for name, door in doors.items():  # in this order: the last one deletes
        if name != "withdraw":
            door(reviewer("Grace"))
