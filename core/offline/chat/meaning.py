"""Answers about why and what: why a task is there, what a word means, the subject of the goal."""

import re

from core.chat.passage import Passage
from core.chat.reply import CitationDraft, CoachReplyDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import minutes, pluralize
from core.offline.chat.asked import (
    Asked,
    cites_passage,
    cites_tasks,
    cites_week,
    milestone_text,
    named,
    one_line,
    when_due,
)
from core.offline.chat.find_task import find_in_plan, find_task, task_or_next
from core.offline.chat.guides import Guide
from core.offline.chat.question.unnamed import unnamed_thing
from core.offline.playbooks.similarity import telling_stems
from core.plans.plan import Week

NEAR = 0.5
"""Least likeness of a question and guidance for it to be given as the answer."""
_RELATED = 0.38
"""Least likeness for guidance to be named beside "I do not know"."""
_YES_OR_NO = re.compile(r"^(?:yes|no)\b[,:;.]?\s*", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"\b(?:only|just|so (?:much|many|few|little|often|rarely|slow\w*))\b", re.IGNORECASE
)
_FIRST_SENTENCES = re.compile(r"^(?:[^.!?]*[.!?]){1,2}")
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\breserve\b", re.IGNORECASE),
        "A reserve day is a day you may skip without falling behind; a plan has two in four weeks.",
    ),
    (
        re.compile(r"\bcheck[- ]?in", re.IGNORECASE),
        "A check-in is two minutes of looking back: what was done, one number, what was hard.",
    ),
    (
        re.compile(r"\bmilestones?\b", re.IGNORECASE),
        "A milestone is a point on the way that can be checked: a number, a unit and a day.",
    ),
    (
        re.compile(r"\bif[- ]then", re.IGNORECASE),
        "An if-then plan fixes beforehand what you do when a certain moment comes.",
    ),
    (
        re.compile(r"\bcontingenc", re.IGNORECASE),
        "A contingency says what the plan does when something goes wrong: trigger and response.",
    ),
    (
        re.compile(r"\bphases?\b", re.IGNORECASE),
        "A phase is a stretch of weeks with one aim; a week has one focus inside it.",
    ),
    (
        re.compile(r"\bfocus\b", re.IGNORECASE),
        "The focus is the one thing to pay attention to in a week.",
    ),
    (
        re.compile(r"\b(?:come ?back|smallest|minimum)\b", re.IGNORECASE),
        "The smallest version is ten minutes or less of a task; after a miss it is the way back.",
    ),
    (
        re.compile(r"\bsessions?\b", re.IGNORECASE),
        "A session is one sitting of the work the plan is about.",
    ),
)


def word(asked: Asked) -> CoachReplyDraft:
    """Explain a word of the plan, with its place in this plan, or what a task asks for."""
    meaning = next((text for pattern, text in _WORDS if pattern.search(asked.question)), None)
    if meaning is not None:
        now = asked.situation
        return CoachReplyDraft(
            answer=f"{meaning} {_in_this_plan(asked, meaning)}", citations=[cites_week(now.week)]
        )
    planned = task_or_next(asked.situation)
    if planned is None:
        return unsure(asked)
    text = (
        f"{named(planned)} asks for {minutes(planned.task.minutes)} on "
        f"{write_day(planned.day)}, in week {planned.week.number}. The week's focus says how: "
        f"{one_line(planned.week.focus)} If a word of it is unclear, name that word, and I say "
        "what I know."
    )
    return CoachReplyDraft(answer=text, citations=[*cites_tasks(planned), cites_week(planned.week)])


def _in_this_plan(asked: Asked, meaning: str) -> str:
    """Return where this plan has the thing that was explained."""
    now, week = asked.situation, asked.situation.week
    next_check_in = next((n for n in now.plan.check_in_weeks if n >= week.number), week.number)
    milestone, contingencies = now.next_milestone, now.plan.contingencies
    places = {
        "A reserve": f"Week {week.number} has {pluralize(week.reserve_days, 'reserve day')}.",
        "A check-in": f"Your next one is in week {next_check_in}.",
        "An if-then": f"The one of week {week.number}: {one_line(week.if_then)}",
        "A phase": f"You are in week {week.number}, in the phase “{week.phase}”.",
    }
    if milestone is not None:
        places["A milestone"] = f"Your next one is {milestone_text(milestone, now.today)}."
    if contingencies:
        first = contingencies[0]
        places["A contingency"] = f"Your first one: {first.trigger}: {one_line(first.response)}"
    found = next((text for start, text in places.items() if meaning.startswith(start)), "")
    return found or f"You are in week {week.number}; its focus: {one_line(week.focus)}"


def why_task(asked: Asked) -> CoachReplyDraft:
    """Answer why a task is there: the week's focus, the milestone it leads to, and the finding."""
    now, thing = asked.situation, unnamed_thing(asked.situation)
    planned = find_task(now) or find_in_plan(now) or now.next_open
    if planned is None:
        return unsure(asked)
    week = planned.week
    parts = [f"Your plan does not name “{thing}”; what comes next in it is this."] if thing else []
    parts += [
        (
            f"{named(planned)} belongs to week {week.number}, phase “{week.phase}”. Its focus: "
            f"{one_line(week.focus)}"
        )
    ]
    ahead = next((w.milestone for w in now.plan.weeks[week.number - 1 :] if w.milestone), None)
    if ahead is not None:
        parts.append(f"It leads to {milestone_text(ahead, now.today)}.")
    if _HOW_MUCH.search(asked.question):
        parts.append(_how_often(now, planned))
    citations = [*cites_tasks(planned), cites_week(week)]
    reason = next((p for p in asked.passages if p.id == "why"), None) or _why(asked)
    if reason is not None:
        parts.append(_beginning(reason.text))
        citations.append(cites_passage(reason))
    return CoachReplyDraft(answer=" ".join(parts), citations=citations)


def _how_often(now: Situation, planned: PlannedTask) -> str:
    """Return how often a task comes in the plan, and when the next one of its kind is due."""
    same = [each for each in now.tasks if each.task.title == planned.task.title]
    weeks = len({each.week.number for each in same})
    return f"The plan has it {pluralize(len(same), 'time')}, in {pluralize(weeks, 'week')}."


def _why(asked: Asked) -> Passage | None:
    return next((passage for passage in asked.background if passage.id == "why"), None)


def _beginning(text: str) -> str:
    found = _FIRST_SENTENCES.match(text)
    return one_line(found.group() if found else text)


def guided(asked: Asked) -> CoachReplyDraft:
    """Answer with the guidance that is nearest in meaning, and where it matters next."""
    near, now = asked.near, asked.situation
    if near is None:
        return unsure(asked)
    passage, answers = near.guide.passage, near.guide.answers
    if _YES_OR_NO.match(passage.text) and not _speaks_of(asked.question, near.guide):
        return unsure(asked)
    step = (find_task(now) if answers else None) or now.next_open
    own = passage.id.startswith(("if-then", "contingency"))
    opening = "Your plan has this: " if own else "" if answers else "An if-then for that moment: "
    text = f"{opening}{one_line(passage.text)}"
    if step is not None:
        place = "In your plan it matters next for" if answers else "Try it with"
        text += f" {place} {named(step)}, {when_due(step, now.today)}."
    return CoachReplyDraft(answer=text, citations=[cites_passage(passage), *_place(step, now.week)])


def _speaks_of(question: str, guide: Guide) -> bool:
    """Return whether guidance shares a telling word with a question."""
    return bool(telling_stems(question) & _stems(guide))


def _is_mostly_of(question: str, guide: Guide) -> bool:
    """Return whether guidance has most of the telling words of a question."""
    asked = telling_stems(question)
    return 2 * len(asked & _stems(guide)) > len(asked)


def _stems(guide: Guide) -> frozenset[str]:
    return telling_stems(" ".join((*guide.asks, guide.passage.text)))


def subject(asked: Asked) -> CoachReplyDraft:
    """Answer a question about the goal's subject, or say that it is not known."""
    near = asked.near
    return guided(asked) if near is not None and near.likeness >= NEAR else unsure(asked)


def _place(step: PlannedTask | None, week: Week) -> list[CitationDraft]:
    return [cites_week(week)] if step is None else [*cites_tasks(step), cites_week(step.week)]


def unsure(asked: Asked) -> CoachReplyDraft:
    """Say plainly that the coach does not know, what is nearest to it, and what it can do."""
    now, step, near = asked.situation, asked.situation.next_open, asked.near
    thing = unnamed_thing(now)
    text = "I do not know that: neither your plan nor its playbook says it."
    if thing:
        text = (
            f"I do not know that: neither your plan nor its playbook says it, or names “{thing}”."
        )
    citations = _place(step, now.week)
    least = _RELATED if near is not None and _is_mostly_of(asked.question, near.guide) else NEAR
    if near is not None and near.likeness >= least:
        nearest = _YES_OR_NO.sub("", near.guide.passage.text)
        text += f" The nearest I have is this: {one_line(nearest[0].upper() + nearest[1:])}"
        citations.insert(0, cites_passage(near.guide.passage))
    else:
        text += (
            " I can tell what is due, why a task is there and what to do when something gets in "
            "the way, and I can move, shrink or skip tasks."
        )
    if step is not None:
        text += f" The next step stays {named(step)}, {when_due(step, now.today)}."
    else:
        text += f" Your plan ends on {write_day(now.plan.ends_on, year=True)}."
    return CoachReplyDraft(answer=text, citations=citations)
