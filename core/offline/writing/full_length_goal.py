"""The second choice where a wish does not fit its time: the same wish, given the time or the hours it takes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.goals.draft import TargetDraft
from core.goals.goal import (
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MAX_WEEKS,
    Circumstances,
    GoalRequest,
)
from core.offline.playbooks.playbook import playbook_for
from core.offline.reading.answers import with_answers
from core.offline.reading.facts import GoalFacts
from core.offline.reading.goal_parser import read_goal
from core.offline.reading.target import first_year_of, length_of, target_of
from core.offline.writing.feasibility import check, hours_told, usual_hours
from core.offline.writing.format_amount import amount
from core.offline.writing.sentences import day_words

_MOST_WEEKS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeWish:
    """The goal to write so that the whole wish is planned; everything else that was said stays."""

    text: str
    circumstances: Circumstances
    label: str
    """What it is, for people: "the whole 42.2 km, until 12 September 2027"."""
    first_year_only: bool = False
    """A plan covers a year at a time, and this one takes longer."""


def whole_wish(request: GoalRequest) -> WholeWish | None:
    """Return the second choice, None where the wish fits or nothing that can be written would make it fit."""
    request = with_answers(request)
    facts = read_goal(request.text, today=request.today)
    book = playbook_for(facts.domain)
    length = length_of(request, facts, book)
    target, _ = target_of(facts, book, weeks=length.weeks)
    possible = check(request, facts, book, first_year_of(facts, target, length), length)
    if possible is None:
        return None
    if possible.needed_weeks == 0:
        return _more_hours(
            request, facts, target, usual_hours(request, book, target, weeks=length.weeks)
        )
    ends_on = length.starts_on + timedelta(days=7 * min(possible.needed_weeks, _MOST_WEEKS) - 1)
    if possible.needed_weeks > _MOST_WEEKS or ends_on <= max(
        length.ends_on, length.named_on or length.ends_on
    ):
        return None
    return _longer(request, facts, target, ends_on, beyond_a_year=possible.needed_weeks > MAX_WEEKS)


def _longer(
    request: GoalRequest,
    facts: GoalFacts,
    target: TargetDraft | None,
    ends_on: date,
    *,
    beyond_a_year: bool,
) -> WholeWish | None:
    text = _until(facts, ends_on)
    if len(text) > MAX_GOAL_CHARACTERS:
        return None
    return WholeWish(
        text=text,
        # A length in weeks told apart from the text would overrule the new date.
        circumstances=replace(request.circumstances, weeks=None),
        label=f"{_named(facts, target)}, until {day_words(ends_on)}",
        first_year_only=beyond_a_year,
    )


def _until(facts: GoalFacts, ends_on: date) -> str:
    """Return the goal text with the new last day in the place of the old one, or after the wish."""
    said = f"by {day_words(ends_on)}"
    deadline = facts.deadline
    if deadline is None:
        return f"{facts.text.rstrip(' .!')} {said}"
    span = deadline.span
    return f"{facts.text[: span.start]}{said}{facts.text[span.end :]}"


def _more_hours(
    request: GoalRequest, facts: GoalFacts, target: TargetDraft | None, hours: float
) -> WholeWish | None:
    told = hours_told(request, facts)
    if told is None or not told < hours <= MAX_HOURS_PER_WEEK:
        return None
    return WholeWish(
        text=request.text,
        circumstances=replace(request.circumstances, hours_per_week=hours),
        label=f"{_named(facts, target)}, with {hours:g} hours a week",
    )


def _named(facts: GoalFacts, target: TargetDraft | None) -> str:
    return (
        f"the whole {amount(target.quantity, target.unit)}"
        if target and facts.quantity
        else "the whole wish"
    )
