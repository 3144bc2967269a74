"""Wrappers around a model: each adds one concern to `complete` and keeps the model's name."""
