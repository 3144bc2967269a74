"""Situations in which a question is asked: a goal's plan in its third week, some of it done."""

from datetime import UTC, date, datetime, timedelta

from core.chat.check import check_reply
from core.chat.memory import Memory
from core.chat.message import ChatMessage
from core.chat.reply import CoachReply
from core.chat.situation import Situation
from core.ids import new_id
from core.offline.chat.answer import answer
from core.offline.chat.safe_answer import safe_answer
from core.progress.task_state import TaskState
from tests.factories.coaching import COACH, coached, make_request

FIVE_GOALS = (
    "Run 5 km by the end of March so that I can keep up with my kids",
    "Save 3000 euros for a trip to Japan by August",
    "Learn Spanish for my trip in June, 3 hours a week",
    "Quit smoking before my birthday in May",
    "Finish the first draft of my novel by September",
)
DONE_AT = datetime(2026, 12, 1, 18, tzinfo=UTC)
_PLANS = {text: coached(text) for text in FIVE_GOALS}


def make_situation(
    question: str = "What should I do today?",
    *,
    goal: str = FIVE_GOALS[0],
    today: date | None = None,
    memories: tuple[str, ...] = (),
    messages: tuple[ChatMessage, ...] = (),
) -> Situation:
    """Return a situation in the third week, with all but one task of each earlier week done."""
    clarified, _, plan = _PLANS[goal]
    done = [task for week in plan.weeks[:2] for task in week.tasks[:-1]]
    return Situation(
        question=question,
        today=today or plan.weeks[2].starts_on + timedelta(days=2),
        request=make_request(goal),
        goal=clarified,
        plan=plan,
        states={task.id: TaskState(done_at=DONE_AT) for task in done},
        messages=messages,
        memories=tuple(Memory(id=new_id(), text=text, created_at=DONE_AT) for text in memories),
    )


def answered(situation: Situation) -> CoachReply:
    """Return the checked answer of the rules."""
    asked = COACH.understand(situation)
    safe = safe_answer(situation, asked.found, asked.near, kind=asked.kind)
    draft = safe or answer(asked)
    return check_reply(draft, situation, asked.known)
