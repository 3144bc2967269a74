"""Datasets and labels over HTTP."""
