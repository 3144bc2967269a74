"""Pages for a person's own goals, plans and ratings."""

from app.navigation import PageSpec

TODAY = PageSpec(path="coach/today/page.py", title="Today", url_path="today", default=True)
GOALS = PageSpec(path="coach/goals/page.py", title="Goals", url_path="goals")
GOAL = PageSpec(path="coach/goal/page.py", title="Goal", url_path="goal", visible=False)

COACHED = PageSpec(
    path="coach/coached/page.py",
    title="Shared with you",
    url_path="shared-with-you",
    with_accounts=True,
)

PAGES = (TODAY, GOALS, GOAL, COACHED)
