"""Pages for a person's own goals, plans and ratings."""

from app.navigation import PageSpec

GOALS = PageSpec(path="coach/goals/page.py", title="Goals", url_path="goals", default=True)
GOAL = PageSpec(path="coach/goal/page.py", title="Goal", url_path="goal", visible=False)

PAGES = (GOALS, GOAL)
