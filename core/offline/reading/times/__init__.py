"""Phrases that name a time."""
