"""Say of a week that repeats an earlier one what is the same in it, and what has changed.

Practice repeats, and a plan that hides it behind two sentences in turn reads like a machine. A week
like the one before it names the step between them, a sum says where it stands, and a focus that
comes back asks for a little more each time. The focus itself always stays: a taper is no build-up.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.goals.kind import GoalKind
from core.plans.draft import TaskDraft, WeekDraft

_NUMBER = re.compile(r"[€$£]?\d[\d.,:/]*(?<![.,:])")
_ASIDE = re.compile(r"(?:, part \d+ of \d+|; [^;]*)$")
"""What is added to a session so that it does not read like the last one."""
_UNIT = re.compile(r"\s?(?:%|(?:km|m|kg|minutes|hours|pages|words|times|seconds|steps)\b)")
_LIGHTER = "A lighter week"
_LONG_RUN = 3
_MORE: Mapping[GoalKind, tuple[str, ...]] = {
    GoalKind.SKILL: (
        "slower than you need it, so that nothing slips",
        "with the hardest place first",
        "from memory where you can",
        "recorded once and heard once",
        "at another hour or in another place",
        "for one person who listens or looks",
    ),
    GoalKind.EXAM: (
        "with the weakest topic first",
        "without notes",
        "against the clock",
        "in another place than last time",
        "explained aloud at the end",
    ),
    GoalKind.PROJECT: (
        "with what was left open last week first",
        "with the phone in another room",
        "with one part shown to somebody",
        "at another hour than last time",
        "with the part you like least first",
    ),
    GoalKind.TRAINING: (
        "with the form before the effort",
        "with the first minutes slower than you need",
        "on another route or in another place",
        "with one line afterwards on how it felt",
    ),
}
"""What a focus asks for when it comes back, in the order of the rounds."""


@dataclass(frozen=True, slots=True)
class _Written:
    """The weeks of a draft, and what is reached in each."""

    weeks: Sequence[WeekDraft]
    sessions: Sequence[frozenset[str]]
    """The sessions of each week, without their numbers."""
    reached: Sequence[str]
    more: tuple[str, ...]


def with_folded_weeks(
    weeks: Sequence[WeekDraft], reached: Sequence[str], kind: GoalKind
) -> list[WeekDraft]:
    """Return the weeks with a focus that says what is the same and what has changed.

    `reached` is what stands at the end of each week, or nothing: "5,229 of 12,910".
    """
    sessions = [frozenset(_plain(task) for task in week.tasks if task.day) for week in weeks]
    written = _Written(weeks, sessions, reached, _MORE.get(kind, ()))
    return [week.model_copy(update={"focus": _focus(written, at)}) for at, week in enumerate(weeks)]


def _focus(written: _Written, at: int) -> str:
    focus = written.weeks[at].focus
    rounds = sum(week.focus == focus for week in written.weeks[:at])
    same = (
        at > 0 and bool(written.sessions[at]) and written.sessions[at] == written.sessions[at - 1]
    )
    if focus.startswith(_LIGHTER):
        return focus
    if rounds == 0:
        last = _end_of_run(written.sessions, at)
        is_run = not same and last - at >= _LONG_RUN - 1
        run = f" Weeks {at + 1} to {last + 1} hold the same kind of sessions." if is_run else ""
        return f"{focus}{run}"
    step = _step(written.weeks[at - 1], written.weeks[at]) if same else ""
    if step:
        return f"{focus} {step[0].upper()}{step[1:]}."
    if written.reached[at] and written.reached[at] != written.reached[at - 1]:
        return f"{focus} By the end of this week it is {written.reached[at]}."
    if written.more:
        return f"{focus} This time {written.more[(rounds - 1) % len(written.more)]}."
    return focus


def _end_of_run(sessions: Sequence[frozenset[str]], at: int) -> int:
    """Return the last of the weeks in a row with the sessions of one."""
    end = at
    while sessions[at] and end + 1 < len(sessions) and sessions[end + 1] == sessions[at]:
        end += 1
    return end


def _plain(task: TaskDraft) -> str:
    return _NUMBER.sub("#", _ASIDE.sub("", task.title))


def _step(before: WeekDraft, now: WeekDraft) -> str:
    """Return the first number that has changed: "one step more than last week: 9 km, not 8"."""
    known = {_plain(task): task.title for task in before.tasks}
    for task in now.tasks:
        old = known.get(_plain(task)) if task.day else None
        pairs = zip(_NUMBER.finditer(old or ""), _NUMBER.finditer(task.title), strict=False)
        for was, is_ in pairs:
            if was.group() != is_.group():
                unit = _UNIT.match(task.title, is_.end())
                after = unit.group() if unit is not None else ""
                more = "more" if _value(is_.group()) > _value(was.group()) else "less"
                return (
                    f"one step {more} than last week: {is_.group()}{after} instead of {was.group()}"
                )
    return ""


def _value(number: str) -> float:
    digits = re.sub(r"[^\d.]", "", number.replace(",", ""))
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0
