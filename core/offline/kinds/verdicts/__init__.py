"""Verdicts: whether a goal works out, as a sum in plain words."""
