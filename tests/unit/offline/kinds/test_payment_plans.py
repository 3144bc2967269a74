"""A plan for a sum holds to the person's own payments: their days, their start, the interest."""

from core.plans.plan import Plan
from tests.factories.coaching import coached

CARD = (
    "I've got 4,300 on the credit card at 24 % and feel sick when I open the app. I can put 350 a "
    "month on it from February, not before. I get paid on the 28th."
)
KITCHEN = "We want 18,000 for the kitchen, 6,400 is saved, 450 a month plus a 2,000 bonus in April."


def payments(plan: Plan, amount: str) -> list[tuple[str, str]]:
    return [
        (week.starts_on.isoformat(), str(task.day))
        for week in plan.weeks
        for task in week.tasks
        if amount in task.title
    ]


def test_each_payday_has_its_payment_and_nothing_is_reached_before_the_first() -> None:
    goal, _, plan = coached(CARD)

    paid = payments(plan, "month's 350")
    assert paid[0] == ("2027-02-27", "Sun")  # 28 February 2027
    assert len(paid) == 9  # February to October; the plan ends before the next
    reached = [m for m in plan.milestones if m.due_on.isoformat() < "2027-02-28"]
    assert not any("paid" in m.title and any(c.isdigit() for c in m.title) for m in reached)
    assert goal.target is not None
    assert 2_200 < goal.target.quantity < 2_500  # 9 x 350 less the interest
    assert "15 payments" in goal.notes[0]
    assert "interest at 24% a year" in goal.notes[0]


def test_what_comes_once_is_in_the_sum_and_in_a_task() -> None:
    goal, _, plan = coached(KITCHEN)

    assert len(payments(plan, "2,450")) == 1
    assert goal.target is not None
    assert goal.target.quantity == 6_400 + 12 * 450 + 2_000
    assert "with 2,000 in April 2027" in goal.notes[0]


def test_a_sum_that_comes_once_is_not_the_sum_to_pay() -> None:
    goal, _, _ = coached(
        "The washing machine loan is 1,150 at 18 %. From March I can do 90 a month, wages come on "
        "the 15th. In June I should get 300 back. When am I rid of it?"
    )

    assert "90 a month from 15 March 2027, with 300 in June 2027, reaches 1,150" in goal.notes[0]
