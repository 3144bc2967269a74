"""Choose the clarifying questions: at most three rounds of three, each with a default assumption.

Only facts that would change the plan are asked. Rules decide what is asked and when to stop; a
model may rephrase the questions but never add one.
"""

from core.goals.clarification import MAX_QUESTIONS_PER_ROUND, Answer, AnswerKind, Question
from core.goals.goal import Circumstances
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.writing.sentences import item_name

ROUNDS: tuple[tuple[str, ...], ...] = (
    ("goals", "deadline", "quantity", "baseline"),
    ("hours", "frequency", "item"),
    ("obstacle", "confidence"),
)
"""Facts each round may ask about, by how much they change the plan; the rest is assumed."""
_WHY = {
    "goals": "It decides which goal this plan is for.",
    "quantity": "The plan leads to this number.",
    "baseline": "Week 1 starts there.",
    "deadline": "It decides how many weeks there are.",
    "hours": "No week takes more than this.",
    "frequency": "It decides how many sessions a week has.",
    "obstacle": "Every week gets an if-then plan for it.",
    "item": "The tasks are written for it.",
    "confidence": "Below 7 the first steps get smaller.",
}
_KINDS = {
    "goals": AnswerKind.CHOICE,
    "hours": AnswerKind.NUMBER,
    "frequency": AnswerKind.NUMBER,
    "confidence": AnswerKind.NUMBER,
}
_UNITS = {"hours": "hours a week", "frequency": "days a week", "confidence": "0 to 10"}
_SHORT_AIM = 4
"""Aims with fewer words than this leave their purpose open ("learn Spanish")."""


def next_questions(
    facts: GoalFacts,
    playbook: Playbook,
    circumstances: Circumstances,
    answers: tuple[Answer, ...] = (),
) -> tuple[Question, ...]:
    """Return the questions of the next round; an empty result means that the plan can be written.

    `facts` are parsed from the goal text as submitted. A person who skips a whole round gets no
    further questions.
    """
    asked = {answer.question.id for answer in answers}
    done = max(
        (number for number, names in enumerate(ROUNDS, start=1) if asked.intersection(names)),
        default=0,
    )
    if done and not any(
        answer.text for answer in answers if answer.question.id in ROUNDS[done - 1]
    ):
        return ()
    missing = _missing_facts(facts, circumstances, playbook) - asked
    for names in ROUNDS[done:]:
        due = [name for name in names if name in missing][:MAX_QUESTIONS_PER_ROUND]
        if due:
            return tuple(_question(name, facts, playbook) for name in due)
    return ()


def _missing_facts(facts: GoalFacts, circumstances: Circumstances, playbook: Playbook) -> set[str]:
    """Return the names of unknown facts that would change the plan."""
    asked_by_playbook = {question.about for question in playbook.questions}
    found = {
        name for name in facts.missing if name in asked_by_playbook or name in {"deadline", "hours"}
    }
    if facts.obstacle is None and not circumstances.constraints and not facts.constraints:
        found.add("obstacle")
    if len(facts.goals) > 1:
        found.add("goals")
    if "item" in asked_by_playbook and len(facts.aim.split()) < _SHORT_AIM:
        found.add("item")
    if circumstances.confidence is None:
        found.add("confidence")
    known = {
        "deadline": circumstances.weeks is not None,
        "hours": circumstances.hours_per_week is not None,
    }
    return {name for name in found if not known.get(name, False)}


def _question(name: str, facts: GoalFacts, playbook: Playbook) -> Question:
    text, assumption = _question_text(name, facts, playbook)
    return Question(
        id=name,
        text=text,
        why=_WHY[name],
        kind=_KINDS.get(name, AnswerKind.TEXT),
        options=tuple(goal.text for goal in facts.goals) if name == "goals" else (),
        unit=_UNITS.get(name, ""),
        assumption=assumption,
    )


def _question_text(name: str, facts: GoalFacts, playbook: Playbook) -> tuple[str, str]:
    guide = next((q for q in playbook.questions if q.about == name), None)
    if guide is not None:
        return guide.text.replace("the language", item_name(facts, playbook)), guide.assumption
    usual = playbook.defaults
    plain = {
        "goals": ("You named several goals. Which one first?", f"“{facts.goals[0].text}”"),
        "deadline": ("By when would you like to reach it?", f"{usual.weeks} weeks"),
        "hours": ("How many hours a week can you give it?", f"{usual.hours:g} hours a week"),
        "obstacle": ("What usually gets in the way?", playbook.obstacles[0].obstacle),
        "confidence": (
            "How sure are you that you can do this, from 0 to 10?",
            "sure enough for the usual pace",
        ),
    }
    return plain[name]
