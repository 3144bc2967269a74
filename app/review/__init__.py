"""Pages for people who look after quality."""

from app.navigation import PageSpec

PAGES = (
    PageSpec(path="review/overview/page.py", title="Overview", url_path="overview"),
    PageSpec(path="review/feedback/page.py", title="Feedback", url_path="feedback"),
    PageSpec(path="review/evaluations/page.py", title="Evaluations", url_path="evaluations"),
    PageSpec(path="review/traces/page.py", title="Traces", url_path="traces"),
    PageSpec(path="review/trace/page.py", title="Trace", url_path="trace", visible=False),
)
