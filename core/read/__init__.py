"""Typed rows for pages and the API: small selects, no domain objects loaded to be counted."""
