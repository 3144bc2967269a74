"""The offline scorer: answers the items of the rubric by rule, each yes with its evidence."""

from core.offline.reading.domains import DomainRecogniser
from core.quality.item_rules import item_rules
from core.quality.resolution_text import resolution_text
from core.quality.rubric import DIMENSIONS, RUBRIC, RUBRIC_VERSION, RubricItem, items_of
from core.quality.verdict import Evaluation, ItemVerdict, ScoredBy, make_verdict, score_items
from core.resolutions.resolution import Resolution

__all__ = ["OfflineScorer", "is_measurable", "is_specific", "resolution_text"]


class OfflineScorer:
    """Scores texts by the rules of the rubric, with the domains it was given."""

    def __init__(self, recogniser: DomainRecogniser) -> None:
        self._rules = item_rules(recogniser)

    def score_resolution(self, resolution: Resolution) -> Evaluation:
        """Return the evaluation of a resolution, from the same text that a judge reads."""
        return self.score_text(resolution_text(resolution))

    def score_text(self, text: str) -> Evaluation:
        """Return the evaluation of any text, for example a goal."""
        verdicts = {item.id: self._answer(item, text) for item in RUBRIC}
        dimensions = tuple(
            score_items(d, tuple(verdicts[item.id] for item in items_of(d))) for d in DIMENSIONS
        )
        return Evaluation(
            dimensions=dimensions,
            strengths=tuple(item.strength for item in RUBRIC if verdicts[item.id].yes),
            suggestions=tuple(
                f"Missing: {_named(item)} Add: “{item.suggestion}”"
                for item in RUBRIC
                if not verdicts[item.id].yes
            ),
            scored_by=ScoredBy.CODE,
            rubric_version=RUBRIC_VERSION,
        )

    def _answer(self, item: RubricItem, text: str) -> ItemVerdict:
        evidence = self._rules[item.id](text)
        return make_verdict(item, yes=bool(evidence) and evidence in text, evidence=evidence)


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
    )
    return any(_yes(evaluation, item) for item in items) or _yes(
        evaluation, "specificity.when_where"
    )


def _yes(evaluation: Evaluation, item_id: str) -> bool:
    return any(
        item.yes for score in evaluation.dimensions for item in score.items if item.item == item_id
    )


def _named(item: RubricItem) -> str:
    return f"{item.question}"
