"""What each way to go on does with a week that was missed."""

from dataclasses import replace

import pytest

from core.goals.kind import GoalKind
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind, RevisionOption
from core.plans.revision.propose import propose
from core.plans.revision.subject import Subject
from core.plans.revision.words import cost_of, summary_of
from tests.factories.revising import GOALS, coached_subject, on_day

RUNNING, SAVING, EXAM, _, QUITTING, UKULELE = GOALS[:6]


def missed(text: str, *weeks: int, today: int) -> Subject:
    """Everything before `today`, a week's number, is done except these weeks."""
    subject = coached_subject(text)
    done = frozenset(
        task.id
        for week in subject.plan.weeks[: today - 1]
        for task in week.tasks
        if week.number not in weeks
    )
    return on_day(subject, 7 * (today - 1), done=done)


def option(subject: Subject, kind: RevisionKind) -> RevisionOption:
    found = propose(subject).option(kind)
    assert found is not None
    return found


def plan(subject: Subject, kind: RevisionKind) -> Plan:
    found = option(subject, kind).plan
    assert found is not None
    return found


def test_shift_does_what_was_missed_first_and_moves_the_rest() -> None:
    subject = missed(UKULELE, 4, today=5)

    shifted = plan(subject, RevisionKind.SHIFT)

    titles = [task.title for task in subject.plan.weeks[3].tasks]
    assert [task.title for task in shifted.weeks[4].tasks] == titles
    assert shifted.weeks[5].tasks == subject.plan.weeks[4].tasks
    assert (shifted.ends_on - subject.plan.ends_on).days == 7


def test_shift_repeats_the_last_level_where_a_body_bears_the_load() -> None:
    subject = missed(RUNNING, 5, today=6)  # week 4 repeats week 3; week 5 is the next level

    shifted = plan(subject, RevisionKind.SHIFT)

    sessions = [task.title for task in subject.plan.weeks[3].tasks if task.day is not None]
    again = [task.title for task in subject.plan.weeks[4].tasks]
    assert [task.title for task in shifted.weeks[5].tasks] == sessions
    assert [task.title for task in shifted.weeks[6].tasks] == again
    assert shifted.weeks[7].tasks == subject.plan.weeks[5].tasks
    assert (shifted.ends_on - subject.plan.ends_on).days == 14


def test_shift_moves_by_as_many_weeks_as_were_missed() -> None:
    shifted = plan(missed(UKULELE, 4, 5, today=6), RevisionKind.SHIFT)

    assert (shifted.ends_on - coached_subject(UKULELE).plan.ends_on).days == 14


def test_a_fixed_date_does_not_move() -> None:
    subject = replace(missed(EXAM, 4, today=5), ends_on_event=True)

    assert "fixed date" in option(subject, RevisionKind.SHIFT).refusal
    assert propose(subject).advised != RevisionKind.SHIFT


def test_shrink_lowers_the_target_by_what_was_missed_and_says_so() -> None:
    subject = missed(SAVING, 5, 6, today=7)

    shrunk = option(subject, RevisionKind.SHRINK)

    assert shrunk.price is not None
    assert shrunk.price.target_before == "3,000 EUR"
    assert shrunk.price.target == "2,700 EUR"
    assert shrunk.plan is not None
    assert shrunk.plan.milestones[-1].title == "Have €2,700 saved"
    assert "reaches 2,700 EUR instead of 3,000 EUR" in cost_of(shrunk.kind, shrunk.price)


def test_shrink_never_lowers_days_that_the_calendar_counts() -> None:
    subject = missed(QUITTING, 4, today=5)

    shrunk = plan(subject, RevisionKind.SHRINK)

    assert subject.stated.kind == GoalKind.QUIT
    assert shrunk.milestones == subject.plan.milestones


def test_shrink_makes_weeks_lighter_for_who_did_half() -> None:
    subject = coached_subject(EXAM)
    done = {task.id for week in subject.plan.weeks[:4] for task in week.tasks[::2]}
    half = on_day(subject, 28, done=frozenset(done))

    shrunk = option(half, RevisionKind.SHRINK)

    assert shrunk.price is not None
    assert shrunk.price.hours < 0.75 * shrunk.price.hours_before
    assert shrunk.price.left_out > 0


def test_swap_gives_missed_tasks_a_place_before_the_same_end() -> None:
    subject = missed(EXAM, 4, today=5)

    swapped = option(subject, RevisionKind.SWAP)

    assert swapped.price is not None
    assert swapped.plan is not None
    assert swapped.plan.ends_on == subject.plan.ends_on
    assert (swapped.price.let_go, swapped.price.left_out) == (0, 0)
    busy = [w.number for w in swapped.plan.weeks if any("~" in t.id for t in w.tasks)]
    assert len(busy) > 1


def test_swap_takes_no_day_of_rest_from_a_body() -> None:
    subject = missed(RUNNING, 4, today=5)
    runs = [task for task in subject.plan.weeks[3].tasks if task.day is not None]

    swapped = option(subject, RevisionKind.SWAP)

    assert subject.rest_days is not None
    assert swapped.plan is not None
    assert all(subject.rest_days.are_in(week.tasks) for week in swapped.plan.weeks[:-1])
    assert swapped.price is not None
    assert swapped.price.let_go == len(runs)  # three runs a week leave no other day


def test_swap_puts_smaller_sessions_in_place_of_hard_ones_if_weeks_are_full() -> None:
    subject = missed(EXAM, 3, 4, 5, today=6)

    swapped = plan(subject, RevisionKind.SWAP)

    before = {task.id: task for week in subject.plan.weeks for task in week.tasks}
    smaller = [
        task
        for week in swapped.weeks[5:]
        for task in week.tasks
        if task.id in before and task.minutes < before[task.id].minutes
    ]
    assert smaller


@pytest.mark.parametrize("weeks", [(1,), (1, 2), (3, 4)])
def test_the_advised_way_stands_first(weeks: tuple[int, ...]) -> None:
    for text in (RUNNING, SAVING, EXAM):
        proposal = propose(missed(text, *weeks, today=weeks[-1] + 1))

        assert proposal.advised is not None
        assert proposal.options[0].kind == proposal.advised
        assert len({option.kind for option in proposal.options}) == len(proposal.options)


def test_a_single_miss_among_good_weeks_is_for_the_reserve() -> None:
    subject = coached_subject(RUNNING)
    done = frozenset(task.id for week in subject.plan.weeks[:5] for task in week.tasks) - {"w5t2"}
    proposal = propose(on_day(subject, 35, done=done))

    assert proposal.advised == RevisionKind.RESERVE
    reserve = proposal.options[0]
    assert reserve.price is not None
    assert reserve.price.reserve_used == 1
    assert summary_of(reserve.kind, reserve.price).startswith(
        "Use your reserve: uses 1 reserve day"
    )


@pytest.mark.parametrize("day", [-1, 400])
def test_before_and_after_the_plan_nothing_is_proposed(day: int) -> None:
    assert propose(on_day(coached_subject(RUNNING), day)).options == ()


def test_on_the_last_day_of_a_week_only_its_room_is_used() -> None:
    subject = missed(RUNNING, 4, today=5)
    late = on_day(subject, 7 * 4 + 6, done=subject.standing.done)

    for kind in (RevisionKind.SHIFT, RevisionKind.SWAP, RevisionKind.SHRINK):
        week = plan(late, kind).weeks[4]
        coming = [task for task in week.tasks if task.id not in late.standing.done]
        assert len(coming) == 1 or sum(task.minutes for task in coming) <= 36
