"""Read the values of slots: amounts, times, days, dates."""
