"""The Today page in each of its states: no plan, a day to do, a miss, a free day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.today import load
from core.accounts.user import LOCAL_USER
from core.bootstrap import Rein
from core.ids import new_id
from core.progress.task_state import SkipReason
from core.store.accounts.values import Account
from core.store.plans.values import PlanRecord
from tests.app.coach.conftest import MAIN, words
from tests.factories.stored import FIRST_DAY, make_goal, make_plan
from tests.fakes import NOW, FrozenClock

FIRST_TASK = "Run slowly"


@pytest.fixture
def today_page(served: Rein) -> Callable[..., AppTest]:
    """Opens the first page of Rein some days after the plans began."""

    def open_page(*, days: int = 0) -> AppTest:
        clock = served.clock
        assert isinstance(clock, FrozenClock)
        first = FIRST_DAY + timedelta(days=days)
        clock.advance((first - clock.now().date()).total_seconds())
        return AppTest.from_file(MAIN, default_timeout=20).run()

    return open_page


@pytest.fixture
def goal_id(served: Rein) -> str:
    return add_goal(served)


def add_goal(rein: Rein) -> str:
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=LOCAL_USER, created_at=NOW))
        goal = make_goal(LOCAL_USER.id)
        work.goals.add(goal)
        work.plans.add(
            PlanRecord(
                goal_id=goal.id,
                run_id=None,
                trace_id=new_id(),
                plan=make_plan(weeks=12),
                created_at=NOW,
            )
        )
    return goal.id


def key_of(goal_id: str, task: str = "w1t1") -> str:
    return f"today.{goal_id}.{task}"


def test_without_a_plan_the_first_page_is_the_one_to_write_a_goal_on(
    today_page: Callable[..., AppTest],
) -> None:
    at = today_page()

    assert not at.exception
    assert at.title[0].value == "Goals"


def test_with_a_plan_the_first_page_is_today_with_its_task_to_tick(
    today_page: Callable[..., AppTest], goal_id: str
) -> None:
    at = today_page()

    assert not at.exception
    assert at.title[0].value.startswith("Today, Mon 4 Jan")
    assert at.checkbox(key=key_of(goal_id)).label == FIRST_TASK
    assert "0 of 2 tasks done this week" in words(at)
    assert "If it rains, then I climb stairs." in words(at)
    assert "Week 1 of 12" in words(at)


def test_a_tick_is_stored_and_answered_with_what_comes_next(
    today_page: Callable[..., AppTest], goal_id: str
) -> None:
    at = today_page()
    at.checkbox(key=key_of(goal_id)).check().run()

    assert "1 of 2 tasks done this week" in words(at)
    assert "Next: Stretch" in words(at)
    assert at.checkbox(key=key_of(goal_id)).value is True

    at.checkbox(key=key_of(goal_id)).uncheck().run()

    assert "0 of 2 tasks done this week" in words(at)


def test_a_task_is_skipped_with_a_reason_and_taken_back(
    today_page: Callable[..., AppTest], goal_id: str
) -> None:
    at = today_page()
    at.pills(key=f"{key_of(goal_id)}.reason").set_value(SkipReason.TIRED).run()

    assert "skipped: too tired" in words(at)
    assert at.checkbox(key=key_of(goal_id)).disabled

    at.button(key=f"{key_of(goal_id)}.reopen").click().run()

    assert not at.checkbox(key=key_of(goal_id)).disabled
    assert "skipped" not in words(at).replace("Skipped", "")


def test_a_skip_is_answered_with_an_undo_and_is_not_more_to_do(
    today_page: Callable[..., AppTest], served: Rein
) -> None:
    for _ in range(4):
        add_goal(served)
    at = today_page()
    first = at.checkbox[0].key
    at.pills(key=f"{first}.reason").set_value(SkipReason.TIRED).run()

    assert at.success[0].value.startswith("Skipped: Run slowly")
    assert at.expander[0].label == "1 done or skipped"
    at.button(key="notice.today.undo").click().run()

    assert at.expander[0].label == "1 more today"
    assert "Undo" not in [button.label for button in at.button]


def test_a_skip_that_uses_a_reserve_day_says_so(
    today_page: Callable[..., AppTest], goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_left = iter((2, 1))
    monkeypatch.setattr(load, "reserve_left", lambda _: next(days_left))
    at = today_page()
    at.pills(key=f"{key_of(goal_id)}.reason").set_value(SkipReason.ILL).run()

    assert "It uses a reserve day: 1 left" in at.success[0].value


def test_a_task_is_moved_to_another_day(today_page: Callable[..., AppTest], goal_id: str) -> None:
    at = today_page()
    at.button(key=f"{key_of(goal_id)}.2027-01-06").click().run()

    assert "Moved to Wednesday" in words(at)
    assert "today or any day until Sunday" in words(at)


def test_after_a_miss_the_page_greets_without_blame_and_starts_small(
    today_page: Callable[..., AppTest], goal_id: str
) -> None:
    at = today_page(days=2)

    assert "Good to see you. Start small" in at.info[0].value
    assert "left from Monday" in words(at)


def test_a_fourth_task_of_a_day_is_folded(today_page: Callable[..., AppTest], served: Rein) -> None:
    for _ in range(4):
        add_goal(served)

    at = today_page()

    assert len(at.checkbox) == 3
    assert "1 more today" in words(at)


def test_a_plan_that_begins_later_says_when(
    today_page: Callable[..., AppTest], goal_id: str
) -> None:
    assert "Your plan begins on Mon 4 Jan" in words(today_page(days=-2))


def test_after_missed_weeks_a_link_leads_to_the_ways_to_go_on(
    today_page: Callable[..., AppTest], goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "See how to go on" not in words(today_page(days=14))
    monkeypatch.setattr(load, "count_missed_weeks", lambda *_, **__: 3)
    assert "See how to go on" in words(today_page(days=14))


def test_of_many_goals_those_of_today_are_shown_and_the_others_are_one_tap_away(
    today_page: Callable[..., AppTest], served: Rein
) -> None:
    for _number in range(7):
        add_goal(served)

    at = today_page()
    shown = _cards(at)
    at.session_state["today.moregoals"] = True
    at.run()

    assert shown == 4
    assert "3 more goals" in [fold.label for fold in at.expander]
    assert _cards(at) == 7


def _cards(at: AppTest) -> int:
    return sum(link.proto.label.startswith("**") for link in at.get("page_link"))
