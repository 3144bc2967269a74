"""Read what several review pages show."""

from app import auth, services
from core.usecases.traces.list_traces import FilterChoices, list_filter_choices


def list_choices(*, sample: bool) -> FilterChoices:
    """Return what lists can be filtered by."""
    return list_filter_choices(services.rein(), viewer=auth.current_viewer(), sample=sample)
