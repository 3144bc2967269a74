"""Trials of one version against another on people, which may be looked at at any time."""
