"""The plan in the person's own calendar: a file, a private address, reminders, and links."""
