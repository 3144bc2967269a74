"""What a person does for themselves: goals, plans, ratings."""

from app.navigation import PageSpec

GOALS = PageSpec(path="coach/goals.py", title="Goals", url_path="goals", default=True)
GOAL = PageSpec(path="coach/goal.py", title="Goal", url_path="goal", visible=False)

PAGES = (GOALS, GOAL)
