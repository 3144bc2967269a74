"""Trials of versions on people, over HTTP."""
