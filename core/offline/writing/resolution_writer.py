"""Draft the resolution from the person's words and the playbook's metrics and strategies."""

from core.formats import long_day
from core.goals.goal import ClarifiedGoal, Experience, GoalRequest, Style
from core.offline.circumstances.strategies import is_met, own_life, takes_time
from core.offline.kinds.outline import outline_of
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.own_method import method_metrics
from core.offline.kinds.week_steps import counted_step
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.any_obstacle import is_usual, without_mark
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import ProgressionInput, build_progression_input
from core.offline.progressions.rules import steps_for
from core.offline.reading.facts import GoalFacts
from core.offline.reading.race_time import find_race_time
from core.offline.writing.format_amount import format_amount
from core.offline.writing.goal_phrase import COUNTED_BY_HAND, fits_metric, goal_phrase, title_of
from core.offline.writing.milestones import reached_when
from core.offline.writing.obstacles import answers_for, is_arranged, main_obstacle, usual_answers
from core.offline.writing.own_words import own_reason
from core.offline.writing.phases import phase_spans
from core.offline.writing.plan_writer import first_task
from core.offline.writing.sentences import as_sentence, as_title
from core.offline.writing.templates import fill_template, template_values
from core.plans.plan import PHASES
from core.resolutions.draft import (
    ChallengeDraft,
    MetricDraft,
    PhaseDraft,
    ResolutionDraft,
    StrategyDraft,
)

_STYLE = {
    Style.CONSERVATIVE: (
        "You chose a careful pace: fewer sessions, lighter weeks and room for life."
    ),
    Style.AGGRESSIVE: (
        "You chose a fast pace: fuller weeks from the start, so keep the reserve days for real "
        "need."
    ),
}
_EXPERIENCE = {
    Experience.INTERMEDIATE: "Because you have done this before, the first phase is short.",
    Experience.ADVANCED: "Because you know this well, the weeks start close to your full load.",
}
_MAX_METRICS = 5
_MOST_LIMITS = 2
_PICTURE_IT = StrategyDraft(
    name="See it before it starts",
    description=(
        "Picture the best result for a minute, then your obstacle, then say your if-then plan "
        "aloud (WOOP)."
    ),
)


def draft_resolution(parsed: ParsedGoal, goal: ClarifiedGoal) -> ResolutionDraft:
    """Return the draft of a resolution for a clarified goal."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    outline = outline_of(parsed)
    inputs = build_progression_input(request, goal, facts, playbook, outline.turning_day)
    values = template_values(goal, facts, playbook)
    whole = outline.requested if _covers_part(outline, goal) else None
    phrase = goal_phrase(facts, playbook, values, goal.target, requested=whole)
    return ResolutionDraft(
        title=title_of(phrase),
        description=_description(parsed, inputs, goal),
        rationale=_rationale(request, facts, playbook, values),
        smart_statement=_smart_statement(inputs, goal, values),
        metrics=[
            *_race_time_metrics(inputs),
            *method_metrics(parsed, inputs),
            *_metrics(playbook, goal, values),
        ][:_MAX_METRICS],
        timeline=_timeline(inputs, values),
        challenges=_challenges(parsed, goal, values),
        strategies=[*own_life(parsed), *_strategies(inputs, values)],
    )


def _covers_part(outline: Outline, goal: ClarifiedGoal) -> bool:
    """Return whether the plan covers only a part of the goal."""
    if outline.is_part:
        return True
    requested, planned = outline.requested, goal.target
    if requested is None or planned is None or requested.unit != planned.unit:
        return False
    return requested.quantity != planned.quantity


def _metrics(playbook: Playbook, goal: ClarifiedGoal, values: dict[str, str]) -> list[MetricDraft]:
    """Return the playbook's metrics; a result in another unit is counted under its own name."""
    target, guides = goal.target, playbook.metrics
    own: list[MetricDraft] = []
    if target is None and any("{target}" in m.target for m in guides):
        own = [MetricDraft(name="Sessions done", target="all planned", how=COUNTED_BY_HAND)]
        guides = tuple(m for m in guides if "{target}" not in m.target)
    if target is not None and not fits_metric(playbook, target.unit):
        name = as_title(target.metric)
        own = [MetricDraft(name=name, target=values["target"], how=COUNTED_BY_HAND)]
        guides = tuple(m for m in guides if "{target}" not in m.target)
    return own + [
        MetricDraft(
            name=fill_template(m.name, values),
            target=fill_template(m.target, values),
            how=as_sentence(fill_template(m.how, values)),
        )
        for m in guides
    ]


def _race_time_metrics(inputs: ProgressionInput) -> list[MetricDraft]:
    race_time = find_race_time(inputs.facts) if inputs.is_running else None
    if race_time is None:
        return []
    how = f"Time the whole distance on the day; it takes a pace of {race_time.pace}."
    return [MetricDraft(name="Time over the whole distance", target=race_time.label, how=how)]


def _frequency_phrase(inputs: ProgressionInput) -> str:
    each = max(5, round(inputs.minutes(1) / inputs.sessions / 5) * 5)
    times = {1: "once", 2: "twice"}.get(inputs.sessions, f"{inputs.sessions} times")
    return f"{times} a week, about {each} minutes each time"


def _description(parsed: ParsedGoal, inputs: ProgressionInput, goal: ClarifiedGoal) -> str:
    first = first_task(parsed, goal)
    begin = f" This week, begin with this: {first[0].lower() + first[1:]}." if first else ""
    return (
        f"Over {inputs.weeks} week{'s' if inputs.weeks > 1 else ''}, from "
        f"{long_day(goal.starts_on)} to {long_day(goal.deadline)}, "
        f"you make time for {inputs.playbook.practice_name} {_frequency_phrase(inputs)}, within "
        f"{format_amount(goal.hours_per_week, 'h')} a week.{begin}"
    )


def _rationale(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    values: dict[str, str],
) -> str:
    parts = [as_sentence(fill_template(playbook.why, values))]
    reason = own_reason(facts)
    if reason:
        parts.append(as_sentence(f"It serves what you said matters: {reason}"))
    parts.extend(_chosen_settings(request))
    if request.circumstances.constraints:
        parts.append(
            as_sentence(
                "It is planned around your constraints: "
                + "; ".join(request.circumstances.constraints)
            )
        )
    else:
        label = main_obstacle(request, facts, playbook)
        usual = f"What usually gets in the way of goals like this is {without_mark(label)}"
        own = f"You named what gets in the way ({label})"
        parts.append(f"{usual if is_usual(label) else own}; week 1 answers it.")
    return " ".join(parts)


def _chosen_settings(request: GoalRequest) -> list[str]:
    """Return sentences on the chosen pace and experience; nothing on assumed ones."""
    circumstances = request.circumstances
    style = None if "style" in request.assumed else _STYLE.get(circumstances.style)
    chosen = [_EXPERIENCE.get(circumstances.experience), style]
    return [setting for setting in chosen if setting]


def _smart_statement(inputs: ProgressionInput, goal: ClarifiedGoal, values: dict[str, str]) -> str:
    target = goal.target
    reached = f", reached {reached_when(inputs.playbook, target, values)}" if target else ""
    return (
        f"{goal.statement.rstrip('.')}{reached}; I make time for "
        f"{inputs.playbook.practice_name} {_frequency_phrase(inputs)}."
    )


def _timeline(inputs: ProgressionInput, values: dict[str, str]) -> list[PhaseDraft]:
    steps = tuple(counted_step(inputs, step) for step in steps_for(inputs))
    phases = []
    for guide, first, last in phase_spans(inputs):
        step = steps[last - 1]
        reached = step.week_target
        amount = values["amount"] if reached is None else format_amount(reached, inputs.unit)
        aim = fill_template(guide.aim, {**values, "amount": amount})
        if reached is not None and inputs.unit == PHASES:
            aim = f"{aim}; done by week {last}"  # the aim is the phase's own check
        elif reached is not None and not inputs.playbook.recipe:
            aim = f"{aim}; by week {last} reach {amount}"
        phases.append(
            PhaseDraft(name=guide.name, first_week=first, last_week=last, aim=as_sentence(aim))
        )
    return phases


def _challenges(
    parsed: ParsedGoal, goal: ClarifiedGoal, values: dict[str, str]
) -> list[ChallengeDraft]:
    playbook = parsed.playbook
    own = answers_for(goal.obstacle, parsed.request, parsed.facts, playbook)
    named = {answer.guide.obstacle for answer in own}
    usual = usual_answers(playbook, answered=bool(own))
    guides = [
        (answer.label, answer.guide)
        for answer in (*own, *(each for each in usual if each.guide.obstacle not in named))
    ]
    return [
        ChallengeDraft(
            obstacle=label,
            if_then=fill_template(f"If {g.situation}, then I will {g.actions[0]}.", values),
        )
        for label, g in guides[: max(3, len(own))]
    ]


def _strategies(inputs: ProgressionInput, values: dict[str, str]) -> list[StrategyDraft]:
    found = [
        StrategyDraft(name=s.name, description=fill_template(s.text, values))
        for s in inputs.playbook.strategies
    ]
    found.append(_PICTURE_IT)
    found.extend(
        StrategyDraft(
            name="Fit it to your life",
            description=(
                f"You said: “{span.text.strip(' .')}”. Move or shorten a session that clashes "
                "with it before you skip one."
            ),
        )
        for span in inputs.facts.constraints[:_MOST_LIMITS]
        if takes_time(span.text)
        and not is_arranged(span, inputs.facts)
        and not is_met(span, inputs.facts, inputs.playbook)
    )
    found.extend(
        StrategyDraft(
            name="Fit it to your life",
            description=f"Plan each week around “{constraint}” before you plan anything else.",
        )
        for constraint in inputs.circumstances.constraints
    )
    return found
