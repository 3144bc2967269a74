"""Cached reads."""
