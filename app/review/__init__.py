"""Pages for people who look after quality."""

from app.navigation import PageSpec

PAGES = (
    PageSpec(path="review/overview/page.py", title="Overview", url_path="overview"),
    PageSpec(path="review/feedback/page.py", title="Feedback", url_path="feedback"),
    PageSpec(path="review/ratings/page.py", title="Ratings", url_path="ratings"),
    PageSpec(path="review/evaluations/page.py", title="Evaluations", url_path="evaluations"),
    PageSpec(path="review/traces/page.py", title="Traces", url_path="traces"),
    PageSpec(path="review/alerts/page.py", title="Alerts", url_path="alerts"),
    PageSpec(path="review/trials/page.py", title="Trials", url_path="trials"),
    PageSpec(path="review/config/page.py", title="Config", url_path="config"),
    PageSpec(path="review/datasets/page.py", title="Datasets", url_path="datasets"),
    PageSpec(
        path="review/evaluation_runs/page.py",
        title="Evaluation runs",
        url_path="evaluation-runs",
    ),
    PageSpec(path="review/queue/page.py", title="Queue", url_path="queue"),
    PageSpec(path="review/trace/page.py", title="Trace", url_path="trace", visible=False),
)
