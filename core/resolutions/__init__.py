"""Resolutions: the strategy written for a goal."""
