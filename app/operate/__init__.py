"""Pages of the people who keep the machine running."""

from app.navigation import PageSpec

PAGES = (
    PageSpec(path="operate/operations.py", title="Health", url_path="operations"),
    PageSpec(path="operate/costs.py", title="Costs", url_path="costs"),
    PageSpec(path="operate/providers.py", title="Providers", url_path="providers"),
    PageSpec(path="operate/routing.py", title="Routing", url_path="routing"),
    PageSpec(path="operate/settings.py", title="Settings", url_path="settings"),
)
