"""Charts: functions that turn values into figures."""
