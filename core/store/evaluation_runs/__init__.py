"""Evaluation runs: passes over a dataset."""
