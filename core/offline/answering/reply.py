"""Reply to each question a person asked: by arithmetic, from plan or topic, or honestly not."""

import re
from collections.abc import Callable, Mapping

from core.formats import long_day
from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.goals.replies import Reply
from core.offline.answering.debt_order import debt_order_reply
from core.offline.answering.forms import Form, counted_in, form_of, period_of
from core.offline.answering.numbers import enough, per_period, when_done
from core.offline.answering.of_subject import shares_subject, subject_reply
from core.offline.answering.own_decisions import decision_reply, is_of_the_body, stance_reply
from core.offline.answering.plan_answers import first, fit_in
from core.offline.answering.sums import sum_reply
from core.offline.kinds.outline import outline_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import AnswerGuide

MOST_REPLIES = 5
ALIKE = 0.52
"""Least likeness, from -1 to 1, of a question and a wording that ask the same.

Of 80 questions written apart from the wordings, 42 of 58 known ones get their answer from here on,
3 a wrong one, and 1 of 22 that nothing answers gets one; at 0.45 it is 46, 5 and 2.
"""
SURELY_ALIKE = 0.75
"""From here on the topic answers a question whose form the plan could answer, too."""
_THE_PLANS_OWN = frozenset({Form.PER_PERIOD, Form.FIT_IN})
"""What only this plan can answer, however alike a question about the topic is."""
_SENTENCE = re.compile(r"[^.!?\n]*\?")
_RHETORICAL = re.compile(
    r"^\W*(?:right|ok|okay|you know|why not|who (?:knows|cares)|what else|get it|deal|huh|no|"
    r"(?:my|our|the)(?: new year['’]?s)? \w+)\W*$",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"\b(?:law|legal\w*|solicitor|probate|certificates?|licen[cs]e|insurance|"
    r"tax|visa|permit|price|cost|rent|fee|near me|open|address|phone|website)\b",
    re.IGNORECASE,
)
_ASK = "Ask {whom} your open question and write the answer down"
_EXPERIENCED = "one person who has done this"
_WHOM: Mapping[GoalKind, str] = {
    GoalKind.BODY: "a pharmacist or your doctor",
    GoalKind.QUIT: "a pharmacist or your doctor",
    GoalKind.EXAM: "a teacher of the subject",
    GoalKind.MONEY: "a free money advice line",
}
"""Who can know what the coach cannot, by the kind of goal."""
_LOOK_IT_UP = "Look up your open question at the official place and note answer and date"
_COUNT_IT = "Count all {noun} once and divide the number by the weeks of this plan"


def reply_to_questions(parsed: ParsedGoal, goal: ClarifiedGoal) -> tuple[Reply, ...]:
    """Return one reply for each question in the text, at most MOST_REPLIES."""
    if not parsed.facts.english:
        return ()
    return tuple(_reply(q, parsed, goal) for q in questions_in(parsed)[:MOST_REPLIES])


def questions_in(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the questions in the person's words: sentences with a mark, and those read as such."""
    text, spans = parsed.facts.text, parsed.facts.questions
    marked = [(m.start(), m.group().strip(" \t,;-–")) for m in _SENTENCE.finditer(text)]
    read = [
        (span.start, span.text.strip())
        for span in spans
        if not any(at <= span.start < at + len(words) + 2 for at, words in marked)
        and form_of(span.text) is not None
    ]
    found = (words for _, words in sorted([*marked, *read]) if not _RHETORICAL.match(words))
    return tuple(dict.fromkeys(words for words in found if len(words.split()) > 1))


def _reply(question: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> Reply:
    summed = debt_order_reply(question, parsed, goal) or sum_reply(
        question, parsed, goal, outline_of(parsed)
    )
    if summed:
        return Reply(question=question, text=summed)
    match = parsed.playbook.find_answer(question)
    form = form_of(question)
    if form not in _THE_PLANS_OWN and match is not None and match[1] >= SURELY_ALIKE:
        return _known(question, match[0])
    if form is Form.ENOUGH and is_of_the_body(question):
        form = None  # a tight chest is nothing that hours and weeks answer
    known = subject_reply(question, parsed) if form in {None, Form.ENOUGH} else ""
    text = known or (_by_form(form, question, parsed, goal) if form is not None else "")
    if text:
        return Reply(question=question, text=text)
    stance = None if parsed.care else stance_reply(question)
    alike = match is not None and match[1] >= ALIKE and _is_about(question, match[0])
    if stance is None and match is not None and alike:
        return _known(question, match[0])
    if parsed.care:
        return _for_the_professional(question)
    return stance or _decided(question, parsed, goal) or _honest(question, form, parsed, goal)


def _decided(question: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> Reply | None:
    """Return how the person can decide; what needs an office or a doctor is not decided so."""
    of_the_body = _WHOM.get(parsed.playbook.kinds[0]) == _WHOM[GoalKind.BODY]
    if of_the_body or _FACTS.search(question):
        return None
    return decision_reply(question, goal)


def _is_about(question: str, guide: AnswerGuide) -> bool:
    """Return whether an answer is about what is asked: a solicitor is no matter of taxes."""
    outside = _FACTS.search(question) is not None
    return not outside or shares_subject(question, (*guide.asks, guide.answer))


def _for_the_professional(question: str) -> Reply:
    """Return a question to those whom the first step of the plan leads to."""
    return Reply(
        question=question,
        text="This is a question for the talk in your first step. Write it down and take it along.",
        step="Write your open question down and take it along to your first step",
    )


def _known(question: str, guide: AnswerGuide) -> Reply:
    source = guide.source
    return Reply(
        question=question,
        text=guide.answer,
        source=source.title if source is not None else "",
        url=source.url if source is not None else "",
    )


def _by_form(form: Form, question: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    answers: Mapping[Form, Callable[[], str]] = {
        Form.PER_PERIOD: lambda: per_period(question, parsed, goal, outline_of(parsed)),
        Form.WHEN_DONE: lambda: when_done(parsed, goal, outline_of(parsed)),
        Form.ENOUGH: lambda: enough(parsed, goal, outline_of(parsed)),
        Form.FIT_IN: lambda: fit_in(parsed, goal),
        Form.FIRST: lambda: first(question, parsed, goal),
    }
    return answers[form]()


def _honest(question: str, form: Form | None, parsed: ParsedGoal, goal: ClarifiedGoal) -> Reply:
    """Return what cannot be known from here, and the step that finds it."""
    noun = counted_in(question)
    if form is Form.PER_PERIOD and noun:
        period = period_of(question) or "week"
        return Reply(
            question=question,
            text=(
                f"I cannot answer this from here: the number of {noun} in all is not known. Count "
                f"them once and divide by the {period}s until {long_day(goal.deadline)}."
            ),
            step=_COUNT_IT.format(noun=noun),
        )
    whom = _WHOM.get(parsed.playbook.kinds[0], _EXPERIENCED)
    whom = _WHOM[GoalKind.BODY] if is_of_the_body(question) else whom
    step = _LOOK_IT_UP if _FACTS.search(question) else _ASK.format(whom=whom)
    task = f"{step[0].lower()}{step[1:]}"
    return Reply(
        question=question,
        text=f"I cannot answer this from here. The plan finds out in week 1: {task}.",
        step=step,
    )
