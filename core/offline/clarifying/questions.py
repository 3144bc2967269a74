"""Choose the questions of the card: at most three, once, each with an assumption if it is skipped.

Only what would change the plan is asked. Rules decide; a model never adds a question.
"""

from dataclasses import replace

from core.goals.clarification import MAX_QUESTIONS, AnswerKind, Question
from core.goals.goal import Circumstances
from core.goals.reading import Reading, SlotName, Source
from core.offline.clarifying.corrections import slot_of
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.writing.sentences import item_name

CARD = Question(
    id="reading",
    text="Is this what you mean?",
    why="The plan is written for it.",
    kind=AnswerKind.CHOICE,
    assumption="it is what you mean",
)
"""The card itself: its answer says that the person has seen what was understood."""

_BY_WEIGHT = (
    "goals",
    SlotName.PLAN,
    SlotName.AIM,
    SlotName.TO,
    SlotName.BY,
    SlotName.FROM,
    SlotName.HOURS,
    SlotName.OBSTACLE,
    SlotName.DAYS,
)
"""What may be asked, by how much the answer changes the plan."""
_CHOSEN = frozenset({"goals", SlotName.PLAN})
"""Questions that are answered by a choice alone."""
_ALWAYS_ASKED = frozenset({SlotName.BY, SlotName.HOURS})
_TEXTS = {
    "goals": ("You named several goals. Which one first?", "Decides which goal this plan is for."),
    SlotName.PLAN: ("Which of these is closest to what you want?", "Decides which plan you get."),
    SlotName.AIM: ("What do you want to reach?", "The plan is written for this."),
    SlotName.TO: ("How will you know you've made it?", "The plan leads to this number."),
    SlotName.BY: ("By when would you like to reach it?", "Sets the length of your plan."),
    SlotName.FROM: ("Where are you today?", "Your first week starts from here."),
    SlotName.HOURS: ("How many hours a week can you give it?", "No week takes more than this."),
    SlotName.OBSTACLE: (
        "What usually gets in the way?",
        "Each week gets an answer to it.",
    ),
    SlotName.DAYS: ("How many days a week can you practise?", "Sets your sessions a week."),
}
"""The usual question about a slot, and what its answer changes."""
_CHIPS = {
    SlotName.BY: ("in 4 weeks", "in 8 weeks", "in 3 months", "in 6 months"),
    SlotName.HOURS: ("1 hour", "2 hours", "3 hours", "5 hours"),
    SlotName.DAYS: ("2 days", "3 days", "weekdays", "every day"),
}
_EXAMPLES = {
    SlotName.AIM: "for example: run 5 km without a break",
    SlotName.TO: "for example: 5 km, 1,700 points or 2,000 €",
    SlotName.BY: "for example: 30 April, in 12 weeks or next March",
    SlotName.FROM: "for example: 2 km, 300 € or nothing yet",
    SlotName.HOURS: "for example: 3, 2 or 3, half an hour a day",
    SlotName.OBSTACLE: "for example: I come home late",
    SlotName.DAYS: "for example: Mon and Thu, or 3 days a week",
}
MAX_CHIPS = 3


def choose_questions(
    reading: Reading,
    facts: GoalFacts,
    playbook: Playbook,
    circumstances: Circumstances,
    *,
    plans: tuple[str, ...] = (),
) -> tuple[Question, ...]:
    """Return the questions to ask beside the reading; none if nothing would change the plan.

    `plans` are the choices if it is unsure which plan is meant.
    """
    wanted = _open_slots(reading, facts, playbook, circumstances)
    if plans:
        wanted = (wanted - _assumed_numbers(reading)) | {SlotName.PLAN}
    due = [name for name in _BY_WEIGHT if name in wanted][:MAX_QUESTIONS]
    return tuple(
        replace(question, options=plans) if question.id == SlotName.PLAN else question
        for question in (_question(n, reading, facts, playbook, guided=not plans) for n in due)
    )


def _assumed_numbers(reading: Reading) -> set[str]:
    """Return start and target if they were not named: the plan that is chosen has its own."""
    numbers = (SlotName.FROM, SlotName.TO)
    slots = {name: reading.get(name) for name in numbers}
    return {name for name, slot in slots.items() if slot is None or slot.source is Source.ASSUMED}


def _open_slots(
    reading: Reading, facts: GoalFacts, playbook: Playbook, circumstances: Circumstances
) -> set[str]:
    """Return what is missing or unsure and would change the plan."""
    asked = {slot_of(question.about) for question in playbook.questions} | _ALWAYS_ASKED
    missing = {slot for name in facts.missing if (slot := slot_of(name)) in asked}
    unsure = {
        name
        for name, slot in reading.slots.items()
        if not slot.sure and (slot.source is Source.STATED or name in _ALWAYS_ASKED)
    }
    found: set[str] = {name for name in (*missing, *unsure) if name is not None}
    found |= {slot for name in facts.doubtful if (slot := slot_of(name)) is not None}
    if facts.obstacle is None and not facts.obstacles and not circumstances.constraints:
        found.add(SlotName.OBSTACLE)
    if not facts.english:
        found |= {SlotName.AIM, SlotName.BY, SlotName.HOURS}
    known = {name for name, slot in reading.slots.items() if slot.sure}
    if len(facts.goals) > 1 and SlotName.AIM not in known:
        found = (found - {SlotName.AIM}) | {"goals"}
    return found - known - {SlotName.PLAN}


def _question(
    name: str, reading: Reading, facts: GoalFacts, playbook: Playbook, *, guided: bool
) -> Question:
    """Return the question about a slot; a `guided` one is worded as the playbook asks it."""
    usual, why = _TEXTS[name]
    guide = next((q for q in playbook.questions if name in {q.about, slot_of(q.about)}), None)
    slot = reading.get(SlotName(name)) if name in set(SlotName) else None
    text, assumption = usual, slot.text if slot is not None else ""
    if guided and guide is not None and facts.english:
        text = guide.text.replace("the language", item_name(facts, playbook))
        assumption = assumption or guide.assumption
    if name == "goals":
        assumption = f"“{facts.goals[0].text}”"
    return Question(
        id=name,
        text=text,
        why=why,
        kind=AnswerKind.CHOICE if name in _CHOSEN else AnswerKind.TEXT,
        options=_options(name, facts, playbook),
        example=_EXAMPLES.get(SlotName(name), "") if name in set(SlotName) else "",
        assumption=assumption or "the usual for this kind of goal",
    )


def _options(name: str, facts: GoalFacts, playbook: Playbook) -> tuple[str, ...]:
    if name == "goals":
        return tuple(goal.text for goal in facts.goals)
    if name == SlotName.OBSTACLE:
        return tuple(guide.obstacle for guide in playbook.obstacles[:MAX_CHIPS])
    return _CHIPS.get(SlotName(name), ())
