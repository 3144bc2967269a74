"""What a message does is read by its meaning; its answer is counted by what made the plan."""

from datetime import date

import pytest

from core.chat.proposed_edit import EditKind
from core.chat.reply import CoachReply
from core.chat.situation import Situation
from core.offline.chat.answer import answer
from core.offline.chat.by_meaning.acts import Act, act_of
from core.offline.chat.editing.grounded import is_grounded
from core.offline.chat.editing.revisable import outcome
from core.offline.chat.safe_answer import safe_answer
from core.plans.days import planned_day
from tests.factories.chats import COACH, FIVE_GOALS, answered
from tests.factories.coaching import coached, make_request

RUN, SAVE, _, _, NOVEL = FIVE_GOALS
DEBT = (
    "I owe 3500 on the Visa at 24% and 2500 on the Argos card at 30% and can pay 300 a month. "
    "I want both cards gone in two years."
)
CHILD = "I want to stop shouting at my son, he is 6, every evening at bedtime until March"


def situation_of(goal: str, question: str) -> Situation:
    clarified, _, plan = coached(goal)
    return Situation(
        question=question,
        today=plan.starts_on,
        request=make_request(goal),
        goal=clarified,
        plan=plan,
        states={},
    )


def reply_to(goal: str, question: str) -> tuple[CoachReply, Situation]:
    now = situation_of(goal, question)
    return answered(now), now


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("cycled to the coast without a single stop", Act.NEWS),
        ("dropped the whole tray, 90 gone on the overdraft", Act.SETBACK),
        ("no more thursdays for me, do it on mondays from now on", Act.LASTING),
        ("should I ask my neighbour or the council", Act.DECISION),
        ("how much is left at the end of may", Act.FIGURE),
        ("my chest tightens when I climb the stairs", Act.BODY),
        ("my toddler bit me and I roared at him", Act.HOME),
    ],
)
def test_what_a_message_does_is_read_by_its_meaning(text: str, act: Act) -> None:
    assert act_of(text) is act


def test_a_debt_is_answered_with_its_interest() -> None:
    reply, now = reply_to(DEBT, "how much will I still owe at the end of August?")

    day, left = date(now.plan.starts_on.year + 1, 8, 31), {"v": 3500.0, "s": 2500.0}
    rates, paid, before = {"v": 24, "s": 30}, 0, now.plan.starts_on
    for month in range(11, 11 + 9):  # from December on, on the first of each month
        on = date(now.plan.starts_on.year + month // 12, month % 12 + 1, 1)
        if not now.plan.starts_on < on <= day:
            continue
        for name in left:
            left[name] *= (1 + rates[name] / 1200) ** ((on - before).days / (365.25 / 12))
        paid, before, spare = paid + 300, on, 300.0
        for name, owing in list(left.items()):
            minimum = owing * (rates[name] / 1200 + 0.01)
            left[name] -= minimum
            spare -= minimum
        left["s"] -= spare
    owed = sum(left.values()) * (1 + 26.5 / 1200) ** ((day - before).days / (365.25 / 12))

    assert str(paid) in reply.text.replace(",", "")
    named_sums = [
        float(n.replace(",", ""))
        for n in reply.text.split()
        if n[:1].isdigit() and n.replace(",", "").isdigit()
    ]
    assert any(abs(value - owed) <= 2 for value in named_sums), (owed, reply.text)
    assert "interest" in reply.text


def test_another_sum_for_good_changes_every_payment_from_its_day_on() -> None:
    question = "from March I can only pay 220 a month"
    now = situation_of(DEBT, question)
    asked = COACH.understand(now)

    draft = answer(asked)

    swap = next(edit for edit in draft.edits if edit.kind == "swap")
    plan = outcome(asked, swap)
    assert plan is not None
    march = date(now.plan.starts_on.year + 1, 3, 1)
    sums = {
        (planned_day(plan, week, task) >= march, number)
        for week in plan.weeks
        for task in week.tasks
        for number in ("300", "220")
        if number in task.title and "month's" in task.title
    }
    assert sums == {(False, "300"), (True, "220")}


def test_more_time_for_good_is_one_more_session_in_each_week() -> None:
    now = situation_of(NOVEL, "I can also do an hour on Sundays from now on")
    asked = COACH.understand(now)

    draft = answer(asked)

    grow = next(edit for edit in draft.edits if edit.kind == "grow")
    plan = outcome(asked, grow)
    assert plan is not None
    before, after = now.plan.weeks[1:], plan.weeks[1:]
    more = [len(b.tasks) - len(a.tasks) for a, b in zip(before, after, strict=True)]
    assert min(more[:-1]) == max(more) == 1
    assert plan.hours_per_week == now.plan.hours_per_week + 1


def test_good_news_is_no_if_then_and_its_number_a_reading() -> None:
    reply, _ = reply_to(RUN, "ran 3k without a single break on friday, never managed that!")

    assert "counts" in reply.text
    assert "If I" not in reply.text
    assert [edit.kind for edit in reply.edits] == [EditKind.READING]
    assert reply.edits[0].value == 3


@pytest.mark.parametrize(
    "question",
    [
        "should I tell my mum first or wait?",
        "is it better to tell my boss now or after the holiday?",
    ],
)
def test_a_decision_is_left_to_the_person_with_what_speaks_for_either(question: str) -> None:
    reply, _ = reply_to(DEBT, question)

    assert "does not say" in reply.text
    assert reply.text.count("speaks for") == 2
    assert reply.edits == ()


@pytest.mark.parametrize(
    ("goal", "question", "has", "has_not"),
    [
        (
            CHILD,
            "he threw a toy at my face and I screamed, I feel like an awful dad",
            "your child",
            "abuse",
        ),
        (CHILD, "my husband threw a plate at my face again and I screamed", "abuse", "your child"),
        (CHILD, "he punched me again last night and I screamed at him", "abuse", "If I"),
        (SAVE, "my partner hit me when I told him about the money", "abuse", "your child"),
        (RUN, "my heart was hammering and skipping on the last run", "doctor", "If I"),
        (NOVEL, "I wake at three with my heart racing every night", "doctor", "If I"),
    ],
)
def test_whom_it_is_about_decides_who_helps(
    goal: str, question: str, has: str, has_not: str
) -> None:
    now = situation_of(goal, question)
    asked = COACH.understand(now)

    safe = safe_answer(now, asked.found, asked.near, kind=asked.kind)

    assert safe is not None
    assert has in safe.answer
    assert has_not not in safe.answer


@pytest.mark.parametrize(
    "question",
    [
        "my heart is not in it this week",
        "I had to get it off my chest",
        "heart to heart with my boss",
    ],
)
def test_a_figure_of_speech_is_no_body(question: str) -> None:
    now = situation_of(RUN, question)
    asked = COACH.understand(now)

    safe = safe_answer(now, asked.found, asked.near, kind=asked.kind)

    assert safe is None or "ambulance" not in safe.answer


_WITH_FIGURES = [
    (DEBT, "how much will I still owe at the end of August?"),
    (DEBT, "from March I can only pay 220 a month"),
    (DEBT, "I sold my bike and paid 450 extra"),
    (DEBT, "the washing machine broke, 380 went on the visa"),
    (SAVE, "what if I put aside 120 a week?"),
    (SAVE, "How much is missing?"),
    (NOVEL, "wrote 1100 words today"),
    (RUN, "when should I be at 4 km?"),
]


def test_an_answer_with_a_figure_from_nowhere_is_not_sent() -> None:
    """Each figure of each answer is changed once, and each change has to be noticed."""
    changed = 0
    for goal, question in _WITH_FIGURES:
        asked = COACH.understand(situation_of(goal, question))
        text = answer(asked).answer
        assert is_grounded(text, asked), text
        for found in _figures(text):
            wrong = text.replace(found, _other(found), 1)
            assert not is_grounded(wrong, asked), (found, wrong)
            changed += 1
    assert changed >= 20


def _figures(text: str) -> list[str]:
    """Return the sums and distances of a text that stand outside quotes and dates."""
    outside = "".join(text.split("“")[0:1] + [p.split("”", 1)[-1] for p in text.split("“")[1:]])
    words = [word.strip(".,;:()") for word in outside.split()]
    return [
        w
        for w in dict.fromkeys(words)
        if w.lstrip("€").replace(",", "").isdigit()
        and int(w.lstrip("€").replace(",", "")) >= 100
        and not w.startswith("202")
        and text.count(w) == outside.count(w) == 1
    ]


def _other(figure: str) -> str:
    sign, digits = ("€", figure[1:]) if figure.startswith("€") else ("", figure)
    return f"{sign}{int(digits.replace(',', '')) * 7 + 13:,}"
