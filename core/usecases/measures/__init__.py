"""The figures of measures from the totals of a window."""
