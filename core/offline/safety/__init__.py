"""Decide which texts must not be planned."""
