"""Use-cases of calendars."""
