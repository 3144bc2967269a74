"""Tasks and metrics that use what the person chose: their method, helper, tool or chart."""

import re

from core.goals.kind import GoalKind
from core.offline.circumstances.find import circumstances_of
from core.offline.circumstances.own_piece import piece_choice
from core.offline.grammar.person import to_second_person
from core.offline.if_thens.own import own_obstacles
from core.offline.kinds.ladder import own_steps
from core.offline.kinds.steps.closing import closing_title
from core.offline.kinds.tokens import payment_title, plural_of, token_of
from core.offline.named.aids import method_label
from core.offline.named.tasks import small_named_tasks
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.any_obstacle import UNNAMED
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.reading.facts import Span
from core.offline.reading.numbers import format_number
from core.offline.reading.roles.own_routine import act_of, is_own_routine
from core.offline.writing.format_amount import format_amount
from core.offline.writing.obstacles import label_of
from core.offline.writing.own_words import acts_in
from core.offline.writing.sentences import as_title
from core.plans.draft import TaskDraft
from core.resolutions.draft import MetricDraft

_SURE, _PLAIN = 0.7, 40
_OWN = re.compile(r"\W*(?:and |but |so )?(?:i|i['’]\w+|we|my|our)\b", re.IGNORECASE)
_MINUTES = 15
_REVIEW_MINUTES = 10
_MOST_LABEL_WORDS = 7
_LEAST_COUNTED = 3
"""Of a smaller number an act names something else as well: two glasses, one page."""
_REVIEW = "Review the weeks behind you and note what to keep and what to change"
_UNSURE_REVIEW = (
    "Review the weeks behind you and say again how sure you are, 0 to 10; below 7, halve the next "
    "week's tasks"
)
_SHORT_PLAN = 3
_WITH = (
    "Begin this week's first session with {label}",
    "Use {label} for one session and note what it gave",
    "Check with {label} what worked and what comes next",
)


def own_methods(parsed: ParsedGoal) -> tuple[Span, ...]:
    """Return the methods that become tasks: in a story only what the person surely does."""
    facts = parsed.facts
    if not parsed.playbook.recipe and len(facts.text.split()) <= _PLAIN:
        return facts.methods
    if facts.confidence.get("methods", 0.0) < _SURE:
        return ()
    return tuple(span for span in facts.methods if _OWN.match(span.text))


def tool_title(label: str, number: int = 1) -> str:
    """Return the title of a task that uses a tool or helper."""
    return _WITH[(number - 1) % len(_WITH)].format(label=label)


def method_acts(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the acts the person set themselves, as titles of sessions."""
    if parsed.playbook.kinds[0] == GoalKind.FEAR and own_steps(parsed):
        return ()  # they are the ladder
    found = [as_title(act) for span in own_methods(parsed) for act in acts_in(span.text)]
    return tuple(dict.fromkeys(found))


def own_act(parsed: ParsedGoal) -> str | None:
    """Return the one act that every session of a goal is, or None if its sessions differ.

    "Take statins every night" is the plan itself; for a vague wish a small act is proposed.
    """
    kind = parsed.playbook.kinds[0]
    if kind == GoalKind.VAGUE:
        found = circumstances_of(parsed.facts, parsed.playbook)
        return next((each.circumstance.act for each in found if each.circumstance.act), None)
    if (
        kind != GoalKind.ROUTINE
        or parsed.playbook.recipe
        or not is_own_routine(parsed.facts, parsed.playbook)
    ):
        return None
    return as_title(to_second_person(act_of(parsed.facts)))


def with_the_weeks_number(act: str, inputs: ProgressionInput, step: Step) -> str:
    """Return an act that names the target with the number of its week instead: 5,400 steps."""
    target, load = inputs.target, step.load
    if target is None or load is None or load == target or target < _LEAST_COUNTED:
        return act
    whole = format_number(target)
    return re.sub(rf"\b{re.escape(whole)}\b", format_number(load), act, count=1)


def method_tools(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the helpers and tools of methods that name no act: "your dietitian"."""
    found = [method_label(span.text) for span in own_methods(parsed) if not acts_in(span.text)]
    return tuple(dict.fromkeys(label for label in found if label))


def method_task(parsed: ParsedGoal, inputs: ProgressionInput, number: int) -> TaskDraft | None:
    """Return the task of a week that uses the person's own tool or helper, or None."""
    tools = method_tools(parsed)
    if not tools or inputs.is_payment or number % 2 == 0:
        return None
    turn = (number - 1) // 2
    label = tools[turn % len(tools)]
    return TaskDraft(title=tool_title(label, 1 + turn // len(tools)), minutes=_MINUTES)


def small_tasks(
    parsed: ParsedGoal, inputs: ProgressionInput, number: int, *, is_check_in: bool
) -> list[TaskDraft]:
    """Return the small tasks beside a week's sessions: own tool or own obstacle, and the review."""
    named = [] if inputs.is_payment else small_named_tasks(parsed, number)
    own = None if named else method_task(parsed, inputs, number) or _card(parsed, number)
    usual = _UNSURE_REVIEW if parsed.is_unsure else _REVIEW
    last = number == inputs.weeks > _SHORT_PLAN
    review = TaskDraft(
        title=closing_title(parsed) if last else usual, minutes=_REVIEW_MINUTES * (1 + last)
    )
    asked = [
        TaskDraft(title=step, minutes=_MINUTES)
        for step in dict.fromkeys(reply.step for reply in inputs.goal.replies if reply.step)
    ]
    return [
        *(asked if number == 1 else []),
        *(_first_doubt(parsed) if number == 1 else []),
        *named,
        *_daily_act(parsed),
        *([own] if own is not None else []),
        *_around(parsed, number, inputs.weeks),
        *piece_choice(parsed, number, inputs.weeks),
        *([review] if is_check_in else []),
    ]


def _daily_act(parsed: ParsedGoal) -> list[TaskDraft]:
    """Return the small daily act of a vague wish that a recipe plans, beside its sessions."""
    act = own_act(parsed) if parsed.playbook.recipe else None
    return [] if act is None else [TaskDraft(title=act, minutes=_REVIEW_MINUTES)]


def _first_doubt(parsed: ParsedGoal) -> list[TaskDraft]:
    """Return the task of week 1 that makes a person who is not sure surer of the first step.

    What speaks for it and what one point more would take are the two questions of motivational
    interviewing about a confidence ruler (Miller, Rollnick 2013).
    """
    sure = parsed.request.circumstances.confidence
    if sure is None or not parsed.is_unsure:
        return []
    why = f"why you are {sure} of 10 sure and not less" if sure > 1 else "one thing that helps you"
    title = f"Write down {why}, and what would make it {sure + 1}; do that before the next session"
    return [TaskDraft(title=title, minutes=_REVIEW_MINUTES)]


def _around(parsed: ParsedGoal, number: int, weeks: int) -> list[TaskDraft]:
    """Return the steps that the circumstances ask for: one a week, or all in a very short plan."""
    found = circumstances_of(parsed.facts, parsed.playbook)
    by_topic = sorted(found, key=lambda each: not each.circumstance.topics)
    steps = [each.circumstance.step for each in by_topic if each.circumstance.step is not None]
    due = steps[number - 1 : number] if number < weeks else steps[number - 1 :]
    return [TaskDraft(title=step.title, minutes=step.minutes) for step in due]


def _card(parsed: ParsedGoal, number: int) -> TaskDraft | None:
    """Return the task of week 1 that puts the answer to the person's own obstacle where it happens.

    A recipe's week 1 is full of first steps, and none of them should wait for a card.
    """
    if number > 1 or parsed.playbook.recipe:
        return None
    own = own_obstacles(parsed.request, parsed.facts, parsed.playbook)
    label = label_of(own[0], parsed.playbook) if own else ""
    short = 2 <= len(label.split()) <= _MOST_LABEL_WORDS and label != UNNAMED
    if not short or not parsed.facts.english:
        return None
    title = f"Write this week's if-then against “{label}” on a card where you see it"
    return TaskDraft(title=title, minutes=_REVIEW_MINUTES)


def payment_with_token(inputs: ProgressionInput, week: int) -> str | None:
    """Return the title of a payment counted in the person's own tokens, or None."""
    if not inputs.is_payment or inputs.target is None:
        return None
    total = inputs.target - inputs.baseline
    token = token_of(inputs.facts, total)
    if token is None:
        return None
    sign = format_amount(0, inputs.unit).replace("0", "{amount}")
    return payment_title(token, week, inputs.weeks, total, sign)


def method_metrics(parsed: ParsedGoal, inputs: ProgressionInput) -> list[MetricDraft]:
    """Return the metric that counts by the person's own method, if they have one."""
    total = (inputs.target or 0.0) - inputs.baseline
    token = token_of(inputs.facts, total) if inputs.is_payment and total > 0 else None
    if token is not None:
        size = format_amount(token.size, inputs.unit)
        return [
            MetricDraft(
                name=f"{as_title(plural_of(token.noun))} done",
                target=f"{round(total / token.size)} {plural_of(token.noun)} of {size}",
                how=f"One {token.noun} for each {size} paid, on the day of the payment.",
            )
        ]
    label = next(iter((*method_acts(parsed), *method_tools(parsed))), None)
    if label is None:
        return []
    return [
        MetricDraft(
            name=f"Own way: {label[0].lower()}{label[1:]}",
            target="every week",
            how="Tick the week in which it was used.",
        )
    ]
