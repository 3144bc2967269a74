"""The card of a goal: before the plan, in each of its states, and ever after."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.accounts.user import LOCAL_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.clarification import MAX_QUESTIONS
from core.goals.goal import Circumstances
from core.ids import new_id
from core.quality.rating import Rating
from core.store.goals.read import GoalView, find_goal
from core.store.runs.values import RunStatus
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.ratings.rate import rate
from core.usecases.runs.execute import execute_run
from tests.app.coach.conftest import words

OpenGoal = Callable[[str], AppTest]
SURE = "run 10 km by 30 June 2027, I can run 4 km now, 3 hours a week, but I get bored"
UNSURE_PLAN = "I want to get better with my guitar and sing at parties"


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    return view


def submit(rein: Rein, text: str, *, asks: bool = True) -> GoalView:
    """Return a goal whose run waits with its card, or is done."""
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text,
        circumstances=Circumstances(),
        key=new_id(),
        interactive=asks,
        insist=True,
    )
    execute_run(rein, submitted.run_id)
    return view_of(rein, submitted.goal_id)


def card_of(view: GoalView) -> str:
    return f"goal.card.{view.run_id}"


def send(at: AppTest, view: GoalView) -> AppTest:
    return at.button(key=f"{card_of(view)}.send").click().run()


def test_a_sure_card_has_no_question_and_takes_one_click(served: Rein, goal_page: OpenGoal) -> None:
    view = submit(served, SURE)
    at = goal_page(view.goal_id)

    assert not at.exception
    said = words(at)
    for understood in ("4 km", "10 km", "30 June 2027", "3 hours a week", "I get bored"):
        assert f"<b>{understood}</b>" in said
    assert "quick question" not in said
    assert at.button(key=f"{card_of(view)}.send").label == "Looks right, write my plan"

    send(at, view)

    assert view_of(served, view.goal_id).status is RunStatus.QUEUED


def test_an_unsure_card_marks_what_it_guessed_and_asks_at_most_three_questions(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, "run 10 km by June")
    at = goal_page(view.goal_id)

    said = words(at)
    assert "coach-unsure" in said  # June leaves the day open
    assert "coach-assumed" in said
    asked = [question for question in view.questions if question.id != "reading"]
    assert 1 <= len(asked) <= MAX_QUESTIONS
    for question in asked:
        assert question.why in said
        assert f"If you skip this: {question.assumption}" in said
        assert at.text_input(key=f"{card_of(view)}.{question.id}").placeholder


def test_what_is_typed_is_echoed_as_it_was_understood_and_the_sentence_follows(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, "run 10 km by June")
    at = goal_page(view.goal_id)

    at.text_input(key=f"{card_of(view)}.hours").set_value("2 or 3").run()

    said = words(at)
    assert "Understood: 2 to 3 hours a week, planned with 2" in said
    assert "<b>2 to 3 hours a week, planned with 2</b>" in said


def test_what_cannot_be_read_is_refused_at_its_field_and_nothing_is_sent(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, "run 10 km by June")
    at = goal_page(view.goal_id)

    at.text_input(key=f"{card_of(view)}.hours").set_value("as much as I can").run()

    assert "We could not find a number of hours" in words(at)

    send(at, view)

    assert "could not be read" in at.warning[0].value
    assert view_of(served, view.goal_id).status is RunStatus.NEEDS_ANSWERS


def test_a_chip_fills_its_field(served: Rein, goal_page: OpenGoal) -> None:
    view = submit(served, "run a race")
    at = goal_page(view.goal_id)
    question = next(q for q in view.questions if q.id == "by")

    at.button(key=f"{card_of(view)}.by.chip1").click().run()

    assert at.text_input(key=f"{card_of(view)}.by").value == question.options[1]
    assert "Understood: " in words(at)


def test_what_is_set_on_the_card_is_what_is_planned(served: Rein, goal_page: OpenGoal) -> None:
    view = submit(served, "run 10 km by June")
    at = goal_page(view.goal_id)
    at.text_input(key=f"{card_of(view)}.by").set_value("30 May 2027")
    at.text_input(key=f"{card_of(view)}.days").set_value("tue thu sat")
    send(at, view)
    assert view.run_id is not None
    execute_run(served, view.run_id)

    planned = view_of(served, view.goal_id)
    assert planned.plan is not None
    assert planned.plan.ends_on == date(2027, 5, 30)
    assert {a.question.id for a in planned.answers if a.text} == {"by", "days"}


def test_several_goals_are_a_choice_on_the_card(served: Rein, goal_page: OpenGoal) -> None:
    view = submit(served, "run 5k and save 1000 dollars")
    at = goal_page(view.goal_id)

    at.radio(key=f"{card_of(view)}.goals").set_value("save 1000 dollars").run()
    send(at, view)
    assert view.run_id is not None
    execute_run(served, view.run_id)

    clarified = view_of(served, view.goal_id).clarified
    assert clarified is not None
    assert clarified.domain == "saving"


def test_which_plan_is_meant_is_asked_with_chips_and_the_chosen_one_is_written(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, UNSURE_PLAN)
    at = goal_page(view.goal_id)
    chips = at.pills(key=f"{card_of(view)}.plan")

    assert chips.label == "Which of these is closest to what you want?"
    assert chips.options[-1] == "None of these"
    assert "If you skip this: a general plan: playing and singing music." in words(at)
    assert chips.value is None

    chips.select("Songs on the guitar").run()

    assert "Plan for: <b>Songs on the guitar</b>" in words(at)

    send(at, view)
    assert view.run_id is not None
    execute_run(served, view.run_id)

    planned = view_of(served, view.goal_id)
    assert {a.question.id: a.text for a in planned.answers if a.text} == {"plan": "guitar_songs"}
    assert "Plan for: <b>Songs on the guitar</b>" in words(goal_page(view.goal_id))


def test_a_plan_that_is_sure_is_not_asked_for_and_can_be_changed_on_the_card(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, "I want 500 a month from my apps", asks=False)
    at = goal_page(view.goal_id)
    assert "Plan for: <b>Income from an app or digital product</b>" in words(at)
    at.button(key=f"{card_of(view)}.open").click().run()
    chips = at.pills(key=f"{card_of(view)}.plan")
    assert chips.value == "Income from an app or digital product"

    chips.select("None of these").run()
    send(at, view)

    run_id = view_of(served, view.goal_id).run_id
    assert run_id is not None
    assert run_id != view.run_id
    execute_run(served, run_id)
    assert "Plan for: <b>a general plan:" in words(goal_page(view.goal_id))


def test_a_plan_that_is_general_is_not_named_in_the_sentence(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, SURE)

    assert "Plan for" not in words(goal_page(view.goal_id))


def test_another_aim_has_other_plans_to_choose_from(served: Rein, goal_page: OpenGoal) -> None:
    view = submit(served, "I want 500 a month from my apps", asks=False)
    at = goal_page(view.goal_id)
    at.button(key=f"{card_of(view)}.open").click().run()

    assert "500 a month" in words(at)

    at.text_input(key=f"{card_of(view)}.aim").set_value("bake sourdough bread").run()

    assert not at.exception
    assert 'coach-assumed">500' not in words(at)  # that was the target of the plan before
    assert "Bake sourdough bread" in at.pills(key=f"{card_of(view)}.plan").options
    assert "Plan for: <b>Bake sourdough bread</b>" in words(at)


def test_a_goal_in_another_language_gets_a_card_to_fill_in(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, "Ich möchte bis Juni besser kochen lernen")
    at = goal_page(view.goal_id)

    assert "reads English only" in words(at)

    at.text_input(key=f"{card_of(view)}.aim").set_value("cook better").run()
    send(at, view)
    assert view.run_id is not None
    execute_run(served, view.run_id)

    planned = view_of(served, view.goal_id)
    assert planned.status is RunStatus.DONE
    assert planned.clarified is not None
    assert "cook better" in planned.clarified.statement


def test_figures_that_do_not_work_out_are_said_with_ways_that_fill_the_fields(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, "Save 50,000 € by 30 June 2028 for a flat")
    at = goal_page(view.goal_id)
    at.text_input(key=f"{card_of(view)}.payment").set_value("300 € a month").run()

    assert "At €300 a month you reach" in words(at)

    at.button(key=f"{card_of(view)}.way0").click().run()

    assert "At €300 a month you reach" not in words(at)
    assert at.text_input(key=f"{card_of(view)}.to").value.startswith("€")


def test_a_planned_goal_keeps_its_card_and_a_correction_plans_it_again_in_place(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, SURE, asks=False)
    assert view.plan is not None
    first = view.plan.weeks[0].tasks[0]
    complete_task(served, viewer=LOCAL_VIEWER, goal_id=view.goal_id, task_id=first.id, done=True)
    at = goal_page(view.goal_id)

    at.button(key=f"{card_of(view)}.open").click().run()
    at.text_input(key=f"{card_of(view)}.by").set_value("31 August 2027").run()
    send(at, view)

    run_id = view_of(served, view.goal_id).run_id
    assert run_id is not None
    assert run_id != view.run_id
    execute_run(served, run_id)
    planned = view_of(served, view.goal_id)
    assert planned.plan is not None
    assert planned.plan.ends_on == date(2027, 8, 31)
    said = words(goal_page(view.goal_id))
    assert "Planned again." in said
    assert "30 Jun" in said
    assert "31 Aug" in said


def test_a_correction_that_changes_nothing_is_not_sent(served: Rein, goal_page: OpenGoal) -> None:
    view = submit(served, SURE, asks=False)
    at = goal_page(view.goal_id)
    at.button(key=f"{card_of(view)}.open").click().run()

    send(at, view)

    assert "Nothing was changed" in words(at)
    assert view_of(served, view.goal_id).run_id == view.run_id


@pytest.mark.parametrize("asks", [True, False])
def test_what_a_person_wrote_is_shown_as_text(
    served: Rein, goal_page: OpenGoal, *, asks: bool
) -> None:
    view = submit(served, "run 10 km <script>hit</script> by June", asks=asks)

    said = words(goal_page(view.goal_id))

    assert "<script>" not in said.replace("&lt;script&gt;", "")


def test_a_low_rating_leads_to_a_correction_and_a_high_one_does_not(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = submit(served, SURE, asks=False)
    key = f"goal.card.rated.{view.run_id}"
    assert view.trace_id is not None
    rate(served, viewer=LOCAL_VIEWER, trace_id=view.trace_id, rating=Rating(stars=4.5))
    assert "What does not fit?" not in words(goal_page(view.goal_id))
    rate(served, viewer=LOCAL_VIEWER, trace_id=view.trace_id, rating=Rating(stars=1.5))
    at = goal_page(view.goal_id)

    at.button(key=f"{key}.misfit.hours").click().run()
    at.text_input(key=f"{key}.hours").set_value("2").run()
    at.button(key=f"{key}.send").click().run()

    run_id = view_of(served, view.goal_id).run_id
    assert run_id is not None
    assert run_id != view.run_id
    execute_run(served, run_id)
    plan = view_of(served, view.goal_id).plan
    assert plan is not None
    assert plan.hours_per_week == 2
