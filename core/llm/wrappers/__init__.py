"""Wrappers around a model, each with one job."""
