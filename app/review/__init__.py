"""Pages of the people who look after quality."""

from app.navigation import PageSpec

PAGES = (
    PageSpec(path="review/overview.py", title="Overview", url_path="overview"),
    PageSpec(path="review/feedback.py", title="Feedback", url_path="feedback"),
    PageSpec(path="review/evaluations.py", title="Evaluations", url_path="evaluations"),
    PageSpec(path="review/traces.py", title="Traces", url_path="traces"),
    PageSpec(path="review/trace.py", title="Trace", url_path="trace", visible=False),
)
