"""Storage of calendars: revisions of events, private addresses, preferences."""
