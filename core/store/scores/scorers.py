"""The two kinds of scorer, and the condition that selects the scores of one kind."""

from typing import Literal

from sqlalchemy import ColumnElement

from core.llm.providers.offline import OfflineModel

Scorer = Literal["model", "rule"]
"""The kind of scorer: a model that judged, or the rules of the offline coach."""


def scored_by(judge: ColumnElement[str], scorer: Scorer | None) -> list[ColumnElement[bool]]:
    """Return the condition on the judge's column for a kind of scorer; none if all count."""
    if scorer is None:
        return []
    return [judge == OfflineModel.name if scorer == "rule" else judge != OfflineModel.name]
