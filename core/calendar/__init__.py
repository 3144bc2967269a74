"""A plan as a calendar: its events, their revisions, and the file that calendar apps read."""
