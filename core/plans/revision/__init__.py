"""Revisions of a plan: ways to go on after a bad week, pauses and edits, as pure rules."""
