"""E-mail: what reminders and digests say, when they are due, and how they are sent by SMTP."""
