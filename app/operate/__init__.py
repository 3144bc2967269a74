"""Pages of the people who keep the machine running."""

from app.navigation import PageSpec

PAGES = (
    PageSpec(path="operate/operations.py", title="Health", url_path="operations"),
    PageSpec(path="operate/settings.py", title="Settings", url_path="settings"),
)
