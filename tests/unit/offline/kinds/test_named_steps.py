"""Steps belong to what the text names, and begin as early as they have to."""

from core.offline.playbooks.parts import StepGuide
from core.plans.plan import Plan
from tests.factories.coaching import COACH, PLAYBOOKS, coached, make_request


def week_of(plan: Plan, words: str) -> int:
    return next(
        (week.number for week in plan.weeks for t in week.tasks if words in t.title.lower()), 0
    )


def test_a_move_has_the_papers_of_who_moves_and_no_others() -> None:
    cat = coached("Move to Norway for good on 1 July 2027, with our two cats. I'm a dentist.")[2]
    plain = coached("Move to Norway for good on 1 July 2027, I work from anywhere.")[2]

    assert 0 < week_of(cat, "rabies") < week_of(cat, "health certificate for the last ten days")
    assert 0 < week_of(cat, "good standing") <= 9
    assert not week_of(plain, "vet") + week_of(plain, "good standing")
    # it holds for about three months: not long before the application, and never after it
    assert 0 < week_of(cat, "file the application") - week_of(cat, "police certificate") <= 12
    assert week_of(cat, "register the address") > week_of(cat, "book travel")


def test_a_job_that_begins_on_a_day_is_prepared_before_and_learnt_after_it() -> None:
    text = (
        "I accepted a post as kitchen lead and start on 1 February 2027. I want to be settled "
        "without drowning in the roster."
    )
    goal, _, plan = coached(text)
    before = [t.title for week in plan.weeks[:10] for t in week.tasks]

    assert goal.deadline.isoformat() == "2027-05-03"
    assert not any("team meeting" in title for title in before)
    assert week_of(plan, "first team meeting") > 10
    assert week_of(plan, "roster") or week_of(plan, "rota")
    assert week_of(plan, "90-day talk") >= 20


def test_who_looks_for_a_job_does_not_get_the_plan_of_one_that_was_found() -> None:
    for text in (
        "I want to start a new job by May, 40 applications and no answer",
        "Learn the drums and start in a band by June",
    ):
        assert COACH.facts_of(make_request(text)).recipe != "new_job_first_months"
    assert PLAYBOOKS.cued("my first weeks in the new job, from Monday") == "new_job_first_months"


def test_a_step_without_conditions_is_for_everybody() -> None:
    assert StepGuide(title="List the rooms").named == ""
