"""Answers about how it goes: progress, the end, and the person's own reason to go on."""

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import minutes, pluralize
from core.offline.chat.asked import Asked, cites_tasks, cites_week, milestone_text, named, when_due
from core.offline.chat.counted.tally import tally
from core.offline.chat.find_task import task_or_next
from core.progress.sentences import progress_in_words

_FITS = 0.5
"""Least likeness of guidance that is added to a word of support."""


def progress(asked: Asked) -> CoachReplyDraft:
    """Answer how it goes, by what is done of what was due, without a judgement of the person."""
    now = asked.situation
    held = tally(now.tasks, now.today)
    due = tally((planned for planned in now.tasks if planned.day < now.today), now.today)
    week = tally(now.tasks_of(now.week), now.today)
    were = "was" if len(due.tasks) == 1 else "were"
    parts = [
        (
            f"You have done {len(held.done)} of {len(now.tasks)} tasks. "
            f"{pluralize(len(due.tasks), 'task')} {were} due before today: {due.states}."
        ),
        f"In week {now.week.number} of {now.plan.total_weeks}: {week.states}.",
    ]
    if held.skipped:
        parts.append("What you skipped on purpose is no debt.")
    parts += _last_check_in(asked)
    if now.next_milestone is not None:
        parts.append(f"Next milestone: {milestone_text(now.next_milestone, now.today)}.")
    step = now.next_open
    if step is not None:
        left = f", left from {write_day(step.day)}" if step.day < now.today else ""
        when = left or f", {when_due(step, now.today)}"
        parts.append(f"The best next step is {named(step)}{when}.")
    return CoachReplyDraft(
        answer=" ".join(parts),
        citations=[cites_week(now.week), *(cites_tasks(step) if step else [])],
    )


def _last_check_in(asked: Asked) -> list[str]:
    """Return what the last check-in reported, as a sentence if there is anything in it."""
    last = next(iter(asked.situation.check_ins), None)
    if last is None or last.report.is_empty:
        return []
    noted = list[str]()
    if last.report.value is not None:
        noted.append(f"{last.report.value:g} {last.unit}".strip())
    if last.report.obstacle:
        noted.append(f"“{last.report.obstacle}” in the way")
    if not noted:
        return []
    day = write_day(last.day, today=asked.situation.today)
    return [f"In your check-in of {day} you noted {' and '.join(noted)}."]


def when_done(asked: Asked) -> CoachReplyDraft:
    """Answer when the goal is reached: the plan's day, and what the pace so far says."""
    now = asked.situation
    left = now.plan.total_weeks - now.week.number + (0 if now.over else 1)
    last = now.plan.weeks[-1]
    end = write_day(now.plan.ends_on, year=True)
    if now.over:
        text = f"Your plan ended on {end}."
    else:
        text = f"Your plan ends on {end}; {pluralize(left, 'week')} are left, this one included."
        text = text.replace("1 week are left", "1 week is left")
    milestones = now.plan.milestones
    if milestones:
        text += f" It ends with {milestone_text(milestones[-1], now.today)}."
    text += f" {progress_in_words(now.progress)}"
    return CoachReplyDraft(answer=text, citations=[cites_week(last), cites_week(now.week)])


def motivation(asked: Asked) -> CoachReplyDraft:
    """Answer with the person's own reason, what is done already, and one small step."""
    now = asked.situation
    done = sum(planned.done for planned in now.tasks)
    parts = list[str]()
    if asked.reason:
        parts.append(f"You wrote why this matters to you: “{asked.reason}”.")
    else:
        parts.append(f"Your goal, in your words: “{_first_line(now.request.text)}”.")
    if done:
        parts.append(f"{done} of {len(now.tasks)} tasks are behind you, and they stay done.")
    if asked.near is not None and asked.near.likeness >= _FITS:
        parts.append(f"What helps: {asked.near.guide.passage.text}")
    step = now.next_open
    if step is not None:
        short = min(10, step.task.minutes)
        parts.append(
            f"You need not want to. Do {minutes(short)} of {named(step)} and decide after that "
            "whether you go on; stopping then is fine."
        )
    parts.append(
        "If the goal itself no longer fits, you can change or pause it; that is a decision, not a "
        "defeat."
    )
    citations = [cites_week(now.week), *(cites_tasks(step) if step else [])]
    return CoachReplyDraft(answer=" ".join(parts), citations=citations)


def _first_line(text: str) -> str:
    line = text.splitlines()[0].strip()
    return line if len(line) <= 160 else f"{line[:159].rsplit(' ', 1)[0]}…"


def doubt(asked: Asked) -> CoachReplyDraft:
    """Answer a harsh word about oneself or one's work: the step, what is done, no verdict."""
    now = asked.situation
    done = sum(planned.done for planned in now.tasks)
    parts = ["That is a hard verdict, and nothing in your plan asks for it to be good yet."]
    if asked.near is not None and asked.near.likeness >= _FITS:
        parts.append(asked.near.guide.passage.text)
    if done:
        parts.append(f"What can be counted: {done} of {len(now.tasks)} tasks are done.")
    step = now.next_open
    if step is not None:
        short = min(10, step.task.minutes)
        parts.append(f"Next is {minutes(short)} of {named(step)}, {when_due(step, now.today)}.")
    citations = [cites_week(now.week), *(cites_tasks(step) if step else [])]
    return CoachReplyDraft(answer=" ".join(parts), citations=citations)


def done(asked: Asked) -> CoachReplyDraft:
    """Answer good news: tick it, how far the week is, and what comes next."""
    now = asked.situation
    week, finished = now.tasks_of(now.week), task_or_next(now)
    settled = sum(planned.done for planned in week)
    what = named(finished) if finished is not None else "it"
    text = (
        f"Well done. Tick {what} above, so that the plan knows; "
        f"{settled} of {len(week)} tasks of week {now.week.number} are ticked so far."
    )
    if now.next_milestone is not None:
        text += f" It leads to {milestone_text(now.next_milestone, now.today)}."
    ahead = (each for each in now.tasks if each.open and each.day >= now.today)
    step = next((each for each in ahead if each != finished), None)
    if step is not None:
        text += f" After it comes {named(step)}, {when_due(step, now.today)}."
    tasks = [each for each in (finished, step) if each is not None]
    return CoachReplyDraft(answer=text, citations=[cites_week(now.week), *cites_tasks(*tasks)])
