"""The section “Ask your coach”: a question, its answer, a proposal, memory, a rating."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal.chat import section
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.store.plans.task_states import find_task_states
from core.usecases.chat.change_memory import add_memory
from core.usecases.chat.list_messages import Conversation, get_conversation
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from tests.app.coach.conftest import words

OpenGoal = Callable[[str], AppTest]


@pytest.fixture
def goal_id(served: Rein, monkeypatch: pytest.MonkeyPatch) -> str:
    """A planned goal; a question is answered as soon as it is asked."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="I want to run a 5K by the end of March",
        circumstances=Circumstances(),
        key="a",
    )
    assert execute_run(served, submitted.run_id)
    monkeypatch.setattr(served.jobs, "wake", lambda run_id, **_: execute_run(served, run_id))
    return submitted.goal_id


def opened(page: AppTest) -> AppTest:
    page.session_state[section.KEY] = True
    return page.run()


def talk(rein: Rein, goal_id: str) -> Conversation:
    return get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)


def ask(page: AppTest, text: str) -> AppTest:
    page.chat_input(key=f"{section.KEY}.input").set_value(text).run()
    return page


def test_a_folded_section_reads_nothing_and_says_its_name(
    goal_page: OpenGoal, goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()
    monkeypatch.setattr(section.load, "conversation", read.append)

    page = goal_page(goal_id)

    assert "Ask your coach" in words(page)
    assert read == []


def test_an_empty_conversation_says_what_the_coach_does_and_offers_questions(
    goal_page: OpenGoal, goal_id: str
) -> None:
    page = opened(goal_page(goal_id))

    assert "nothing changes before you accept" in words(page)
    assert [b.label for b in page.button if b.key and b.key.startswith("goal.chat.suggest")]


def test_a_question_is_answered_with_the_place_it_comes_from(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    page = ask(opened(goal_page(goal_id)), "What should I do today?")

    assert not page.exception
    answer = talk(served, goal_id).messages[-1].message
    assert [message.name for message in page.chat_message] == ["You", "Coach"]
    assert answer.citations[0].label.startswith("Week 1")
    assert re.sub(r"\\", "", page.chat_message[1].markdown[0].value).startswith("Today")


def test_a_suggested_question_is_asked_with_one_click(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    page = opened(goal_page(goal_id))

    page.button(key="goal.chat.suggest0").click().run()

    assert len(talk(served, goal_id).messages) == 2
    assert not page.exception


def test_a_proposal_changes_the_plan_only_once_it_is_accepted(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    page = ask(opened(goal_page(goal_id)), "Can I move today's task to Friday?")
    answer = talk(served, goal_id).messages[-1].message
    with served.database.read() as connection:
        before = find_task_states(connection, goal_id)

    page.button(key=f"goal.chat.{answer.id}.edit0.accept").click().run()

    with served.database.read() as connection:
        after = find_task_states(connection, goal_id)
    assert before == {}
    assert [state.day for state in after.values()] == [answer.edits[0].day]
    assert not page.exception


def test_what_is_remembered_can_be_read_changed_and_deleted(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    line = add_memory(served, viewer=LOCAL_VIEWER, goal_id=goal_id, text="Tuesdays are out")
    page = opened(goal_page(goal_id))
    page.session_state["goal.chat.memory"] = True
    page.run()
    name = f"goal.chat.memory.{line.id}"

    page.text_input(key=name).set_value("Wednesdays are out").run()
    changed = [memory.text for memory in talk(served, goal_id).memories]
    page.button(key=f"{name}.delete").click().run()

    assert changed == ["Wednesdays are out"]
    assert talk(served, goal_id).memories == ()


def test_an_answer_can_be_rated_on_each_question(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    page = ask(opened(goal_page(goal_id)), "How am I doing?")
    answer = talk(served, goal_id).messages[-1].message
    page.session_state[f"goal.chat.{answer.id}.rate"] = True
    page.run()

    page.segmented_control(key=f"goal.chat.{answer.id}.rate.helpfulness").set_value("Yes").run()

    rating = talk(served, goal_id).messages[-1].rating
    assert rating is not None
    assert (rating.helpfulness, rating.relevance) == (True, None)


def test_what_people_write_is_no_markup(goal_page: OpenGoal, goal_id: str) -> None:
    page = ask(opened(goal_page(goal_id)), "**bold** <b>x</b> [link](http://evil.example) today?")

    shown = page.chat_message[0].markdown[0].value
    assert "**bold**" not in shown
    assert "](http" not in shown


def test_clearing_asks_first_and_leaves_what_is_remembered(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    add_memory(served, viewer=LOCAL_VIEWER, goal_id=goal_id, text="Tuesdays are out")
    page = ask(opened(goal_page(goal_id)), "How am I doing?")
    page.session_state["goal.chat.clear"] = True
    page.run()

    page.button(key="goal.chat.clear.yes").click().run()

    left = talk(served, goal_id)
    assert (left.messages, len(left.memories)) == ((), 1)


def test_a_question_that_waits_says_so_and_takes_no_second_one(
    goal_page: OpenGoal, goal_id: str, served: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section, "WAIT_S", 0.0)
    monkeypatch.setattr(section, "STREAM_S", 0.0)
    monkeypatch.setattr(served.jobs, "wake", lambda _run_id, **_: None)

    page = ask(opened(goal_page(goal_id)), "How am I doing?")

    assert "The coach is writing" in words(page)
    assert page.chat_input(key=f"{section.KEY}.input").disabled


def test_an_answer_can_be_read_before_its_end(
    goal_page: OpenGoal, goal_id: str, served: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin(run_id: str, **_: object) -> None:
        served.partial_answers.put(run_id, "Week 1 has three runs. <b>Start</b> with")

    monkeypatch.setattr(section, "WAIT_S", 0.0)
    monkeypatch.setattr(section, "STREAM_S", 0.3)
    monkeypatch.setattr(served.jobs, "wake", begin)

    page = ask(opened(goal_page(goal_id)), "How am I doing?")

    assert talk(served, goal_id).waiting
    (_mine, coach) = page.chat_message
    (part,) = coach.markdown
    assert part.value.replace("\\", "") == "Week 1 has three runs. <b>Start</b> with"
    assert "<b>" not in part.value  # what a model writes is no markup


def test_the_answer_by_rule_is_there_at_once(
    goal_page: OpenGoal, goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = list[str]()
    monkeypatch.setattr(section.load, "partials", lambda goal_id, **_: followed.append(goal_id))

    page = ask(opened(goal_page(goal_id)), "What should I do today?")

    assert "Today" in words(page)
    assert followed == []
