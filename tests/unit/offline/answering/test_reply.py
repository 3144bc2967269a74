"""Every question of a person gets a reply that rests on the plan, or says that it cannot."""

from dataclasses import replace

import pytest

from core.goals.normalize import normalize_goal
from core.goals.replies import Reply
from core.offline.answering.forms import Form, form_of
from tests.factories.coaching import COACH, TOPIC_COACH, clarify, coached, make_request

FORMS = {
    "How many pages a week is that?": Form.PER_PERIOD,
    "what would i have to put aside each month": Form.PER_PERIOD,
    "How much do I need to save monthly?": Form.PER_PERIOD,
    "how many words per session?": Form.PER_PERIOD,
    "When will I be debt free?": Form.WHEN_DONE,
    "How long will it take to get there?": Form.WHEN_DONE,
    "when am i done at that pace": Form.WHEN_DONE,
    "How many weeks until I can finish?": Form.WHEN_DONE,
    "Which first?": Form.FIRST,
    "where do i even begin": Form.FIRST,
    "What should we tackle first?": Form.FIRST,
    "In which order?": Form.FIRST,
    "when would I even study?": Form.FIT_IN,
    "How do I fit this in with two kids?": Form.FIT_IN,
    "Which days are best?": Form.FIT_IN,
    "where am i supposed to find the time": Form.FIT_IN,
    "Is that realistic?": Form.ENOUGH,
    "Will I be ready?": Form.ENOUGH,
    "is half an hour enough?": Form.ENOUGH,
    "Am I too ambitious? is it doable": Form.ENOUGH,
    "Should I repair or replace it?": None,
    "Do I need a permit?": None,
    "What if it rains?": None,
}


@pytest.mark.parametrize("question", FORMS)
def test_the_form_of_a_question_says_what_answers_it(question: str) -> None:
    assert form_of(question) is FORMS[question]


def replies(text: str) -> tuple[Reply, ...]:
    return COACH.reply_to_questions(make_request(text), clarify(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "I have 4 of about 20 pages of my thesis, due 16 January 2027. How many pages a week?",
            "About 2 pages a week: 16 pages more",
        ),
        (
            "save 1,200 € by 20 November 2027. How much is that a month?",
            "About €101 a month",
        ),
        (
            "pay off 1,800 € by paying 150 a month. When will I be free of it?",
            "1 November 2027: 12 payments, before interest",
        ),
        (
            "save 3,000 € by 1 June 2027, I can spare 200 a month. Is that enough?",
            "No, not by that date",
        ),
        (
            "save 1,000 € by 1 June 2027, I can spare 200 a month. Is that enough?",
            "Yes: €200 a month reaches €1,000 by about 1 April 2027",
        ),
        (
            "Knit 60 squares by 21 February 2027, I have none. Could I do it at 4 a week?",
            "Not quite: 4 squares a week make",
        ),
        (
            "can we walk 300 km in 10 weeks at 6 km a day?",
            "Yes: 6 km a day make 420 km",
        ),
        (
            "Write 30,000 words by 20 January 2027, on five evenings a week. How many words a day?",
            "About 689 words a day on 5 days a week",
        ),
        (
            (
                "A farewell dinner for 24 guests on 5 March 2027, at most 600 euros. How much is that "
                "a head?"
            ),
            "€600 for 24 people is €25 each; with a tenth left for surprises €22",
        ),
        (
            (
                "Pass the vet nurse exam on 20 February 2027. There are 9 modules, how many modules a "
                "week is that?"
            ),
            "One every 1.5 weeks: 9 modules",
        ),
        (
            "Save 1,900 by 20 November 2027. How much must I put away a month?",
            "About 159 a month",
        ),
    ],
)
def test_a_question_about_numbers_is_answered_with_the_plans_own(text: str, number: str) -> None:
    (reply,) = replies(text)

    assert number in reply.text


def test_when_to_do_it_names_the_days_of_the_plan() -> None:
    text = "learn the ukulele, Tuesdays and Fridays, 30 minutes. But when would I even practise?"
    (reply,) = replies(text)

    assert "Tuesday and Friday, about 30 minutes each" in reply.text
    assert "smallest version" in reply.text


def test_of_two_named_things_the_one_that_the_steps_need_earlier_comes_first() -> None:
    text = "I want a new job by 1 May 2027. Which first, the applications or the cv?"
    request = make_request(text)
    goal = normalize_goal(TOPIC_COACH.draft_goal(request), request)
    (reply,) = TOPIC_COACH.reply_to_questions(request, goal)

    assert reply.text.startswith("The cv before the applications")


def test_what_cannot_be_known_is_said_and_becomes_a_task_of_week_one() -> None:
    text = "Get the allotment ready by 1 May 2027. Is the man next door selling his shed to us?"
    (reply,) = replies(text)
    goal = replace(clarify(text), replies=(reply,))
    request = make_request(text)
    resolution = coached(text)[1]
    draft = COACH.draft_plan(request, goal, resolution)

    assert reply.text.startswith("I cannot answer this from here")
    assert reply.step in {task.title for task in draft.weeks[0].tasks}


PRESSURE = "Bring my blood pressure down to 130 by May 2027, it is 150 now."


def test_a_question_about_what_the_plan_works_with_is_answered_from_the_plan() -> None:
    (reply,) = replies(f"{PRESSURE} Does less salt really help or is it a myth?")

    assert reply.text.startswith("Your plan counts on it: ")
    assert "salt" in reply.text


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("Is hibiscus tea any good?", "pharmacist or your doctor"),
        ("Do I need a solicitor for that?", "official place"),
    ],
)
def test_an_open_question_names_whom_to_ask(question: str, whom: str) -> None:
    (reply,) = replies(f"{PRESSURE} {question}")

    assert reply.text.startswith("I cannot answer this from here")
    assert whom in reply.text


def test_whether_i_may_still_eat_something_is_no_question_of_time() -> None:
    assert form_of("Can I still eat bread?") is None


def test_a_number_of_things_nobody_counted_is_not_made_up() -> None:
    text = "deliver leaflets to all houses in our district by 1 June 2027. How many houses a month?"
    (reply,) = replies(text)

    assert "the number of houses in all is not known" in reply.text
    assert reply.step.startswith("Count all houses")


def test_a_text_without_a_question_has_no_reply() -> None:
    assert replies("learn the ukulele by 1 June 2027") == ()
    assert replies("I want to sing. You know? I really do.") == ()


def test_with_a_sign_an_open_question_goes_to_the_professional() -> None:
    text = (
        "I drink six cans every evening and my hands shake until the first one. I want to stop by "
        "Easter. Is it better to cut down first or stop at once?"
    )

    reply = replies(text)[-1]

    assert "first step" in reply.text
    assert "one person who has done this" not in reply.step


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("Should I tell my boss?", "That is yours to decide. It is worth it if your boss can"),
        ("Do I have to tell her?", "That is yours to decide. It is worth it if she can"),
        ("Should I change instructor, or is that an excuse?", "Compare before you decide"),
        ("Is it weird to just ask someone to come along?", "I see nothing wrong with it"),
        ("Which book should I buy?", "I do not know the ones that are on offer"),
    ],
)
def test_what_is_the_persons_own_to_decide_gets_a_way_to_decide_it(
    question: str, beginning: str
) -> None:
    (reply,) = replies(f"I want to give a talk to 60 people on 17 June. {question}")

    assert reply.text.startswith(beginning)


@pytest.mark.parametrize(
    ("question", "to"),
    [("Is it silly to run with a tight chest?", "first step"), ("Is it safe?", "doctor")],
)
def test_the_body_is_nothing_to_decide_by_a_trial(question: str, to: str) -> None:
    (reply,) = replies(f"{PRESSURE} {question}")

    assert to in reply.text


def test_two_ways_that_the_plan_does_not_know_are_compared() -> None:
    text = "I want to learn the guitar by June. Should I repair the old one or buy another?"

    assert replies(text)[0].text.startswith("Put both on one page, “repair the old one” and “buy")
