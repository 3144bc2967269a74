"""The conversation about a goal on both databases: ask, read, decide, remember, rate, clear."""

from datetime import timedelta

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.chat.memory import MAX_MEMORIES
from core.chat.message import ChatRole
from core.chat.proposed_edit import EditStatus
from core.chat.rating import AnswerRating
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import Circumstances
from core.ids import new_id
from core.progress.task_state import SkipReason
from core.store.goals.read import find_goal
from core.store.plans.task_states import find_task_states
from core.store.runs.values import RunStatus
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from core.usecases.chat.ask_coach import AskedQuestion, ask_coach
from core.usecases.chat.change_memory import add_memory, delete_memory, edit_memory
from core.usecases.chat.clear_conversation import clear_conversation
from core.usecases.chat.decide_edit import decide_edit
from core.usecases.chat.list_messages import get_conversation, list_messages
from core.usecases.chat.rate_answer import rate_answer
from core.usecases.goals.archive import archive_goal, delete_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from tests.factories.conversations import ask, plan_goal
from tests.fakes import FrozenClock

STRANGER = Viewer(user=User(id=new_id(), name="Stranger", role=Role.USER))


@pytest.fixture
def goal_id(rein: Rein) -> str:
    return plan_goal(rein)


def test_a_question_is_answered_in_a_trace_of_its_own(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "What should I do today?").message

    assert answer.role is ChatRole.COACH
    assert answer.text.startswith("Today")
    assert answer.trace_id is not None
    detail = find_trace(rein.database, answer.trace_id)
    assert detail is not None
    assert detail.row.status is SpanStatus.OK
    names = {span.name for span in detail.spans}
    assert {"coaching_session", "coaching_stage", "llm_call_coaching"} <= names


def test_a_question_leaves_the_goal_and_its_newest_run_as_they_were(
    rein: Rein, goal_id: str
) -> None:
    before = find_goal(rein.database, goal_id, user_id=LOCAL_USER.id)

    ask(rein, goal_id, "What should I do today?")

    assert find_goal(rein.database, goal_id, user_id=LOCAL_USER.id) == before


def test_the_same_key_asks_once_and_another_text_under_it_is_a_conflict(
    rein: Rein, goal_id: str
) -> None:
    def send(text: str) -> AskedQuestion:
        return ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=text, key="same")

    first, second = send("What is due?"), send("What is due?")

    assert first == second
    with pytest.raises(Conflict):
        send("Something else?")


def test_one_question_is_answered_at_a_time(rein: Rein, goal_id: str) -> None:
    ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="What is due?", key="a")

    with pytest.raises(Conflict, match="still answering"):
        ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="And then?", key="b")

    assert get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).waiting


def test_a_goal_without_a_plan_or_in_the_archive_is_not_answered(rein: Rein, goal_id: str) -> None:
    bare = submit_goal(
        rein, viewer=LOCAL_VIEWER, text="Read 20 books", circumstances=Circumstances(), key="b"
    )
    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    for each in (bare.goal_id, goal_id):
        with pytest.raises(Conflict):
            ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=each, text="Due?", key=new_id())


def test_nobody_else_may_read_or_write_in_a_conversation(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "Make this week smaller").message
    line = add_memory(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="Tuesdays are out")
    own = {"viewer": STRANGER, "goal_id": goal_id}

    for attempt in (
        lambda: ask_coach(rein, text="Due?", key="x", **own),
        lambda: get_conversation(rein, **own),
        lambda: list_messages(rein, **own),
        lambda: add_memory(rein, text="I own this", **own),
        lambda: edit_memory(rein, memory_id=line.id, text="mine", **own),
        lambda: delete_memory(rein, memory_id=line.id, **own),
        lambda: clear_conversation(rein, confirmed=True, **own),
        lambda: rate_answer(
            rein, message_id=answer.id, rating=AnswerRating(helpfulness=True), **own
        ),
        lambda: decide_edit(rein, message_id=answer.id, position=0, accept=True, **own),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_accepted_move_changes_the_day_and_a_declined_skip_changes_nothing(
    rein: Rein, goal_id: str
) -> None:
    move = ask(rein, goal_id, "Can I move today's task to Friday?").message
    decided = decide_edit(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, message_id=move.id, position=0, accept=True
    )
    skip = ask(rein, goal_id, "Drop one task").message
    decide_edit(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, message_id=skip.id, position=0, accept=False
    )

    with rein.database.read() as connection:
        states = find_task_states(connection, goal_id)
    assert decided.status is EditStatus.ACCEPTED
    assert {task: state.day for task, state in states.items()} == {decided.task_id: decided.day}
    assert all(state.skipped is None for state in states.values())


def test_an_accepted_skip_has_its_reason_and_is_decided_once(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "I have a cold, what now?").message

    def accept() -> None:
        decide_edit(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            message_id=answer.id,
            position=0,
            accept=True,
        )

    accept()

    with rein.database.read() as connection:
        states = find_task_states(connection, goal_id)
    assert [state.skipped for state in states.values()] == [SkipReason.ILL]
    with pytest.raises(Conflict):
        accept()


def test_a_move_whose_day_is_past_is_not_carried_out(
    rein: Rein, goal_id: str, clock: FrozenClock
) -> None:
    answer = ask(rein, goal_id, "Can I move today's task to Friday?").message
    clock.advance(timedelta(days=14).total_seconds())

    with pytest.raises(Conflict, match="past"):
        decide_edit(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            message_id=answer.id,
            position=0,
            accept=True,
        )


def test_a_stated_fact_is_remembered_once_and_used(rein: Rein, goal_id: str) -> None:
    ask(rein, goal_id, "Fridays are out for me")
    ask(rein, goal_id, "fridays are out for me")

    memories = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).memories
    answer = ask(rein, goal_id, "Can I move today's task to Friday?").message

    assert [memory.text for memory in memories] == ["Fridays are out for me"]
    assert "ruled out Fridays" in answer.text


def test_memories_are_bounded(rein: Rein, goal_id: str) -> None:
    for number in range(MAX_MEMORIES):
        add_memory(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=f"Fact {number}")

    with pytest.raises(Conflict):
        add_memory(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="One more")
    ask(rein, goal_id, "Tuesdays are out for me")
    talk = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert len(talk.memories) == MAX_MEMORIES


def test_a_rating_is_stored_replaced_and_taken_back(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "How am I doing?").message

    def rated(rating: AnswerRating) -> AnswerRating | None:
        rate_answer(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, message_id=answer.id, rating=rating)
        return get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).messages[-1].rating

    first, second = AnswerRating(helpfulness=True), AnswerRating(relevance=False)
    assert rated(first) == first
    assert rated(second) == second
    assert rated(AnswerRating()) is None


def test_an_answer_carries_its_scores_by_rule(rein: Rein, goal_id: str) -> None:
    scores = {s.dimension: s.score for s in ask(rein, goal_id, "What is due?").message.scores}

    assert set(scores) == {"relevance", "personalization", "motivation", "actionability"}
    assert scores["motivation"] is None


def test_messages_are_paged_newest_first(rein: Rein, goal_id: str) -> None:
    for text in ("What is due?", "How am I doing?", "Thanks"):
        ask(rein, goal_id, text)

    first = list_messages(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, limit=4)
    rest = list_messages(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, limit=4, cursor=first.next_cursor
    )

    ids = [rated.message.id for rated in (*first.rows, *rest.rows)]
    assert (len(first.rows), len(rest.rows), rest.next_cursor) == (4, 2, None)
    assert ids == sorted(ids, reverse=True)


def test_clearing_needs_a_confirmation_and_leaves_the_memories(rein: Rein, goal_id: str) -> None:
    ask(rein, goal_id, "Tuesdays are out for me")

    with pytest.raises(InvalidInput):
        clear_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, confirmed=False)
    gone = clear_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, confirmed=True)

    talk = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert (gone, talk.messages, len(talk.memories)) == (2, (), 1)


def test_deleting_a_goal_deletes_its_conversation(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "Tuesdays are out for me").message

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    with rein.database.begin() as work:
        assert work.chat.find_message(answer.id) is None
        assert work.chat.count_memories(goal_id) == 0


def test_clearing_cancels_a_question_that_is_not_answered_yet(rein: Rein, goal_id: str) -> None:
    asked = ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="Due?", key="a")

    clear_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, confirmed=True)

    assert not execute_run(rein, asked.run_id)
    with rein.database.begin() as work:
        run = work.runs.get(asked.run_id)
    assert run is not None
    assert run.status is RunStatus.CANCELLED
    assert not get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).waiting
