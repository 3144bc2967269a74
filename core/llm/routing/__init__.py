"""Selects which models are called, and in which order."""
