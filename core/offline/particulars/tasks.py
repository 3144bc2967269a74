"""The tasks of the first two weeks that take up what a text names beside its aim."""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.goals.kind import GoalKind
from core.offline.named.find import named_things
from core.offline.parsed_goal import ParsedGoal
from core.offline.particulars.find import particulars_in
from core.offline.particulars.gate import can_be_acted_on
from core.offline.particulars.second_aim import second_aim_tasks
from core.offline.particulars.values import Part, Particular
from core.offline.playbooks.parts import StepGuide
from core.plans.draft import TaskDraft
from core.plans.sense.named import speaks_of

WEEKS = 2
"""Each particular is met within so many weeks."""
MINUTES = 10
_MOST = 6
_MOST_A_TASK = 3
_ANY = None
_SENTENCE = re.compile(r"[^.!?\n]*")
_OTHERS = re.compile(r"\b(?:we|us|our|he|him|she|her|they|them|each other)\b", re.IGNORECASE)
_QUESTION = re.compile(r"[^.!?\n]*\?")
_TITLES: Mapping[Part, Mapping[GoalKind | None, str]] = {
    Part.WEAK: {
        GoalKind.SKILL: "Begin one session with {it}, slowly and alone",
        GoalKind.EXAM: "Begin one session with {it}, the easiest case first",
        GoalKind.TRAINING: "Begin one session with {it}, gently",
        GoalKind.RELATING: "Agree on one rule about {it}",
        GoalKind.FEAR: "Take one small step towards {it}",
        _ANY: "Decide how you deal with {it}, and begin",
    },
    Part.FIRST: {_ANY: "Try {it} in small, where nothing can be spoilt"},
    Part.PULL: {
        GoalKind.MONEY: "Set a weekly limit for {it}, and note each one",
        GoalKind.QUIT: "Decide what you do instead of {it}",
        _ANY: "Get something else ready in place of {it}",
    },
    Part.SORE: {_ANY: "Ask a physio or doctor about {it}"},
    Part.HINDERS: {_ANY: "Tell {it} in one sentence what you need"},
    Part.OWED: {_ANY: "Tell {it} the sum and the first date"},
    Part.UNTOLD: {_ANY: "Decide when you tell {it}, and write the first sentence"},
    Part.TO_GET: {_ANY: "Find out how you get {it}, and by when"},
    Part.TRIED: {_ANY: "Write down why {it} failed, and one change"},
    Part.QUOTED: {_ANY: "Ask what “{it}” means, with one example"},
    Part.OFFER: {_ANY: "Put {it} into the calendar, with one question for it"},
    Part.WHO: {
        GoalKind.RELATING: "Write down what {it} would say about this",
        _ANY: "Tell {it} the plan, and one way to help",
    },
    Part.SLOT: {_ANY: "Put one session into {it}, and see how it goes"},
    Part.SHARED: {_ANY: "Plan time together for {it}"},
}
"""What is done with a particular, by what it is and by the kind of goal; no kind is any other.

What a person has, likes or lacks gets no task: a brick is no pleasure, rollies are not to be got
ready by one who quits, and "no interest" is no want.
"""
_TALKS = frozenset({Part.HINDERS, Part.OWED, Part.UNTOLD})
"""Parts that a task which only names the person does not meet."""
_ALONE = frozenset(
    {Part.HINDERS, Part.OWED, Part.UNTOLD, Part.WHO, Part.OFFER, Part.QUOTED, Part.FIRST}
)
"""What a task takes up one at a time: a talk is with one person."""


def particular_tasks(
    parsed: ParsedGoal, steps: Mapping[int, Sequence[StepGuide]], weeks: int
) -> dict[int, list[TaskDraft]]:
    """Return the tasks of the first weeks about what the text names; `steps` are due by week.

    What another task speaks of already is met.
    """
    if not parsed.facts.english:
        return {}
    known = [step.title for week in range(1, WEEKS + 1) for step in steps.get(week, ())]
    titles = [_title(group, parsed) for group in _grouped(_open(parsed, known))][:_MOST]
    found = second_aim_tasks(parsed, weeks)
    for at, title in enumerate(titles):
        found.setdefault(1 + at % min(WEEKS, weeks), []).append(
            TaskDraft(title=title, minutes=MINUTES)
        )
    return found


def _open(parsed: ParsedGoal, known: Sequence[str]) -> list[Particular]:
    """Return the particulars that no other task speaks of, the most pressing first."""
    facts = parsed.facts
    asked = [match.span() for match in _QUESTION.finditer(facts.text)]
    named = [thing.label for thing in named_things(parsed)]
    aim = f"{facts.aim} {parsed.playbook.goal}"
    left = [
        each
        for each in particulars_in(facts.text, asked)
        if each.part in _TITLES
        and can_be_acted_on(each, parsed.playbook.kinds[0])
        and (not _is_agreed(each, parsed.playbook.kinds[0]) or _is_shared(each, facts.text))
        and not any(speaks_of(text, each.label) for text in named)
        and (each.part in _TALKS or not any(speaks_of(text, each.label) for text in (*known, aim)))
    ]
    return sorted(left, key=lambda each: (list(Part).index(each.part), each.start))


def _is_agreed(each: Particular, kind: GoalKind) -> bool:
    """Return whether the task of a particular is to agree on something with another person."""
    return each.part is Part.WEAK and kind is GoalKind.RELATING


def _is_shared(each: Particular, text: str) -> bool:
    """Return whether the sentence of a particular speaks of more than the writer."""
    start = max(text.rfind(mark, 0, each.start) for mark in ".!?\n") + 1
    sentence = _SENTENCE.match(text, start)
    return sentence is not None and _OTHERS.search(sentence.group()) is not None


def _grouped(particulars: Sequence[Particular]) -> Iterator[tuple[Particular, ...]]:
    """Yield what one task takes up together: things of one sort, a few at a time."""
    of_part: dict[Part, list[Particular]] = {}
    for each in particulars:
        of_part.setdefault(each.part, []).append(each)
    for part, members in of_part.items():
        size = 1 if part in _ALONE else _MOST_A_TASK
        for at in range(0, len(members), size):
            yield tuple(members[at : at + size])


def _title(group: Sequence[Particular], parsed: ParsedGoal) -> str:
    forms = _TITLES[group[0].part]
    form = forms.get(parsed.playbook.kinds[0], forms[_ANY])
    labels = [each.label for each in group]
    listed = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
    return form.format(it=listed)
