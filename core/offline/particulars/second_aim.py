"""The tasks of a second aim beside the planned one: "stop smoking, and also the beer"."""

import re
from collections.abc import Iterator

from core.formats import long_day
from core.goals.kind import GoalKind
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.similarity import telling_stems
from core.offline.reading.facts import GoalFacts, Span
from core.offline.signs.sign import Sign
from core.plans.draft import TaskDraft
from core.plans.sense.named import speaks_of
from core.plans.verbs import starts_with_verb

_NO_OBJECT = (
    r"(?!(?:and|or|by|before|until|till|in|at|on|for|from|to|with|so|because|this|that|when|while|"
    r"twice|once|times|altogether|completely|entirely|forever|now|soon|then|but|as|after|both|"
    r"again)\b)"
)
_ENDED = re.compile(
    r"\b(?:stop|quit|giv(?:e|ing) up|cut out|get (?:rid of|off)|come off|(?:be|get) done with)"
    rf"(?: (?:the|all|with|both|drinking|eating|smoking(?= the)))*"
    rf" (?P<it>{_NO_OBJECT}[a-z'’-]+(?: {_NO_OBJECT}[a-z'’-]+){{0,2}})",
    re.IGNORECASE,
)
_AND = re.compile(
    rf",? and (?:the )?(?P<it>[a-z-]+(?: {_NO_OBJECT}[a-z-]+)?),? both\b", re.IGNORECASE
)
_NOT_AN_AIM = re.compile(
    r"\b(?:tried|managed|failed|struggled|used) to $|"
    r"\b(?:can(?:['’]t|not)|couldn['’]t|do(?:n['’]t| not)|never|when i|after i|if i)"
    r"(?: want to)? $",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:and|also|plus|then|i|we|would|want|need|like|hope|plan|love|to|['’]d|"
    r"i['’]d)\b\W*)+",
    re.IGNORECASE,
)
_DRINK = re.compile(
    r"\b(?:beers?|lagers?|wine|alcohol|drink(?:ing)?|booze|vodka|whisky|gin|cider|spirits)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r" (?:by|until|before|this|next|within|in the|so that|because)\b", re.IGNORECASE)
_MINE = re.compile(r"\b(?:my|our)\b", re.IGNORECASE)
_MOST_WORDS, _MOST_AIMS = 8, 2
_SAME = 0.5
"""Share of its telling words from which a goal is the planned one in other words."""
_EVERY = 2
_MINUTES = 10
_ENDING = (
    "Count {it} for three days, with place and hour",
    "Decide what you do instead of {it}, and begin",
    "Keep to what you decided about {it}; tick each day",
)
_ANOTHER = (
    "Write down the first two steps of your second aim, {it}",
    "Do the first step of your second aim, {it}",
    "Do the next small step to {it}",
)
_UNDER_CARE = (
    "Ask at the same visit how to end {it} safely",
    "Write down what was agreed about {it}, with its dates",
    "Keep to what was agreed about {it}; tick each day",
)
_OF_DRINK = ("Ask a doctor or pharmacist how to end {it} safely", *_UNDER_CARE[1:])
_DATED = "Name your date, {day}, at the visit, and ask what comes before it"


def second_aim_tasks(parsed: ParsedGoal, weeks: int) -> dict[int, list[TaskDraft]]:
    """Return the tasks of further aims: a first and a second step, then one every other week."""
    found: dict[int, list[TaskDraft]] = {}
    if parsed.fixed_day is not None:
        title = _DATED.format(day=long_day(parsed.fixed_day))
        found[1] = [TaskDraft(title=title, minutes=_MINUTES)]
    for label, forms in list(_further(parsed))[:_MOST_AIMS]:
        due = [1, 2, *range(2 + _EVERY, weeks + 1, _EVERY)]
        for at, week in enumerate(due[: max(1, weeks)]):
            title = forms[min(at, len(forms) - 1)].format(it=label)
            found.setdefault(week, []).append(TaskDraft(title=title, minutes=_MINUTES))
    return {week: tasks for week, tasks in found.items() if week <= weeks}


def _further(parsed: ParsedGoal) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each further aim in a few words, with the form of its tasks."""
    facts = parsed.facts
    ended = _distinct(_ended_in(facts.text)) if facts.kind is GoalKind.QUIT or parsed.care else []
    drinks = any(each.sign is Sign.DRINKING for each in facts.signs) and bool(parsed.care)
    planned = next((it for it in ended if drinks and _DRINK.search(it)), None)
    planned = planned or next(iter(ended), None)
    for label in ended:
        if label != planned and not (drinks and _DRINK.search(label)):
            forms = _OF_DRINK if _DRINK.search(label) else _ENDING
            yield label, _UNDER_CARE if drinks else forms
    for goal in facts.goals if len(facts.goals) > 1 else ():
        label = _DATE.split(_LEAD.sub("", goal.text).strip(" .,;"))[0].split(",")[0]
        label = " ".join(label.split()[:_MOST_WORDS])
        known = (
            not starts_with_verb(label)
            or _is_planned(goal, facts)
            or any(speaks_of(goal.text, it) for it in ended)
        )
        if label and not known:
            yield _MINE.sub("your", f"{label[0].lower()}{label[1:]}"), _ANOTHER


def _distinct(labels: Iterator[str]) -> list[str]:
    """Return each label once; "smoking" and "smoking rollies" are one."""
    found: list[str] = []
    for label in labels:
        if not any(label.startswith(known) or known.startswith(label) for known in found):
            found.append(label)
    return found


def _is_planned(goal: Span, facts: GoalFacts) -> bool:
    """Return whether a goal is the one that is planned: by its words, or by the target in it."""
    target, words = facts.quantity, telling_stems(goal.text)
    numbered = target is not None and goal.start <= target.span.start < goal.end
    shared = len(words & telling_stems(facts.aim))
    return numbered or shared >= _SAME * len(words)


def _ended_in(text: str) -> Iterator[str]:
    """Yield what a text says is to end, each in a few words."""
    for match in _ENDED.finditer(text):
        if _NOT_AN_AIM.search(text[: match.start()]):
            continue
        yield _MINE.sub("your", match["it"].lower())
        beside = _AND.match(text, match.end())
        if beside is not None:
            yield _MINE.sub("your", beside["it"].lower())
