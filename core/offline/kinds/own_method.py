"""Tasks and metrics that use what the person chose: their method, helper, tool or chart."""

import re

from core.goals.kind import GoalKind
from core.offline.kinds.ladder import own_steps
from core.offline.kinds.tokens import payment_title, plural_of, token_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.any_obstacle import UNNAMED
from core.offline.progressions.progression_input import ProgressionInput
from core.offline.reading.facts import Span
from core.offline.writing.format_amount import format_amount
from core.offline.writing.obstacles import label_of, own_obstacles
from core.offline.writing.own_words import acts_in, noun_label
from core.offline.writing.sentences import as_title
from core.plans.draft import TaskDraft
from core.resolutions.draft import MetricDraft

_SURE, _PLAIN = 0.7, 40
_OWN = re.compile(r"\W*(?:and |but |so )?(?:i|i['’]\w+|we|my|our)\b", re.IGNORECASE)
_MINUTES = 15
_REVIEW_MINUTES = 10
_MOST_LABEL_WORDS = 7
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


def method_tools(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the helpers and tools of methods that name no act: "your dietitian"."""
    found = [noun_label(span.text) for span in own_methods(parsed) if not acts_in(span.text)]
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
    own = method_task(parsed, inputs, number) or _card(parsed, number)
    review = TaskDraft(
        title="Review the weeks behind you and note what to keep and what to change",
        minutes=_REVIEW_MINUTES,
    )
    asked = [
        TaskDraft(title=step, minutes=_MINUTES)
        for step in dict.fromkeys(reply.step for reply in inputs.goal.replies if reply.step)
    ]
    return [
        *(asked if number == 1 else []),
        *([own] if own is not None else []),
        *([review] if is_check_in else []),
    ]


def _card(parsed: ParsedGoal, number: int) -> TaskDraft | None:
    """Return the task of week 1 that puts the answer to the person's own obstacle where it happens.

    A recipe's week 1 is full of first steps, and none of them should wait for a card.
    """
    if number > 1 or parsed.playbook.recipe:
        return None
    own = own_obstacles(parsed.request, parsed.facts)
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
