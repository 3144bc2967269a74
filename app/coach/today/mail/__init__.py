"""E-mail reminders, on the page Today."""
