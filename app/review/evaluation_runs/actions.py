"""What can be done with an evaluation run: cancel it, or work again what failed."""

import streamlit as st

from app.review.evaluation_runs import load
from app.ui import notice
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport


def show(report: EvaluationReport) -> None:
    """Draw what can be done with a run."""
    waits = not report.progress.over
    again = report.progress.failed or report.run.cancelled_at is not None
    with st.container(horizontal=True):
        if report.opik_address is not None:
            st.link_button("Open in Opik", report.opik_address)
        if waits:
            st.button(
                "Cancel", key="evaluation_runs.cancel", on_click=cancel, args=(report.run.id,)
            )
        if again:
            st.button(
                "Work the failed cases again",
                key="evaluation_runs.retry",
                on_click=retry,
                args=(report.run.id,),
            )


def cancel(run_id: str) -> None:
    """Cancel what is not finished."""
    notice.attempt(lambda: load.cancel(run_id), done="The run is cancelled.")


def retry(run_id: str) -> None:
    """Work again what failed or was cancelled."""
    notice.attempt(lambda: load.retry(run_id), done="The cases are queued again.")
