"""A question with all that the rules may answer it from, and how they name tasks and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.chat.passage import Passage
from core.chat.reply import CitationDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import minutes
from core.goals.kind import GoalKind
from core.offline.chat.guides import Guide, NearGuide
from core.offline.chat.question.period import periods_asked
from core.offline.chat.topics import FoundTopic
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.plans.plan import Milestone, Week

MOST_NAMED = 4
"""Tasks that one answer names; more than these are a list, which the page shows better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, where the person stands, what it is about, and the texts that may answer it."""

    situation: Situation
    parsed: ParsedGoal
    """What the words of the goal say, with its playbook."""
    found: FoundTopic
    passages: tuple[Passage, ...]
    """The passages most like the question, the best first."""
    background: tuple[Passage, ...] = ()
    """All passages of the plan and the playbook."""
    guides: tuple[Guide, ...] = ()
    """The guidance of the plan and its playbook."""
    near: NearGuide | None = None
    """The guidance that is nearest to the question in meaning."""
    reason: str = ""
    """The person's own reason for the goal, in their words; empty if they gave none."""
    read: str = ""
    """The question with its slips mended and what it refers to put in; rules go by it."""

    @property
    def known(self) -> tuple[Passage, ...]:
        """All passages that may be cited."""
        return (*self.passages, *self.background, *(guide.passage for guide in self.guides))

    @property
    def playbook(self) -> Playbook:
        """The playbook of the goal."""
        return self.parsed.playbook

    @property
    def kind(self) -> GoalKind:
        """The kind of the goal, as it was clarified or else as it was read."""
        return self.situation.goal.kind or self.parsed.facts.kind

    @property
    def question(self) -> str:
        """The person's question."""
        return self.situation.question


def named(planned: PlannedTask) -> str:
    """Return a task with its minutes: “Run 5 km” (40 min)."""
    return f"“{planned.task.title}” ({minutes(planned.task.minutes)})"


def on_day(day: date, today: date) -> str:
    """Return a day for a sentence: "today, Thu 26 Nov" or "on Fri 4 Dec"."""
    text = write_day(day, today=today)
    if day == today:
        return f"today, {text}"
    if day == today + timedelta(days=1):
        return f"tomorrow, {text}"
    return f"on {text}"


def when_due(planned: PlannedTask, today: date) -> str:
    """Return when a task is due: on its day, by its week's end if it has none, or left over."""
    if planned.day < today:
        return f"left from {write_day(planned.day, today=today)}"
    loose = planned.task.day is None and planned.state.day is None
    if loose and planned.day > today:
        return f"by {write_day(planned.day, today=today)}"
    return on_day(planned.day, today)


def listed(tasks: tuple[PlannedTask, ...], today: date) -> str:
    """Return the first tasks of a list, each with its day, and how many follow."""
    days: dict[str, list[str]] = {}
    for each in tasks:
        days.setdefault(named(each), []).append(when_due(each, today))
    parts = [f"{name} {', '.join(on)}" for name, on in days.items()]
    more = len(parts) - MOST_NAMED
    text = "; ".join(parts[:MOST_NAMED])
    return f"{text}; and {more} more" if more > 0 else text


def milestone_text(milestone: Milestone, today: date) -> str:
    """Return a milestone with its number and day."""
    return (
        f"“{milestone.title}” ({milestone.measure}), due {write_day(milestone.due_on, today=today)}"
    )


def milestone_meant(asked: Asked) -> Milestone | None:
    """Return the milestone that a question names by its place, or else the next one."""
    found, question = asked.situation.plan.milestones, asked.question.lower()
    if found and "first milestone" in question:
        return found[0]
    if found and any(word in question for word in ("last milestone", "final milestone")):
        return found[-1]
    return asked.situation.next_milestone


def week_meant(asked: Asked) -> Week:
    """Return the week that a question is about: the one it names, unless it is past, else this."""
    now = asked.situation
    named = (period.week for period in periods_asked(asked.question, now))
    return next((w for w in named if w is not None and w.number >= now.week.number), now.week)


def sessions_first(tasks: Sequence[PlannedTask]) -> Sequence[PlannedTask]:
    """Return the sessions among some tasks, or all of them if there is none.

    A session has its weekday; what has none is preparation and looking back, done at any time.
    """
    return [planned for planned in tasks if planned.task.day is not None] or tasks


def smallest_session(tasks: Sequence[PlannedTask]) -> PlannedTask | None:
    """Return the shortest session among some tasks: the one to do if it is only one."""
    return min(sessions_first(tasks), key=lambda planned: planned.task.minutes, default=None)


def largest_session(tasks: Sequence[PlannedTask]) -> PlannedTask | None:
    """Return the longest session among some tasks."""
    return max(sessions_first(tasks), key=lambda planned: planned.task.minutes, default=None)


def cites_week(week: Week) -> CitationDraft:
    """Return the citation of a week."""
    return CitationDraft(kind="week", ref=str(week.number))


def cites_tasks(*tasks: PlannedTask) -> list[CitationDraft]:
    """Return the citations of the first tasks."""
    return [CitationDraft(kind="task", ref=each.task.id) for each in tasks[:2]]


def cites_passage(passage: Passage) -> CitationDraft:
    """Return the citation of a passage."""
    return CitationDraft(kind="passage", ref=passage.id)


def one_line(text: str) -> str:
    """Return a text that ends like a sentence."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
