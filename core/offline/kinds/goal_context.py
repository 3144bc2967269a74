"""What the laws of sense have to know of a goal: kind, quit date, concerns and methods."""

from dataclasses import replace
from datetime import date

from core.goals.goal import ClarifiedGoal, Target
from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.offline.clarifying.number_sides import body_direction, direction_of
from core.offline.if_thens.meant_guide import find_obstacle_guide
from core.offline.if_thens.own import named_obstacles
from core.offline.kinds.outline import outline_of
from core.offline.kinds.own_method import own_methods, tool_title
from core.offline.limits.apply import limits_of
from core.offline.named.aids import method_label
from core.offline.named.tasks import named_for_laws
from core.offline.parsed_goal import ParsedGoal
from core.offline.progressions.session_count import ONE_A_DAY
from core.offline.reading.constraints import available_days, list_constraints
from core.offline.reading.facts import GoalFacts
from core.offline.reading.units import convert
from core.offline.writing.contingencies import as_response
from core.offline.writing.obstacles import (
    answer_to,
    is_arranged,
    label_of,
)
from core.offline.writing.own_words import acts_in
from core.offline.writing.sentences import as_title
from core.offline.writing.templates import fill_template, template_values
from core.plans.care import Care
from core.plans.sense.goal_context import Concern, GoalContext, Method

_DAYS_A_WEEK = 7
_SURE = 0.7
"""Readings below this are not held against a plan by rule."""
_NEARLY_SURE = 0.9
"""A model has read the words itself: only a reading surer than this may change its plan."""


def goal_context_of(
    parsed: ParsedGoal, goal: ClarifiedGoal, *, by_model: bool = False
) -> GoalContext:
    """Return what a goal's text holds a plan to; less of it if a model wrote the plan."""
    facts = parsed.facts
    least = _NEARLY_SURE if by_model else _SURE
    sure = facts.confidence.get("kind", 0.0) >= least
    kind = facts.kind if sure else None
    values = template_values(goal, facts, parsed.playbook)
    first = parsed.playbook.phases[0].practice[0]
    return GoalContext(
        text=facts.text,
        kind=kind,
        direction=direction_of(facts, parsed.playbook) if _is_their_number(parsed, goal) else 0,
        body=_body(facts),
        quit_date=outline_of(parsed).turning_day if kind == GoalKind.QUIT else None,
        days=_days(parsed),
        blocked=tuple(Day(day) for day in facts.days_off if day not in facts.chosen_days),
        last_day=_last_day(parsed, goal, least),
        one_a_day=facts.kind in ONE_A_DAY and not _twice_a_day(facts),
        concerns=_concerns(parsed, values, by_model=by_model),
        methods=() if by_model and not _is_nearly_sure(parsed, "methods") else _methods(parsed),
        limits=limits_of(parsed),
        named=named_for_laws(parsed),
        unsure=parsed.is_unsure,
        small_act=fill_template(first, {**values, "amount": "the next part"}),
        english=facts.english,
        care=_care(parsed, by_model=by_model),
    )


def _body(facts: GoalFacts) -> Target | None:
    """Return the person's own two weights as a target."""
    target, today = facts.quantity, facts.baseline
    if not body_direction(facts) or target is None or today is None:
        return None
    now = convert(today.value, today.unit, target.unit)
    return Target(metric="body weight", quantity=target.value, unit=target.unit, baseline=now)


def _is_their_number(parsed: ParsedGoal, goal: ClarifiedGoal) -> bool:
    """Return whether the goal's number is on the scale its words speak of.

    A number of the playbook's own may rise although the habit falls: days free, calm answers.
    """
    target, named = goal.target, parsed.facts.quantity
    return (
        target is not None
        and target.baseline is not None
        and named is not None
        and target.unit.startswith(named.unit)
    )


def _twice_a_day(facts: GoalFacts) -> bool:
    return facts.frequency is not None and facts.frequency.per_week > _DAYS_A_WEEK


def _days(parsed: ParsedGoal) -> tuple[Day, ...]:
    """Return the weekdays that are left if the person ruled some out; a named day is a wish."""
    if not parsed.facts.days_off and not parsed.request.circumstances.constraints:
        return ()
    days = available_days(parsed.request.circumstances, parsed.facts)
    return tuple(Day(day) for day in days) if len(days) < _DAYS_A_WEEK else ()


def _last_day(parsed: ParsedGoal, goal: ClarifiedGoal, least: float) -> date | None:
    """Return the day that the words name as the last one, if a plan can last to it."""
    day, asked = parsed.facts.deadline, parsed.request.circumstances
    if day is None or not day.exact or day.length_days is not None or asked.weeks is not None:
        return None
    sure = parsed.facts.confidence.get("deadline", 1.0) >= least
    return day.on if sure and goal.deadline == day.on else None


def _care(parsed: ParsedGoal, *, by_model: bool) -> tuple[Care, ...]:
    """Return what the signs ask; what the plan by rule does already is asked of a model only."""
    return tuple(replace(each, by_rule=each.by_rule and by_model) for each in parsed.care)


def _is_nearly_sure(parsed: ParsedGoal, name: str) -> bool:
    return parsed.facts.confidence.get(name, 0.0) >= _NEARLY_SURE


def _concerns(parsed: ParsedGoal, values: dict[str, str], *, by_model: bool) -> tuple[Concern, ...]:
    """Return the obstacles and constraints that the plan does not keep by its days and hours."""
    facts, playbook = parsed.facts, parsed.playbook
    arranged = {span.text.strip(" .") for span in facts.constraints if is_arranged(span, facts)}
    unsure = by_model and not _is_nearly_sure(parsed, "obstacles")
    named = [] if unsure or not facts.obstacles else list(named_obstacles(facts, playbook))
    set_by_hand = parsed.request.circumstances.constraints
    named += [
        c
        for c in list_constraints(parsed.request.circumstances, facts)
        if c not in arranged and (c in set_by_hand or find_obstacle_guide(c, playbook) is not None)
    ]
    found = []
    for words in dict.fromkeys(named):
        guide = answer_to(words, playbook)
        found.append(
            Concern(
                words=words,
                label=as_title(label_of(words, playbook)),
                response=as_response(guide.actions[0], values),
            )
        )
    return tuple(found)


def _methods(parsed: ParsedGoal) -> tuple[Method, ...]:
    found = []
    for span in own_methods(parsed):
        acts, label = acts_in(span.text), method_label(span.text)
        if acts:
            found.append(Method(words=" ".join(acts), task=as_title(acts[0])))
        elif label and parsed.playbook.kinds[0] != GoalKind.MONEY:
            found.append(Method(words=label, task=tool_title(label)))
    return tuple(found)
