"""Read how a judge's scores agree with what people say."""

from app import auth, services
from app.review.evaluations.records import Records
from core.usecases.scores.get_judge_agreement import JudgeAgreement, get_judge_agreement


def load_agreement(
    records: Records,
    *,
    source: str,
    judge: str | None,
    levels: tuple[int, int] | None,
) -> JudgeAgreement:
    """Return the agreement of a window."""
    return get_judge_agreement(
        services.rein(),
        viewer=auth.current_viewer(),
        days=records.days,
        sample=records.sample,
        within=records.within,
        source=source,
        judge=judge,
        levels=levels,
    )
