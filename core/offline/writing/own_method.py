"""Tasks and metrics that use what the person chose: their method, helper, tool or chart."""

from core.goals.kind import GoalKind
from core.offline.kinds.ladder import own_steps
from core.offline.kinds.tokens import payment_title, token_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.progressions.progression_input import ProgressionInput
from core.offline.writing.format_amount import format_amount
from core.offline.writing.own_words import acts_in, noun_label
from core.offline.writing.sentences import as_title
from core.plans.draft import TaskDraft
from core.resolutions.draft import MetricDraft

_MINUTES = 15
_WITH = (
    "Plan this week's steps with {label}",
    "Use {label} for one session and note what it gave",
    "Check with {label} what worked and what comes next",
)


def method_acts(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the acts the person set themselves, as titles of sessions."""
    if parsed.playbook.kinds[0] == GoalKind.FEAR and own_steps(parsed):
        return ()  # they are the ladder
    found = [as_title(act) for span in parsed.facts.methods for act in acts_in(span.text)]
    return tuple(dict.fromkeys(found))


def method_tools(parsed: ParsedGoal) -> tuple[str, ...]:
    """Return the helpers and tools of methods that name no act: "your dietitian"."""
    found = [noun_label(span.text) for span in parsed.facts.methods if not acts_in(span.text)]
    return tuple(dict.fromkeys(label for label in found if label))


def method_task(parsed: ParsedGoal, inputs: ProgressionInput, number: int) -> TaskDraft | None:
    """Return the task of a week that uses the person's own tool or helper, or None."""
    tools = method_tools(parsed)
    if not tools or inputs.is_payment:
        return None
    label = tools[(number - 1) % len(tools)]
    title = _WITH[(number - 1) // len(tools) % len(_WITH)].format(label=label)
    return TaskDraft(title=title, minutes=_MINUTES)


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
                name=f"{as_title(token.noun)}s done",
                target=f"{round(total / token.size)} {token.noun}s of {size}",
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
