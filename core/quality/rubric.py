"""The rubric: quality as yes-no items, shared by the judge and the offline scorer.

Yes-no items with verbatim evidence agree better between raters than one number does (CheckEval,
arXiv 2403.18771; Rulers, arXiv 2601.08654). Every item can be answered from the text alone. Whether
a goal is achievable cannot, so the rubric has no such item.
"""

from dataclasses import dataclass
from enum import StrEnum

RUBRIC_VERSION = "1"


class Dimension(StrEnum):
    """The four dimensions of quality."""

    CLARITY = "clarity"
    SPECIFICITY = "specificity"
    MEASURABILITY = "measurability"
    ACTIONABILITY = "actionability"


DIMENSIONS = tuple(Dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricItem:
    """One question of the rubric."""

    id: str
    dimension: Dimension
    question: str
    strength: str
    """The sentence shown for a yes."""
    suggestion: str
    """The sentence that would turn a no into a yes, with gaps to fill."""


RUBRIC: tuple[RubricItem, ...] = (
    RubricItem(
        id="clarity.outcome",
        dimension=Dimension.CLARITY,
        question="Does the text say in one sentence what will be true or done at the end?",
        strength="The outcome is stated in one sentence.",
        suggestion="By <date> I will have <what is done or true then>.",
    ),
    RubricItem(
        id="clarity.single_aim",
        dimension=Dimension.CLARITY,
        question="Is it about one aim rather than several unrelated ones?",
        strength="It is about one aim.",
        suggestion="For the next weeks I work only on <the one aim>.",
    ),
    RubricItem(
        id="clarity.no_vague_words",
        dimension=Dimension.CLARITY,
        question="Is the aim stated without vague words such as “better”, “more”, “some” or “try” "
        "standing in for it?",
        strength="The aim is stated in plain, exact words.",
        suggestion="Instead of “<vague word>” I mean <what could be seen or counted>.",
    ),
    RubricItem(
        id="clarity.reason",
        dimension=Dimension.CLARITY,
        question="Does the text give a reason why this matters to the person "
        "or why it should work for them?",
        strength="It says why this should work.",
        suggestion="This matters to me because <reason>.",
    ),
    RubricItem(
        id="specificity.action",
        dimension=Dimension.SPECIFICITY,
        question="Does the text name a concrete action or behaviour?",
        strength="It names a concrete action.",
        suggestion="I will <verb> <what>.",
    ),
    RubricItem(
        id="specificity.quantity",
        dimension=Dimension.SPECIFICITY,
        question="Does the text give an amount, duration or distance with its unit?",
        strength="It gives an amount with its unit.",
        suggestion="I will do <number> <unit>.",
    ),
    RubricItem(
        id="specificity.when_where",
        dimension=Dimension.SPECIFICITY,
        question="Does the text say when, where or how often the action happens?",
        strength="It says when or how often.",
        suggestion="I will do it <how often> at <time or place>.",
    ),
    RubricItem(
        id="specificity.end_date",
        dimension=Dimension.SPECIFICITY,
        question="Does the text name a date or a length of time by which it ends?",
        strength="It has an end in time.",
        suggestion="I will reach it by <date>.",
    ),
    RubricItem(
        id="specificity.obstacle",
        dimension=Dimension.SPECIFICITY,
        question="Does the text name a particular obstacle or circumstance of the person?",
        strength="It names what could get in the way.",
        suggestion="What usually stops me is <obstacle>.",
    ),
    RubricItem(
        id="measurability.number",
        dimension=Dimension.MEASURABILITY,
        question="Is there a number that decides whether the aim is reached?",
        strength="A number decides whether it is reached.",
        suggestion="I have reached it when <metric> is <number> <unit>.",
    ),
    RubricItem(
        id="measurability.method",
        dimension=Dimension.MEASURABILITY,
        question="Does the text say how or with what progress is measured?",
        strength="It says how progress is measured.",
        suggestion="I measure it with <app, log, scale, test> every <day or week>.",
    ),
    RubricItem(
        id="measurability.frequency",
        dimension=Dimension.MEASURABILITY,
        question="Is there a countable rhythm, such as “three times a week” or “every morning”?",
        strength="It has a rhythm that can be counted.",
        suggestion="I do it <number> times a week.",
    ),
    RubricItem(
        id="measurability.checkpoint",
        dimension=Dimension.MEASURABILITY,
        question="Is there a point before the end at which progress is checked against a number?",
        strength="There is a checkpoint on the way.",
        suggestion="By week <n> I want to be at <number> <unit>.",
    ),
    RubricItem(
        id="actionability.verb_first",
        dimension=Dimension.ACTIONABILITY,
        question="Are there steps that begin with a verb and can be done as they stand?",
        strength="The steps can be done as they stand.",
        suggestion="First I <verb> <what> for <minutes> minutes.",
    ),
    RubricItem(
        id="actionability.first_step",
        dimension=Dimension.ACTIONABILITY,
        question="Is there a first step that can be taken within a week?",
        strength="There is a first step for this week.",
        suggestion="This week I will <verb> <what> on <day>.",
    ),
    RubricItem(
        id="actionability.if_then",
        dimension=Dimension.ACTIONABILITY,
        question="Is there a plan of the form “if <situation>, then I will <action>”?",
        strength="There is an if-then plan for a bad day.",
        suggestion="If <obstacle>, then I will <smallest version of the action>.",
    ),
    RubricItem(
        id="actionability.fits_time",
        dimension=Dimension.ACTIONABILITY,
        question="Does the text say how much time the steps take or fit them into a time budget?",
        strength="The steps come with the time they take.",
        suggestion="This takes <minutes> minutes, <number> times a week.",
    ),
)


def items_of(dimension: Dimension) -> tuple[RubricItem, ...]:
    """Return the items of one dimension, in order."""
    return tuple(item for item in RUBRIC if item.dimension == dimension)


def item_by_id(item_id: str) -> RubricItem | None:
    """Return the item with an id, or None."""
    return next((item for item in RUBRIC if item.id == item_id), None)
