"""Typed rows for pages and the API, read straight from the database."""
