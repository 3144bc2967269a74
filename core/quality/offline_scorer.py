"""The offline scorer: answers the items of the rubric by rule, each yes with its evidence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core.offline.coach import OfflineCoach
from core.quality.predicted_rating import build_rating_predictor
from core.quality.rubric import (
    DIMENSIONS,
    RUBRIC,
    RUBRIC_VERSION,
    RubricItem,
    Scope,
    items_of,
)
from core.quality.rules import (
    aim_rule,
    fit_rules,
    limit_rule,
    number_rules,
    plan_rules,
    start_rule,
    time_rules,
)
from core.quality.rules.closeness import Closeness
from core.quality.rules.finding import Finding, quoted, unknown
from core.quality.rules.item_rules import ItemRule, item_rules
from core.quality.rules.score_limit import with_limit
from core.quality.subject import Subject
from core.quality.verdict import (
    Evaluation,
    ItemVerdict,
    Scale,
    ScoredBy,
    make_verdict,
    score_items,
)

__all__ = ["OfflineScorer", "is_measurable", "is_specific"]

SubjectRule = Callable[[Subject], Finding]

_PLAN_RULES: Mapping[str, SubjectRule] = {
    "clarity.outcome": plan_rules.outcome,
    "clarity.plain_words": plan_rules.plain_words,
    "clarity.reason": plan_rules.reason,
    "specificity.action": plan_rules.action,
    "specificity.numbers_kept": number_rules.keeps_numbers,
    "specificity.start_used": start_rule.start_used,
    "specificity.when_where": time_rules.when_where,
    "specificity.obstacle": plan_rules.obstacle,
    "measurability.number": plan_rules.number,
    "measurability.unit_fits": fit_rules.unit_fits,
    "measurability.method": plan_rules.method,
    "measurability.checkpoint": plan_rules.checkpoint,
    "measurability.possible_steps": fit_rules.possible_steps,
    "actionability.verb_first": plan_rules.verb_first,
    "actionability.first_step": plan_rules.first_step,
    "actionability.if_then": plan_rules.if_then,
    "actionability.fits_time": time_rules.fits_time,
    "actionability.own_method": fit_rules.own_method,
    "actionability.keeps_limits": limit_rule.keeps_limits,
    "actionability.within_reach": fit_rules.within_reach,
}

_READ_AT_ALL = 0.35
"""Below this confidence of the reading a yes is not known: modesty costs nothing."""
_SURELY = 0.8
_SERVE_THE_AIM = frozenset(
    {"specificity.action", "measurability.unit_fits", "actionability.first_step"}
)
"""Items that a plan for something else cannot meet, however well it is written."""


class OfflineScorer:
    """Scores resolutions and bare goal texts by the rules of the rubric."""

    def __init__(self, coach: OfflineCoach) -> None:
        self._coach = coach
        self._text_rules = item_rules(coach.recogniser)
        self._closeness = Closeness(coach.recogniser)
        self._ratings = build_rating_predictor(self._text_rules)

    def score(self, subject: Subject) -> Evaluation:
        """Return the evaluation of a resolution and its plan beside the person's words."""
        answer = subject.answer
        aim = aim_rule.their_aim(subject, closeness=self._closeness)
        return _evaluation(
            item_verdict(item, self._find(item, subject, aim), answer)
            for item in RUBRIC
            if item.scope != Scope.GOAL
        )

    def score_goal(self, text: str) -> Evaluation:
        """Return the evaluation of a bare goal text: ratings as readers would give, and items.

        A word list cannot follow readers, so clarity, specificity and measurability are predicted
        by a regression on ratings; the items explain what the text has.
        """
        evaluation = self.score_text(text)
        predicted = self._ratings.scores(text)
        dimensions = tuple(
            replace(score, score=predicted[score.dimension], reason="", scale=Scale.RATING)
            if score.dimension in predicted
            else score
            for score in evaluation.dimensions
        )
        return replace(evaluation, dimensions=dimensions)

    def score_text(self, text: str) -> Evaluation:
        """Return the evaluation of any text on its own, for example a goal without a plan."""
        return _evaluation(
            item_verdict(item, quoted(self._text_rules[item.id](text)), text)
            for item in RUBRIC
            if item.scope != Scope.FIT
        )

    def _find(self, item: RubricItem, subject: Subject, aim: Finding) -> Finding:
        if item.id == "clarity.their_aim":
            return aim
        if item.id in _SERVE_THE_AIM and aim.yes is False and aim.confidence >= _SURELY:
            return Finding(yes=False, confidence=aim.confidence, note=aim.note)
        if item.id == "actionability.safe":
            bounds = self._coach.playbook_for(subject.goal.domain).safety
            return fit_rules.safe(subject, bounds=bounds)
        rule = _PLAN_RULES.get(item.id) or _of_text(self._text_rules[item.id], subject.answer)
        return rule(subject)


def _evaluation(found: Iterable[ItemVerdict]) -> Evaluation:
    verdicts = {verdict.item: verdict for verdict in found}
    dimensions = tuple(
        score_items(d, tuple(verdicts[item.id] for item in items_of(d) if item.id in verdicts))
        for d in DIMENSIONS
    )
    return Evaluation(
        dimensions=with_limit(dimensions),
        strengths=tuple(item.strength for item in RUBRIC if _answer(verdicts, item) is True),
        suggestions=tuple(
            f"Missing: {item.question} Add: “{item.suggestion}”"
            for item in RUBRIC
            if _answer(verdicts, item) is False
        ),
        scored_by=ScoredBy.CODE,
        rubric_version=RUBRIC_VERSION,
    )


def _answer(verdicts: Mapping[str, ItemVerdict], item: RubricItem) -> bool | None:
    verdict = verdicts.get(item.id)
    return verdict.yes if verdict is not None else None


def _of_text(rule: ItemRule, answer: str) -> SubjectRule:
    return lambda _: quoted(rule(answer))


def item_verdict(item: RubricItem, finding: Finding, text: str) -> ItemVerdict:
    """Return the verdict of a finding; a yes whose quote is not in the text is not known."""
    if finding.yes and finding.evidence not in text:
        finding = unknown("The rule found nothing that it can quote.")
    elif finding.yes and finding.confidence < _READ_AT_ALL:
        finding = unknown("What you meant was read with too little certainty to compare.")
    return make_verdict(
        item,
        yes=finding.yes,
        evidence=finding.evidence,
        asked=finding.asked,
        confidence=finding.confidence,
        note=finding.note,
    )


def is_specific(evaluation: Evaluation) -> bool:
    """Return True if a goal names a concrete action or thing."""
    return _yes(evaluation, "specificity.action")


def is_measurable(evaluation: Evaluation) -> bool:
    """Return True if a goal has an amount, a frequency, a time or an end date."""
    items = (
        "specificity.quantity",
        "measurability.number",
        "measurability.frequency",
        "specificity.end_date",
        "specificity.when_where",
    )
    return any(_yes(evaluation, item) for item in items)


def _yes(evaluation: Evaluation, item_id: str) -> bool:
    return any(
        item.yes is True
        for score in evaluation.dimensions
        for item in score.items
        if item.item == item_id
    )
