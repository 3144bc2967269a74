"""The most informative item comes first, and the lot stays a random sample."""

from dataclasses import replace

from core.datasets.label import CameBy
from core.datasets.queue import (
    EVERY,
    LOT_SHARE,
    QueueItem,
    count_progress,
    draw,
    in_lot,
    next_item,
    sampled_by_lot,
    way_of,
)

SET = "a-dataset"


def outside_the_lot(count: int) -> list[str]:
    return [name for name in map(str, range(1_000)) if not in_lot(name, dataset_id=SET)][:count]


def inside_the_lot(count: int) -> list[str]:
    return [name for name in map(str, range(1_000)) if in_lot(name, dataset_id=SET)][:count]


def item(subject: str, **changes: object) -> QueueItem:
    return replace(QueueItem(item_id=subject, subject=subject), **changes)  # type: ignore[arg-type]


def label_all(items: list[QueueItem], *, at_most: int = 100) -> list[tuple[str, CameBy]]:
    """Label the next item until none is left; return the order."""
    order = []
    left = {one.item_id: one for one in items}
    while len(order) < at_most and (queued := next_item(left.values(), dataset_id=SET)):
        order.append((queued.item.item_id, queued.came_by))
        left[queued.item.item_id] = replace(queued.item, mine=True, labels=queued.item.labels + 1)
    return order


def test_disagreement_comes_before_the_decision_line_and_that_before_the_rest() -> None:
    a, b, c, d, e = outside_the_lot(5)
    items = [
        item(a, overall=9.0, stars=4.5),
        item(b, overall=7.4),
        item(c, overall=9.0, stars=2.0),
        item(d, overall=9.5, stars=1.0),
        item(e, overall=6.9),
    ]

    assert label_all(items) == [
        (d, CameBy.DISAGREES),
        (c, CameBy.DISAGREES),
        (e, CameBy.NEAR_LINE),
        (b, CameBy.NEAR_LINE),
        (a, CameBy.LEAST_LABELLED),
    ]


def test_what_two_people_have_labelled_comes_after_what_one_has() -> None:
    a, b, c = outside_the_lot(3)
    items = [item(a, overall=9.0, stars=0.5, labels=2), item(b, labels=1), item(c)]

    assert [name for name, _ in label_all(items)] == [c, b, a]


def test_every_fourth_item_is_by_lot_in_the_order_of_the_lot() -> None:
    drawn = inside_the_lot(3)
    items = [item(name) for name in (*outside_the_lot(9), *drawn)]

    order = label_all(items)

    by_lot = [name for name, came_by in order if came_by is CameBy.LOT]
    assert [place for place, (_, came_by) in enumerate(order) if came_by is CameBy.LOT] == [
        0,
        EVERY,
        2 * EVERY,
    ]
    assert by_lot == sorted(drawn, key=lambda name: draw(name, dataset_id=SET))


def test_the_lot_is_drawn_without_a_look_at_the_scores() -> None:
    items = [
        item(str(n), overall=10.0 * (n % 2), stars=5.0 if n % 3 else 0.5) for n in range(2_000)
    ]
    before = [one.item_id for one in items if in_lot(one.subject, dataset_id=SET)]

    assert abs(len(before) / 2_000 - LOT_SHARE) < 0.03
    first = [name for name, came_by in label_all(items, at_most=40) if came_by is CameBy.LOT]
    assert first == sorted(before, key=lambda name: draw(name, dataset_id=SET))[:10]


def test_an_item_by_lot_is_never_taken_early_for_its_scores() -> None:
    (drawn,), others = inside_the_lot(1), outside_the_lot(3)
    items = [item(drawn, overall=10.0, stars=0.5), *map(item, others)]

    assert label_all(items)[0] == (drawn, CameBy.LOT)
    assert (drawn, CameBy.DISAGREES) not in label_all(items)


def test_a_skipped_item_comes_last_and_is_not_lost() -> None:
    a, b = outside_the_lot(2)

    assert [name for name, _ in label_all([item(a, skipped=True, overall=7.0), item(b)])] == [b, a]


def test_nothing_is_next_when_all_is_labelled() -> None:
    assert next_item([item("a", mine=True)], dataset_id=SET) is None
    assert next_item([], dataset_id=SET) is None


def test_progress_counts_mine_and_those_with_two_labels() -> None:
    items = [
        item("a", mine=True, labels=2),
        item("b", labels=1, skipped=True),
        item("c", mine=True, labels=1, skipped=True),
        item("d"),
    ]

    progress = count_progress(items)

    assert (progress.total, progress.mine, progress.labelled) == (4, 2, 3)
    assert (progress.by_two, progress.skipped) == (1, 1)


def test_what_may_be_averaged_is_the_labelled_beginning_of_the_lot() -> None:
    first, second, third = sorted(inside_the_lot(3), key=lambda name: draw(name, dataset_id=SET))
    other = outside_the_lot(1)[0]
    labelled = [
        (second, CameBy.LOT),
        (first, CameBy.CHOSEN),
        (third, CameBy.CHOSEN),
        (other, CameBy.DISAGREES),
    ]

    assert sampled_by_lot(labelled, dataset_id=SET) == {first, second}
    assert sampled_by_lot(labelled[1:], dataset_id=SET) == frozenset()


def test_the_way_of_an_item_is_known_without_its_queue() -> None:
    drawn, other = inside_the_lot(1)[0], outside_the_lot(1)[0]

    assert way_of(item(drawn, overall=7.0), dataset_id=SET) is CameBy.LOT
    assert way_of(item(other, overall=7.0), dataset_id=SET) is CameBy.NEAR_LINE
