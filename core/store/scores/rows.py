"""Convert an evaluation to rows and back."""

from collections import defaultdict

from sqlalchemy import Connection, case, select

from core.quality.rubric import Dimension
from core.quality.verdict import DimensionScore, Evaluation, ItemVerdict, ScoredBy
from core.store.database.rows import Row, fetch_one
from core.store.scores.tables import evaluation_items, evaluations


def to_row(evaluation: Evaluation) -> Row:
    """Return the columns of an evaluation."""
    return {
        "overall": evaluation.overall,
        **{str(dimension): evaluation.score_of(dimension) for dimension in Dimension},
        "dimensions": [[score.dimension, score.reason] for score in evaluation.dimensions],
        "strengths": list(evaluation.strengths),
        "suggestions": list(evaluation.suggestions),
        "scored_by": evaluation.scored_by,
        "rubric_version": evaluation.rubric_version,
        "text_digest": evaluation.text_digest,
        "text_words": evaluation.text_words,
    }


def to_item_rows(evaluation: Evaluation, evaluation_id: str) -> list[Row]:
    """Return one row for each answered item."""
    return [
        {
            "evaluation_id": evaluation_id,
            "dimension": score.dimension,
            "position": position,
            "item": item.item,
            "question": item.question,
            "yes": item.yes is True,
            "known": item.yes is not None,
            "evidence": item.evidence,
            "asked": item.asked,
            "note": item.note,
            "confidence": item.confidence,
        }
        for score in evaluation.dimensions
        for position, item in enumerate(score.items)
    ]


def find_current_evaluation(
    connection: Connection, goal_id: str, *, text_digest: str
) -> Evaluation | None:
    """Return the evaluation of what a goal shows now, a model's first; else its newest, or None."""
    newest = select(evaluations).where(evaluations.c.goal_id == goal_id)
    newest = newest.order_by(evaluations.c.id.desc())
    by_model = case((evaluations.c.scored_by == ScoredBy.LLM, 0), else_=1)
    same = newest.where(evaluations.c.text_digest == text_digest).order_by(None)
    same = same.order_by(by_model, evaluations.c.id.desc())
    row = fetch_one(connection, same.limit(1)) or fetch_one(connection, newest.limit(1))
    return None if row is None else load_evaluation(connection, row)


def load_evaluation(connection: Connection, row: Row) -> Evaluation:
    """Return the evaluation of a row of the evaluations table, with its items."""
    items: defaultdict[str, list[ItemVerdict]] = defaultdict(list)
    query = (
        select(evaluation_items)
        .where(evaluation_items.c.evaluation_id == row["id"])
        .order_by(evaluation_items.c.position)
    )
    for item in connection.execute(query):
        verdict = ItemVerdict(
            item=item.item,
            question=item.question,
            yes=item.yes if item.known else None,
            evidence=item.evidence,
            asked=item.asked,
            note=item.note,
            confidence=item.confidence,
        )
        items[item.dimension].append(verdict)
    return Evaluation(
        dimensions=tuple(
            DimensionScore(
                dimension=Dimension(name), score=row[name], items=tuple(items[name]), reason=reason
            )
            for name, reason in row["dimensions"]
        ),
        strengths=tuple(row["strengths"]),
        suggestions=tuple(row["suggestions"]),
        scored_by=ScoredBy(row["scored_by"]),
        rubric_version=row["rubric_version"],
        text_digest=row["text_digest"],
        text_words=row["text_words"],
    )


def find_newest_scorer(connection: Connection, goal_id: str) -> ScoredBy | None:
    """Return who gave the newest scores of a goal, or None if it has none."""
    query = select(evaluations.c.scored_by).where(evaluations.c.goal_id == goal_id)
    found = connection.execute(query.order_by(evaluations.c.id.desc()).limit(1)).scalar()
    return None if found is None else ScoredBy(found)
