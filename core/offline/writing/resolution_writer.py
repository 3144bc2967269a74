"""Draft the resolution from the person's words and the playbook's metrics and strategies."""

from core.goals.goal import Circumstances, ClarifiedGoal, Experience, GoalRequest, Style
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import ProgressionInput, build_progression_input
from core.offline.progressions.rules import steps_for
from core.offline.reading.facts import GoalFacts
from core.offline.reading.race_time import find_race_time
from core.offline.reading.target import find_target, plan_period_for
from core.offline.writing.format_amount import format_amount
from core.offline.writing.obstacles import find_obstacle_guide, if_then_plans
from core.offline.writing.phases import phase_spans
from core.offline.writing.sentences import as_sentence, format_date, short_aim, to_second_person
from core.offline.writing.templates import fill_template, template_values
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
_DEFAULT_SETTINGS = (
    "It assumes steady steps with a reserve; choose another pace or experience if they fit you "
    "better."
)
_MAX_METRICS = 5


def draft_resolution(parsed: ParsedGoal, goal: ClarifiedGoal) -> ResolutionDraft:
    """Return the draft of a resolution for a clarified goal."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    inputs = build_progression_input(request, goal, facts, playbook)
    values = template_values(goal, facts, playbook)
    return ResolutionDraft(
        title=_title(request, goal, facts, playbook),
        description=_description(inputs, goal),
        rationale=_rationale(request, facts, goal, playbook, values),
        smart_statement=_smart_statement(inputs, goal),
        metrics=[*_race_time_metrics(inputs), *_metrics(playbook, values)][:_MAX_METRICS],
        timeline=_timeline(inputs, values),
        challenges=_challenges(goal, playbook, values),
        strategies=_strategies(inputs, values),
    )


def _metrics(playbook: Playbook, values: dict[str, str]) -> list[MetricDraft]:
    return [
        MetricDraft(
            name=fill_template(m.name, values),
            target=fill_template(m.target, values),
            how=as_sentence(fill_template(m.how, values)),
        )
        for m in playbook.metrics
    ]


def _race_time_metrics(inputs: ProgressionInput) -> list[MetricDraft]:
    race_time = find_race_time(inputs.facts) if inputs.is_running else None
    if race_time is None:
        return []
    how = f"Time the whole distance on the day; it takes a pace of {race_time.pace}."
    return [MetricDraft(name="Time over the whole distance", target=race_time.label, how=how)]


def _title(request: GoalRequest, goal: ClarifiedGoal, facts: GoalFacts, playbook: Playbook) -> str:
    aim = to_second_person(short_aim(facts))
    if goal.target is not None and _covers_part(request, goal, facts, playbook):
        reached = format_amount(goal.target.quantity, goal.target.unit)
        return f"Reach {reached} by {format_date(goal.deadline)}, a first stage of “{aim}”"
    return f"{aim[0].upper()}{aim[1:]} by {format_date(goal.deadline)}"


def _covers_part(
    request: GoalRequest, goal: ClarifiedGoal, facts: GoalFacts, playbook: Playbook
) -> bool:
    """Return whether the plan covers only a part of the goal."""
    if any(note.startswith("Choice 1") for note in goal.notes):
        return True
    requested, _ = find_target(
        facts, playbook, weeks=plan_period_for(request, facts, playbook).weeks
    )
    planned = goal.target
    if (
        facts.quantity is None
        or requested is None
        or planned is None
        or requested.unit != planned.unit
    ):
        return False
    return requested.quantity != planned.quantity


def _frequency_phrase(inputs: ProgressionInput) -> str:
    each = max(5, round(inputs.minutes(1) / inputs.sessions / 5) * 5)
    times = {1: "once", 2: "twice"}.get(inputs.sessions, f"{inputs.sessions} times")
    return f"{times} a week for about {each} minutes"


def _description(inputs: ProgressionInput, goal: ClarifiedGoal) -> str:
    first = (
        fill_template(
            inputs.playbook.phases[0].extras[0].title,
            template_values(goal, inputs.facts, inputs.playbook),
        )
        if inputs.playbook.phases[0].extras
        else ""
    )
    begin = f" This week, begin with this: {first[0].lower() + first[1:]}." if first else ""
    return (
        f"Over {inputs.weeks} week{'s' if inputs.weeks > 1 else ''}, from "
        f"{format_date(goal.starts_on)} "
        f"to {format_date(goal.deadline)}, "
        f"you plan {inputs.playbook.practice_name} {_frequency_phrase(inputs)}, within "
        f"{goal.hours_per_week:g} hours "
        f"a week.{begin}"
    )


def _rationale(
    request: GoalRequest,
    facts: GoalFacts,
    goal: ClarifiedGoal,
    playbook: Playbook,
    values: dict[str, str],
) -> str:
    parts = [as_sentence(fill_template(playbook.why, values))]
    if facts.reason is not None:
        parts.append(
            as_sentence(f"It serves what you said matters: {to_second_person(facts.reason.text)}")
        )
    parts.extend(_chosen_settings(request.circumstances))
    if request.circumstances.constraints:
        parts.append(
            as_sentence(
                "It is planned around your constraints: "
                + "; ".join(request.circumstances.constraints)
            )
        )
    elif goal.obstacle:
        parts.append(
            as_sentence(f"It expects the obstacle “{goal.obstacle}” and has an answer ready")
        )
    return " ".join(parts)


def _chosen_settings(circumstances: Circumstances) -> list[str]:
    """Return sentences on the chosen pace and experience, or on the assumed ones."""
    chosen = [_EXPERIENCE.get(circumstances.experience), _STYLE.get(circumstances.style)]
    return [setting for setting in chosen if setting] or [_DEFAULT_SETTINGS]


def _smart_statement(inputs: ProgressionInput, goal: ClarifiedGoal) -> str:
    reached = (
        (
            f", reached when {goal.target.metric} is "
            f"{format_amount(goal.target.quantity, goal.target.unit)}"
        )
        if goal.target
        else ""
    )
    return (
        f"{goal.statement.rstrip('.')}{reached}; I do {inputs.playbook.practice_name} "
        f"{_frequency_phrase(inputs)}."
    )


def _timeline(inputs: ProgressionInput, values: dict[str, str]) -> list[PhaseDraft]:
    steps = steps_for(inputs)
    phases = []
    for guide, first, last in phase_spans(inputs):
        step = steps[last - 1]
        aim = fill_template(guide.aim, values)
        if step.week_target is not None:
            aim = f"{aim}; by week {last} reach {format_amount(step.week_target, inputs.unit)}"
        phases.append(
            PhaseDraft(name=guide.name, first_week=first, last_week=last, aim=as_sentence(aim))
        )
    return phases


def _challenges(
    goal: ClarifiedGoal, playbook: Playbook, values: dict[str, str]
) -> list[ChallengeDraft]:
    own = find_obstacle_guide(goal.obstacle, playbook)
    found = [
        ChallengeDraft(
            obstacle=goal.obstacle or playbook.obstacles[0].obstacle,
            if_then=fill_template(if_then_plans(goal.obstacle, playbook)[0], values),
        )
    ]
    for guide in playbook.obstacles:
        if guide is not own and len(found) < 3:
            found.append(
                ChallengeDraft(
                    obstacle=guide.obstacle,
                    if_then=fill_template(
                        f"If {guide.situation}, then I will {guide.actions[0]}.", values
                    ),
                )
            )
    return found


def _strategies(inputs: ProgressionInput, values: dict[str, str]) -> list[StrategyDraft]:
    found = [
        StrategyDraft(name=s.name, description=fill_template(s.text, values))
        for s in inputs.playbook.strategies
    ]
    found.append(
        StrategyDraft(
            name="See it before it starts",
            description=(
                "Picture the best result for a minute, then your obstacle, then say your "
                "if-then plan aloud (WOOP)."
            ),
        )
    )
    found.extend(
        StrategyDraft(
            name="Fit it to your life",
            description=f"Plan each week around “{constraint}” before you plan anything else.",
        )
        for constraint in inputs.circumstances.constraints
    )
    return found
