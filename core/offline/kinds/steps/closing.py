"""What closes a plan in its last week: the result is measured, handed over and carried on."""

from collections.abc import Mapping

from core.goals.kind import GoalKind
from core.offline.parsed_goal import ParsedGoal

CARRY_ON = "Measure the result against week 1 and write down what stays and on which days"
CLOSING: Mapping[GoalKind, str] = {
    GoalKind.PROJECT: "Compare the result with the aim, hand it over and file what belongs to it",
    GoalKind.EVENT: "Thank all who helped, settle what is open and note one thing for a next time",
    GoalKind.EXAM: "Write down what comes next, if it went well and if it did not",
    GoalKind.MONEY: "Compare the balance with the aim and set the standing order that follows",
    GoalKind.QUIT: "Write your rule for the next six months, and whom to ring if an urge is back",
    GoalKind.RELATING: "Ask the other person what has changed, and agree on one thing that stays",
    GoalKind.FEAR: "Repeat the hardest step and write down the dates of the next three times",
    GoalKind.CHANGE: "Compare what is different with the aim, and set the next step and its date",
}


def closing_title(parsed: ParsedGoal) -> str:
    """Return the closing task of a plan: of its kind, or what is carried on of a practice."""
    return CLOSING.get(parsed.playbook.kinds[0], CARRY_ON)
