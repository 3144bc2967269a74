"""The rubric: quality as yes-no items, shared by the judge and the offline scorer.

Yes-no items with verbatim evidence agree better between raters than one number does (CheckEval,
arXiv 2403.18771; Rulers, arXiv 2601.08654). Items of fit compare the result with the person's own
words, because a text can be well written and still miss the person; since version 3 they weigh
more, and a miss limits every score (`score_limit`). Scores of different versions are never
compared: `docs/decisions/0023-rubric-2.md` and 0038 say why.
"""

from core.quality.rubric_item import DIMENSIONS, Dimension, RubricItem, Scope

__all__ = [
    "DIMENSIONS",
    "RUBRIC",
    "RUBRIC_VERSION",
    "Dimension",
    "RubricItem",
    "Scope",
    "item_by_id",
    "items_of",
]

RUBRIC_VERSION = "3"

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
        id="clarity.plain_words",
        dimension=Dimension.CLARITY,
        question="Are the title and the first sentence short and plain, without vague words "
        "(“better”, “more”, “some”) standing in for the aim and without broken grammar?",
        strength="The aim is stated in plain, exact words.",
        suggestion="Instead of “<vague word>” I mean <what could be seen or counted>.",
    ),
    RubricItem(
        id="clarity.reason",
        dimension=Dimension.CLARITY,
        question="Does the text give the person's own reason, or, if they gave none, "
        "a reason why this should work?",
        strength="It says why this matters or should work.",
        suggestion="This matters to me because <reason>.",
    ),
    RubricItem(
        id="clarity.their_aim",
        dimension=Dimension.CLARITY,
        scope=Scope.FIT,
        question="Are the aim, and the tasks of the first weeks, about what the person wrote, "
        "and not about something beside it?",
        strength="It is about what you wrote.",
        suggestion="What I really want is <the aim in my own words>.",
    ),
    RubricItem(
        id="specificity.action",
        dimension=Dimension.SPECIFICITY,
        question="Does the text name a concrete action or behaviour, one that would not fit "
        "every other goal as well?",
        strength="It names a concrete action.",
        suggestion="I will <verb> <what>.",
    ),
    RubricItem(
        id="specificity.quantity",
        dimension=Dimension.SPECIFICITY,
        scope=Scope.GOAL,
        question="Does the text give an amount, duration or distance with its unit?",
        strength="It gives an amount with its unit.",
        suggestion="I will do <number> <unit>.",
    ),
    RubricItem(
        id="specificity.when_where",
        dimension=Dimension.SPECIFICITY,
        question="Does the text say when, where or how often the action happens, "
        "on days that the person has?",
        strength="It says when or how often.",
        suggestion="I will do it <how often> at <time or place>.",
    ),
    RubricItem(
        id="specificity.end_date",
        dimension=Dimension.SPECIFICITY,
        scope=Scope.GOAL,
        question="Does the text name a date or a length of time by which it ends?",
        strength="It has an end in time.",
        suggestion="I will reach it by <date>.",
    ),
    RubricItem(
        id="specificity.numbers_kept",
        dimension=Dimension.SPECIFICITY,
        scope=Scope.FIT,
        question="Are the amounts, levels and dates that the person named kept as they are, "
        "or is a change named and explained?",
        strength="Your numbers and dates are kept.",
        suggestion="My numbers are: from <start> to <target> by <date>.",
    ),
    RubricItem(
        id="specificity.start_used",
        dimension=Dimension.SPECIFICITY,
        scope=Scope.FIT,
        question="Does it begin where the person says they stand today?",
        strength="It begins where you are today.",
        suggestion="Today I am at <number or level>.",
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
        question="Is there a number or a yes-no check that decides whether the result is reached? "
        "Time spent is effort, not a result, unless the aim is to do something regularly.",
        strength="It can be checked whether it is reached.",
        suggestion="I have reached it when <metric> is <number> <unit>.",
    ),
    RubricItem(
        id="measurability.unit_fits",
        dimension=Dimension.MEASURABILITY,
        scope=Scope.FIT,
        question="Does what is measured fit what the person wants to change?",
        strength="What is measured is what you want to change.",
        suggestion="The number that tells me most is <metric>.",
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
        scope=Scope.GOAL,
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
        id="measurability.possible_steps",
        dimension=Dimension.MEASURABILITY,
        scope=Scope.FIT,
        question="Do the numbers on the way lead from the start to the target, "
        "in steps that a person can take?",
        strength="The numbers on the way can be reached.",
        suggestion="A step I can take in a week is <number> <unit>.",
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
        question="Is there a plan of the form “if <situation>, then I will <action>” "
        "whose action answers that situation?",
        strength="There is an if-then plan for a bad day.",
        suggestion="If <obstacle>, then I will <smallest version of the action>.",
    ),
    RubricItem(
        id="actionability.fits_time",
        dimension=Dimension.ACTIONABILITY,
        question="Does the text say how much time the steps take, within the time the person has?",
        strength="The steps come with the time they take.",
        suggestion="This takes <minutes> minutes, <number> times a week.",
    ),
    RubricItem(
        id="actionability.own_method",
        dimension=Dimension.ACTIONABILITY,
        scope=Scope.FIT,
        question="Does the plan use the method, tool or helper that the person chose?",
        strength="It builds on your own method.",
        suggestion="I want to do it with <my method>.",
    ),
    RubricItem(
        id="actionability.keeps_limits",
        dimension=Dimension.ACTIONABILITY,
        scope=Scope.FIT,
        question="Does every task keep to what the person ruled out or cannot do?",
        strength="It keeps to what you ruled out.",
        suggestion="What I cannot or will not do is <limit>.",
    ),
    RubricItem(
        id="actionability.within_reach",
        dimension=Dimension.ACTIONABILITY,
        scope=Scope.FIT,
        question="Can the aim be reached in the time and with the hours given, "
        "or does it say honestly what can be reached instead?",
        strength="It promises what can be reached.",
        suggestion="I can give it <hours> a week until <date>.",
    ),
    RubricItem(
        id="actionability.safe",
        dimension=Dimension.ACTIONABILITY,
        scope=Scope.FIT,
        question="If body, mind or money could come to harm, does it name the bound to keep "
        "and who to ask?",
        strength="It names the bounds that keep it safe.",
        suggestion="Before I start I ask <doctor, adviser> about <risk>.",
    ),
)


def items_of(dimension: Dimension) -> tuple[RubricItem, ...]:
    """Return the items of one dimension, in order."""
    return tuple(item for item in RUBRIC if item.dimension == dimension)


def item_by_id(item_id: str) -> RubricItem | None:
    """Return the item with an id, or None."""
    return next((item for item in RUBRIC if item.id == item_id), None)
