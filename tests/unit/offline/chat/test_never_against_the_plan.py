"""A law: whatever the plan's state and however a question is typed, its numbers and days are so.

The expected numbers are counted here from the plan and the states alone, without the rules that
write the answers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from core.chat.contradictions import find_contradictions
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.goals.weeks import DAYS
from core.plans.days import planned_day
from core.progress.task_state import SkipReason, TaskState
from tests.factories.chats import FIVE_GOALS, answered, make_situation

Tasks = tuple[PlannedTask, ...]
_DONE_AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def chance(seed: int | str) -> Random:
    """Return chance that is the same in every run."""
    return Random(seed)  # noqa: S311 - tests, no secrets


def states_of(now: Situation, random: Random, kind: str) -> Situation:
    """Return the situation with states of a kind: which tasks are done, skipped and moved."""
    plan, states = now.plan, dict[str, TaskState]()
    shares = {"fresh": (0, 0, 0), "mixed": (5, 2, 1), "skipped": (0, 10, 0), "moved": (2, 1, 5)}
    done, skipped, moved = shares.get(kind, (10, 0, 0))
    for week in plan.weeks:
        past = week.starts_on <= now.today or kind == "finished"
        for task in week.tasks:
            place = random.randrange(10)
            day = planned_day(plan, week, task)
            if past and place < done:
                states[task.id] = TaskState(done_at=_DONE_AT)
            elif past and place < done + skipped:
                states[task.id] = TaskState(skipped=SkipReason.NO_TIME)
            elif place < done + skipped + moved:
                states[task.id] = TaskState(day=min(day + timedelta(days=2), plan.ends_on))
    return replace(now, states=states, paused=kind == "paused")


def situations() -> Iterator[Situation]:
    """Yield each goal in several weeks of its plan, in each kind of state once."""
    kinds = ("fresh", "mixed", "skipped", "moved", "finished", "paused")
    for number, goal in enumerate(FIVE_GOALS):
        random = chance(number)
        now = make_situation(goal=goal)
        for at, kind in enumerate(kinds):
            week = now.plan.weeks[min((at * 3 + number) % 9 + 1, now.plan.total_weeks - 2)]
            today = week.starts_on + timedelta(days=random.randrange(7))
            yield states_of(replace(now, today=today), random, kind)


SITUATIONS = tuple(situations())


def typed(question: str, random: Random) -> str:
    """Return a question as it is typed on a phone: no capitals, no apostrophes, a slip."""
    text = question.lower()
    if random.random() < 0.7:
        text = text.replace("'", "").rstrip("?")
    words = text.split()
    long = [n for n, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if long and random.random() < 0.5:
        at = random.choice(long)
        word = words[at]
        cut = random.randrange(2, len(word) - 2)
        words[at] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)


def day_of(now: Situation, planned: PlannedTask) -> date:
    moved = now.states.get(planned.task.id, TaskState()).day
    return moved or planned_day(now.plan, planned.week, planned.task)


def in_state(now: Situation, state: str, tasks: Tasks) -> int:
    """Return how many tasks are in a state, counted from what is stored alone."""
    count = 0
    for planned in tasks:
        stored = now.states.get(planned.task.id, TaskState())
        is_open = stored.done_at is None and stored.skipped is None
        count += {
            "done": stored.done_at is not None,
            "skipped": stored.skipped is not None,
            "open": is_open,
            "missed": is_open and day_of(now, planned) < now.today,
        }[state]
    return count


def week_tasks(now: Situation, offset: int) -> Tasks:
    week = next(week for week in reversed(now.plan.weeks) if week.starts_on <= now.today)
    return tuple(each for each in now.tasks if each.week.number == week.number + offset)


_STATES = {
    "done": ("How many tasks have I done?", "how many things did i finish so far"),
    "open": ("How many tasks are left?", "How many tasks are still open"),
    "missed": ("How many tasks did I miss?", "how many tasks are overdue"),
    "skipped": ("How many tasks did I skip?", "how many tasks have i skipped already"),
}
_SCOPES: dict[str, Callable[[Situation], Tasks]] = {
    "": lambda now: now.tasks,
    " this week": lambda now: week_tasks(now, 0),
    " next week": lambda now: week_tasks(now, 1),
}


@pytest.mark.parametrize("state", _STATES)
def test_the_number_of_tasks_in_a_state_is_that_of_the_plan(state: str) -> None:
    random = chance(state)
    for now in SITUATIONS:
        scope = random.choice([each for each in _SCOPES if state != "done" or not each])
        question = typed(random.choice(_STATES[state]).rstrip("?") + scope + "?", random)
        text = answered(replace(now, question=question)).text

        word = state
        found = re.search(rf"(\d+) tasks?(?:,[^,]*,)? (?:is|are) {word}", text)
        expected = in_state(now, state, _SCOPES[scope](now))
        assert found is not None, (question, text)
        assert int(found.group(1)) == expected, (question, text)


@dataclass(frozen=True)
class _Days:
    words: str
    first: date
    last: date


def days_named(now: Situation, random: Random) -> _Days:
    """Return words for some days, and the days by the calendar alone."""
    weekday = random.randrange(7)
    monday = now.today - timedelta(days=now.today.weekday())
    following = monday + timedelta(days=7 + weekday)
    coming = now.today + timedelta(days=(weekday - now.today.weekday()) % 7)
    dated = now.today + timedelta(days=random.randrange(2, 20))
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    tomorrow = now.today + timedelta(days=1)
    return random.choice(
        (
            _Days("tomorrow", tomorrow, tomorrow),
            _Days(f"next {names[weekday]}", following, following),
            _Days(f"on {names[weekday]}", coming, coming),
            _Days(f"on {dated.day} {dated:%B}", dated, dated),
            _Days(f"on {dated:%b} {dated.day}", dated, dated),
            _Days(f"on the {dated.day}th of {dated:%B}", dated, dated),
        )
    )


def test_what_is_due_on_a_day_is_what_the_plan_has_on_it() -> None:
    random = chance(7)
    for now in SITUATIONS:
        days = days_named(now, random)
        asks = random.choice(("What's due {}?", "what do i have to do {}", "What's on {}?"))
        question = typed(asks.format(days.words).replace("on on", "on"), random)
        text = answered(replace(now, question=question)).text
        due = [each for each in now.tasks if each.open and day_of(now, each) == days.first]

        assert write_day(days.first, today=now.today) in text, (question, text)
        for planned in due:
            assert f"“{planned.task.title}”" in text, (question, text)
        assert due or "Nothing is" in text, (question, text)


@pytest.mark.parametrize(("words", "offset"), [("this week", 0), ("next week", 1)])
def test_a_week_is_the_one_that_is_named(words: str, offset: int) -> None:
    random = chance(words)
    for now in SITUATIONS:
        asks = random.choice(("What's due {}?", "whats the plan for {}", "what do i have {}"))
        question = typed(asks.format(words), random)
        text = answered(replace(now, question=question)).text
        tasks = week_tasks(now, offset)

        assert f"week {tasks[0].week.number} of {now.plan.total_weeks} " in text, (question, text)
        assert f"{in_state(now, 'done', tasks)} done" in text, (question, text)
        assert f"{in_state(now, 'open', tasks)} open" in text, (question, text)


def test_the_smallest_step_is_the_shortest_open_task_that_can_be_done_now() -> None:
    asks = (
        "What is the smallest step I can do now?",
        "im so tired whats the smalest thing i can do",
        "give me something tiny to do",
        "what's the easiest task right now",
    )
    for number, now in enumerate(SITUATIONS):
        question = asks[number % len(asks)]
        text = answered(replace(now, question=question)).text
        week = week_tasks(now, 0)[0].week.number
        still = [each for each in now.tasks if each.open]
        near = [each for each in still if each.week.number <= week]
        near = near or [each for each in still if each.week.number == week + 1] or still
        if not near:
            assert "settled" in text, (question, text)
            continue
        shortest = min(each.task.minutes for each in near)
        titles = {each.task.title for each in near if each.task.minutes == shortest}
        found = re.search(r"smallest open step is “([^”]+)”", text)
        assert found is not None, (question, text)
        assert found.group(1) in titles, (question, text)


def test_weeks_and_days_to_the_end_are_those_of_the_plan() -> None:
    for number, now in enumerate(SITUATIONS):
        asks = (
            "How many weeks are left?",
            "how many days left till the end",
            "hw long til the end",
        )
        text = answered(replace(now, question=asks[number % 2])).text
        week = week_tasks(now, 0)[0].week.number
        left = now.plan.total_weeks - week + 1

        assert f"week {week} of {now.plan.total_weeks}" in text, text
        assert f"{left} week" in text, text
        assert f"in {(now.plan.ends_on - now.today).days} day" in text, text


def test_money_is_counted_in_payments_and_never_read_as_hours() -> None:
    saving = [now for now in SITUATIONS if "Save" in now.request.text]
    for now in saving:
        ticked = [
            float(found.group(1))
            for each in now.tasks
            if each.done and (found := re.match(r"Transfer €([\d.]+) ", each.task.title))
        ]
        for question in ("how much have i saved", "Make it 300", "can u make it 60 a week insted"):
            text = answered(replace(now, question=question)).text

            assert "€" in text, (question, text)
            assert " a week, and you decide" not in text, (question, text)
            if question.startswith("how"):
                assert f"make €{sum(ticked):,.2f}".removesuffix(".00") in text, (question, text)


_OTHER = (
    "how am i doing", "when will i be done", "i want to give up", "this is too much",
    "i missed everything", "i work every saturday", "im away from friday till tuesday", "what now",
    "can i move todays task to sunday", "make this week smaller", "i did it", "why this task",
    "i only have 10 min", "whats next", "can we finish a week earlier", "push this week to next week",
    "drop one task", "last task i finished", "can i take friday off", "am i too late", "what did i skip", "which tasks did i miss", "whats after this phase",
)  # fmt: skip


def test_no_answer_says_what_the_plan_does_not() -> None:
    """Every named task has its day and state, every proposal can be carried out."""
    random = chance(11)
    for now in SITUATIONS:
        for question in random.sample(_OTHER, 4):
            asked = replace(now, question=question)
            reply = answered(asked)

            assert find_contradictions(reply.text, asked) == (), (question, reply.text)
            _check_claims(asked, reply.text)
            for edit in reply.edits:
                assert edit.day is None or edit.day >= now.today, (question, edit)
                assert (
                    edit.day is None
                    or DAYS[edit.day.weekday()] != "Sat"
                    or ("saturday" not in question)
                ), (question, edit)


def test_the_rules_write_nothing_that_the_check_has_to_take_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check is a net, and no way to write: what it takes out is missing in the answer."""
    monkeypatch.setattr("core.offline.chat.answer.checked", lambda draft, _: draft)
    random = chance(13)
    for now in SITUATIONS:
        for question in random.sample(_OTHER, 4):
            asked = replace(now, question=question)
            text = answered(asked).text
            assert find_contradictions(text, asked) == (), (question, text)


_CLAIM = re.compile(
    r"“(?P<title>[^”]+)” \([^)]*\),? (?:today|tomorrow|on|by|left from),? (?P<day>\w{3} \d+ \w{3})"
)


def _check_claims(now: Situation, text: str) -> None:
    for claim in _CLAIM.finditer(text):
        titled = [each for each in now.tasks if each.task.title == claim["title"]]
        days = {write_day(day_of(now, each)) for each in titled if each.open}
        assert claim["day"] in days, (now.question, text)
