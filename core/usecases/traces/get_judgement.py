"""How a trace was judged: its evaluations with their reasons, and people's ratings of it."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.ratings.read import RatingRow, list_ratings_of
from core.store.scores.read import TraceEvaluation, list_evaluations_of
from core.usecases.access.allow import Access, allow
from core.usecases.traces.access import may_read_trace

__all__ = ["Judgement", "RatingRow", "TraceEvaluation", "get_judgement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Evaluations and ratings of one trace, newest first."""

    evaluations: tuple[TraceEvaluation, ...]
    ratings: tuple[RatingRow, ...]


@allow(Access.TRACE, reads_texts=True)
def get_judgement(rein: Rein, *, viewer: Viewer, trace_id: str) -> Judgement:
    """Return how a trace was judged; nothing of a trace that the viewer may not read."""
    if not may_read_trace(rein, viewer=viewer, trace_id=trace_id):
        return Judgement(evaluations=(), ratings=())
    return Judgement(
        evaluations=list_evaluations_of(rein.database, trace_id),
        ratings=list_ratings_of(rein.database, trace_id),
    )
