"""Ratings and what they add up to."""
