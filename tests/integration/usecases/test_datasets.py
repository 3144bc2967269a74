"""Datasets: versions that never change, unless a person has their goal deleted."""

import json
from datetime import timedelta

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.datasets.canonical import content_hash, item_hash
from core.datasets.lines import write_line
from core.datasets.split import split_of
from core.errors import InvalidInput, NotFound
from core.ids import new_id
from core.store.datasets.read import iterate_items
from core.store.datasets.values import NewItem, Source
from core.store.personal.erase import erase_account
from core.store.retention.erasure import erase_sample
from core.usecases.datasets import save_version
from core.usecases.datasets.delete_dataset import delete_dataset
from core.usecases.datasets.export_lines import export_lines
from core.usecases.datasets.import_lines import BadLines, import_lines
from core.usecases.datasets.list_datasets import (
    DatasetRecord,
    VersionRecord,
    get_dataset,
    list_datasets,
)
from core.usecases.datasets.save_traces import Saved, Target, save_traces
from core.usecases.goals.archive import delete_goal
from core.usecases.labels.list_labels import list_labels
from core.usecases.labels.save_label import Verdict, label_item
from tests.factories.dataset_items import small_item
from tests.factories.rated_goals import RatedGoal, add_rated_goal
from tests.fakes import FrozenClock

LOW = Target(name="low stars")


def save(rein: Rein, *goals: RatedGoal, target: Target = LOW) -> Saved:
    return save_traces(
        rein, viewer=LOCAL_VIEWER, target=target, trace_ids=[goal.trace_id for goal in goals]
    )


def add_goals(rein: Rein, count: int = 2, **changes: object) -> list[RatedGoal]:
    with rein.database.begin() as work:
        return [add_rated_goal(work, text=f"Read {n} books", **changes) for n in range(count)]


def lines_of(rein: Rein, version: VersionRecord) -> list[dict[str, object]]:
    lines = export_lines(rein, viewer=LOCAL_VIEWER, version=version)
    return [json.loads(line) for line in lines]


def read_again(rein: Rein, dataset_id: str) -> DatasetRecord:
    return get_dataset(rein, viewer=LOCAL_VIEWER, dataset_id=dataset_id)


def test_a_trace_is_saved_with_everything_that_was_asked_written_and_said(rein: Rein) -> None:
    goal = add_goals(rein, 1)[0]

    saved = save(rein, goal)

    (stored,) = iterate_items(rein.database, saved.version.id)
    assert stored.item == goal.item
    assert stored.goal_id == goal.goal_id
    assert saved.version.content_hash == content_hash([item_hash(goal.item)])
    assert (saved.added, saved.left_out, saved.version.number) == (True, 0, 1)


def test_conversations_and_unknown_traces_are_counted_and_left_out(rein: Rein) -> None:
    goal, other = add_goals(rein, 2)
    with rein.database.begin() as work:
        talk = add_rated_goal(work, text="Sing", trace_name="coaching_session")

    saved = save_traces(
        rein,
        viewer=LOCAL_VIEWER,
        target=LOW,
        trace_ids=[goal.trace_id, goal.trace_id, talk.trace_id, new_id(), "no id", other.trace_id],
    )

    assert (saved.version.items, saved.left_out) == (2, 2)


def test_the_sample_and_real_goals_are_never_in_one_dataset(rein: Rein) -> None:
    real, made_up = add_goals(rein, 1)[0], add_goals(rein, 1, sample=True)[0]

    save(rein, real)
    with pytest.raises(InvalidInput, match="nothing to save"):
        save(rein, made_up)
    save(rein, made_up, target=Target(name=LOW.name, sample=True))

    assert [one.sample for one in list_datasets(rein, viewer=LOCAL_VIEWER)] == [False]
    assert [one.sample for one in list_datasets(rein, viewer=LOCAL_VIEWER, sample=True)] == [True]
    with rein.database.begin() as work:
        erase_sample(work.connection)
    assert list_datasets(rein, viewer=LOCAL_VIEWER, sample=True) == ()
    assert len(list_datasets(rein, viewer=LOCAL_VIEWER)) == 1


def test_a_save_adds_a_version_and_the_one_before_stays_as_it_was(rein: Rein) -> None:
    first, second = add_goals(rein, 2)
    before = save(rein, first)

    after = save(rein, second)

    numbers = [(one.number, one.items) for one in after.dataset.versions]
    assert numbers == [(2, 2), (1, 1)]
    assert after.dataset.versions[1] == before.version


def test_a_save_without_keeping_begins_with_no_item(rein: Rein) -> None:
    first, second = add_goals(rein, 2)
    save(rein, first)

    alone = save(rein, second, target=Target(name=LOW.name, keep=False))

    assert (alone.version.number, alone.version.items) == (2, 1)


def test_the_same_items_make_no_new_version_and_the_same_hash(rein: Rein) -> None:
    goals = add_goals(rein, 2)
    first = save(rein, *goals)

    again = save(rein, *reversed(goals))
    other = save(rein, *goals, target=Target(name="another"))

    assert (again.added, again.version) == (False, first.version)
    assert other.version.content_hash == first.version.content_hash


def test_a_trace_that_was_rated_again_replaces_itself_and_keeps_its_split(
    rein: Rein, clock: FrozenClock
) -> None:
    goal = add_goals(rein, 1)[0]
    before = save(rein, goal)
    with rein.database.begin() as work:
        goal.rate(work, stars=1.0, now=clock.now() + timedelta(days=1))

    after = save(rein, goal)

    (old,), (new,) = (
        list(iterate_items(rein.database, version.id))
        for version in (before.version, after.version)
    )
    assert after.version.number == 2
    assert (old.item.stars, new.item.stars) == (4.5, 1.0)
    assert old.row.split == new.row.split == split_of(goal.item.input.text)
    assert old.row.subject == new.row.subject


def test_more_than_a_version_holds_is_refused_and_nothing_is_stored(
    rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    goals = add_goals(rein, 2)
    save(rein, goals[0])
    monkeypatch.setattr(save_version, "MAX_ITEMS", 1)

    with pytest.raises(InvalidInput, match="would have 2 items"):
        save(rein, goals[1])

    (dataset,) = list_datasets(rein, viewer=LOCAL_VIEWER)
    assert [version.items for version in dataset.versions] == [1]


def test_an_export_imported_elsewhere_has_the_same_hash(rein: Rein) -> None:
    goals = add_goals(rein, 2)
    saved = save(rein, *goals)
    lines = export_lines(rein, viewer=LOCAL_VIEWER, version=saved.version)

    imported = import_lines(
        rein,
        viewer=LOCAL_VIEWER,
        target=Target(name="copy"),
        content="".join(lines).encode(),
    )

    assert imported.saved.version.content_hash == saved.version.content_hash
    assert lines_of(rein, imported.saved.version) == lines_of(rein, saved.version)


def test_a_file_with_a_bad_line_stores_nothing_unless_asked_to(rein: Rein) -> None:
    content = (write_line(small_item("Read")) + "{\n" + write_line(small_item("Run"))).encode()

    with pytest.raises(BadLines, match=r"1 of 3 lines.*line 2: It is not valid JSON") as refused:
        import_lines(rein, viewer=LOCAL_VIEWER, target=LOW, content=content)

    assert [one.number for one in refused.value.lines] == [2]
    assert list_datasets(rein, viewer=LOCAL_VIEWER) == ()
    done = import_lines(rein, viewer=LOCAL_VIEWER, target=LOW, content=content, skip_bad=True)
    assert (done.items, [one.number for one in done.bad]) == (2, [2])


@pytest.mark.parametrize(("content", "why"), [(b"", "nothing to save"), (b"a\n\xff", "Line 2 is")])
def test_a_file_without_items_is_refused(rein: Rein, content: bytes, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        import_lines(rein, viewer=LOCAL_VIEWER, target=LOW, content=content)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_dataset_needs_a_name(rein: Rein, name: str) -> None:
    with pytest.raises(InvalidInput, match="needs a name"):
        save(rein, *add_goals(rein, 1), target=Target(name=name))


def test_deleting_a_goal_removes_its_item_from_every_version_and_says_so(rein: Rein) -> None:
    owner = Viewer(user=User(id=new_id(), name="Ada", role=Role.USER))
    with rein.database.begin() as work:
        goal = add_rated_goal(work, text="My secret", user=owner.user)
    other, later = add_goals(rein, 2)
    first = save(rein, goal, other)
    imported = import_lines(
        rein,
        viewer=LOCAL_VIEWER,
        target=Target(name="copy"),
        content="".join(export_lines(rein, viewer=LOCAL_VIEWER, version=first.version)).encode(),
    )
    second = save(rein, later)

    delete_goal(rein, viewer=owner, goal_id=goal.goal_id)

    newest, oldest = read_again(rein, first.dataset.id).versions
    assert (oldest.removed, oldest.items, oldest.left) == (1, 2, 1)
    assert (newest.removed, newest.items, newest.left) == (1, 3, 2)
    assert oldest.content_hash == first.version.content_hash
    assert newest.content_hash == second.version.content_hash
    assert oldest.left_hash == content_hash([item_hash(other.item)])
    (copied,) = read_again(rein, imported.saved.dataset.id).versions
    assert (copied.removed, copied.left_hash) == (1, oldest.left_hash)
    for version in (newest, oldest, copied):
        assert "My secret" not in json.dumps(lines_of(rein, version))
    assert save(rein, other, target=Target(name=LOW.name, keep=False)).version.number == 3


def test_deleting_an_account_removes_its_items_and_its_labels(rein: Rein) -> None:
    person = User(id=new_id(), name="Ada", role=Role.REVIEWER)
    with rein.database.begin() as work:
        mine = [add_rated_goal(work, text=text, user=person) for text in ("One", "Two")]
    other = add_goals(rein, 1)[0]
    saved = save(rein, *mine, other)
    (item,) = [
        one
        for one in iterate_items(rein.database, saved.version.id)
        if one.row.trace_id == other.trace_id
    ]
    reviewer = Viewer(user=person)
    label_item(rein, viewer=reviewer, item_id=item.row.id, verdict=Verdict(overall=7))

    with rein.database.begin() as work:
        erase_account(work.connection, person.id, replacement=new_id())

    (version,) = read_again(rein, saved.dataset.id).versions
    assert (version.removed, version.left) == (2, 1)
    assert version.left_hash == content_hash([item_hash(other.item)])
    assert list_labels(rein, viewer=LOCAL_VIEWER).rows == ()


def test_an_item_whose_goal_was_deleted_during_the_save_is_not_saved(rein: Rein) -> None:
    goal, other = add_goals(rein, 2)
    read = [NewItem(item=one.item, goal_id=one.goal_id) for one in (goal, other)]
    with rein.database.begin() as work:
        work.goals.delete(goal.goal_id)

    saved = save_version.save_version(
        rein, viewer=LOCAL_VIEWER, target=LOW, source=Source.TRACES, items=read
    )

    assert (saved.version.items, saved.left_out) == (1, 1)


def test_a_dataset_is_deleted_with_its_versions_and_labels_stay(rein: Rein) -> None:
    saved = save(rein, *add_goals(rein, 1))
    (stored,) = iterate_items(rein.database, saved.version.id)
    label_item(rein, viewer=LOCAL_VIEWER, item_id=stored.row.id, verdict=Verdict(overall=7))

    delete_dataset(rein, viewer=LOCAL_VIEWER, dataset_id=saved.dataset.id)

    assert list_datasets(rein, viewer=LOCAL_VIEWER) == ()
    assert len(list_labels(rein, viewer=LOCAL_VIEWER).rows) == 1
    with pytest.raises(NotFound):
        delete_dataset(rein, viewer=LOCAL_VIEWER, dataset_id=saved.dataset.id)
