"""The page of a person's own account, where people sign in."""

from app.navigation import PageSpec

PAGES = (PageSpec(path="account/page.py", title="Your account", url_path="you"),)
