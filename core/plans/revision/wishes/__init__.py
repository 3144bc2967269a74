"""Wishes of a plan at any time: other hours, another pace, other days, a later start."""
