"""Targets: what figures should be, and the bounds by which it is decided whether they are."""
