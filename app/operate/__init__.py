"""Pages for people who keep the system running."""

from app.navigation import PageSpec

PAGES = (
    PageSpec(path="operate/health/page.py", title="Health", url_path="operations"),
    PageSpec(path="operate/costs/page.py", title="Costs", url_path="costs"),
    PageSpec(path="operate/providers/page.py", title="Providers", url_path="providers"),
    PageSpec(path="operate/routing/page.py", title="Routing", url_path="routing"),
    PageSpec(path="operate/settings/page.py", title="Settings", url_path="settings"),
    PageSpec(path="operate/people/page.py", title="People", url_path="people"),
    PageSpec(path="operate/audit/page.py", title="Audit log", url_path="audit"),
)
